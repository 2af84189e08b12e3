import pytest

from policy.account import InvalidHandle
from policy.platforms.facebook import platform


@pytest.mark.parametrize(
    "entered", ["John.Smith.55", "j.o.h.n.smith55", "https://m.facebook.com/JohnSmith55?x=1", "fb.me/john.smith.55"]
)
def test_dots_and_case_do_not_count(entered: str) -> None:
    assert platform.account(entered).handle == "johnsmith55"


@pytest.mark.parametrize("entered", ["shop.com", "school.net", "j.o.h.n", "https://www.facebook.com/groups", "profile.php"])
def test_what_facebook_would_not_give_as_a_name_is_refused(entered: str) -> None:
    with pytest.raises(InvalidHandle):
        platform.account(entered)


def test_a_profile_number_is_an_id() -> None:
    assert platform.account("https://www.facebook.com/profile.php?sk=about&id=100001").id == "100001"
