import pytest

from policy.platforms.telegram import platform


@pytest.mark.parametrize(
    "entered", ["@Pupil_One", "https://t.me/pupil_one", "tg://resolve?domain=pupil_one", "telegram.me/pupil_one"]
)
def test_a_name_has_many_forms(entered: str) -> None:
    assert platform.account(entered).handle == "pupil_one"


@pytest.mark.parametrize("entered", ["pupil__one", "pupil_", "1pupil", "pupi", "https://t.me/+AbCdEf012"])
def test_what_telegram_would_not_give_is_refused(entered: str) -> None:
    assert platform.seen(entered) is None


def test_it_is_not_watched_for_nothing_can_be_read() -> None:
    assert not platform.watched
