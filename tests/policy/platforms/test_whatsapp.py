import pytest

from policy.platforms.whatsapp import platform


@pytest.mark.parametrize(
    "entered",
    [
        "07700 900123",
        "+44 (0)7700 900123",
        "7700900123",
        "https://wa.me/447700900123",
        "447700900123@s.whatsapp.net",
        "447700900123@c.us",
    ],
)
def test_a_number_has_one_form(entered: str) -> None:
    assert platform.account(entered).handle == "+447700900123"


def test_a_user_name_has_a_letter() -> None:
    assert platform.account("@Pupil.1").handle == "pupil.1"
    assert platform.seen("12345") is None


def test_an_id_without_a_number_is_an_id() -> None:
    assert platform.account("99887766554433@lid").id == "99887766554433@lid"
