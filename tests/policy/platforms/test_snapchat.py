import pytest

from policy.platforms.snapchat import platform


@pytest.mark.parametrize("entered", ["Pupil-One", "https://www.snapchat.com/add/pupil-one", "snapchat.com/@pupil-one"])
def test_a_name_has_many_forms(entered: str) -> None:
    assert platform.account(entered).handle == "pupil-one"


@pytest.mark.parametrize("entered", ["1pupil", "pu", "pupil-", "a" * 16])
def test_a_name_begins_with_a_letter_and_ends_with_a_letter_or_digit(entered: str) -> None:
    assert platform.seen(entered) is None
