from policy.platforms.roblox import platform


def test_the_number_in_the_address_is_the_account() -> None:
    assert platform.account("https://www.roblox.com/users/200/profile").id == "200"


def test_one_underscore_inside_is_allowed_and_no_other() -> None:
    assert platform.account("Pupil_One").handle == "pupil_one"
    assert [platform.seen(text) for text in ("_pupil", "pupil_", "pu_pil_one")] == [None] * 3
