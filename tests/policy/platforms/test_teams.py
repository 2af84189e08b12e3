from policy.platforms.teams import platform

GUID = "0a1b2c3d-0000-4000-8000-0123456789ab"


def test_a_directory_number_has_one_form() -> None:
    assert platform.account(f"8:orgid:{GUID}").id == platform.account(id=GUID.upper()).id == GUID


def test_a_private_account_keeps_its_prefix() -> None:
    assert platform.account(id="8:live:Pupil").id == "8:live:pupil"
