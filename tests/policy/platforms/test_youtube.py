import pytest

from policy.platforms.youtube import platform

CHANNEL = "UCabcdefghijklmnopqrstuv"


def test_a_channel_id_counts_its_case() -> None:
    assert platform.account(f"https://www.youtube.com/channel/{CHANNEL}").id == CHANNEL
    assert platform.account(CHANNEL).id == CHANNEL
    assert platform.seen(id=CHANNEL.lower()) is None


def test_the_same_letters_with_an_at_sign_are_a_handle() -> None:
    assert platform.account(f"@{CHANNEL}") == platform.account(f"https://www.youtube.com/@{CHANNEL.lower()}")


def test_a_handle_may_be_in_any_script_and_look_alikes_stay_different() -> None:
    assert platform.account("@\u0423\u0447\u0435\u043d\u0438\u043a").handle == "\u0443\u0447\u0435\u043d\u0438\u043a"
    assert platform.account("pup\u0456l") != platform.account("pupil")


@pytest.mark.parametrize("entered", ["https://www.youtube.com/watch?v=x", "https://youtu.be/x", "-pupil", "pupil.", "ab"])
def test_films_and_broken_handles_are_nobody(entered: str) -> None:
    assert platform.seen(entered) is None
