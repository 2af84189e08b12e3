import pytest

from policy.platforms.x import platform


@pytest.mark.parametrize(
    "entered",
    ["@PupilOne", "https://twitter.com/pupilone?s=20", "mobile.x.com/PupilOne", "x.com/intent/user?a=b&screen_name=pupilone"],
)
def test_old_and_new_addresses_name_the_same_person(entered: str) -> None:
    assert platform.account(entered).handle == "pupilone"


def test_numbers_in_addresses_are_ids() -> None:
    assert platform.account("https://x.com/i/user/12").id == "12"
    assert platform.account("https://twitter.com/messages/compose?recipient_id=12").id == "12"


@pytest.mark.parametrize("entered", ["https://x.com/home", "https://x.com/pupilone/status/20", "a" * 16, "pupil.one"])
def test_pages_and_posts_are_nobody(entered: str) -> None:
    assert platform.seen(entered) is None
