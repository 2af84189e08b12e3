"""Runs of letters are split into the words that a reader sees."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.hashtags import tables
from policy.drafts.hashtags.segments import cheapest, words


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("mathstutor", "maths tutor"),
        ("revisiontips", "revision tips"),
        ("susanalbumparty", "susan album party"),
        ("penishere", "penis here"),
        ("iloveswankyclothes", "i love swanky clothes"),
        ("backtoschool", "back to school"),
        ("xqzv", "xqzv"),
        ("", ""),
    ],
)
def test_the_likeliest_words_are_found(run: str, expected: str) -> None:
    assert " ".join(words(run)) == expected


@given(st.text(alphabet="abcdefgstuh", max_size=60))
def test_nothing_is_lost_in_splitting(text: str) -> None:
    assert "".join(words(text)) == text


def test_words_can_be_forbidden() -> None:
    way = cheapest("penistall", lambda word: None if word == "penis" else tables.words().get(word))
    assert way.words == ("pen", "is", "tall")


def test_time_grows_with_the_length_only() -> None:
    """Processor time, and the best of three, so that a busy machine decides nothing."""

    def spent(size: int) -> float:
        begun = time.process_time()
        cheapest("therapistsin" * (size // 12), tables.words().get)
        return time.process_time() - begun

    assert min(spent(2_000) for _ in range(3)) < 16 * min(spent(500) for _ in range(3)) + 0.05
