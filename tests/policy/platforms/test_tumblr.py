import pytest

from policy.platforms.tumblr import platform


@pytest.mark.parametrize(
    "entered", ["Pupil-One", "pupil-one.tumblr.com", "https://www.tumblr.com/blog/pupil-one", "tumblr.com/pupil-one"]
)
def test_a_blog_has_many_addresses(entered: str) -> None:
    assert platform.account(entered).handle == "pupil-one"


@pytest.mark.parametrize("entered", ["https://www.tumblr.com/", "https://www.tumblr.com/dashboard", "pupil_one", "-pupil"])
def test_pages_of_the_site_are_nobody(entered: str) -> None:
    assert platform.seen(entered) is None


def test_in_the_uk_it_is_for_people_of_16() -> None:
    assert platform.minimum_age == 16
