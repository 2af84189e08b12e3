"""How hashtags are spelt: what is equal, what looks alike, what stands for what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.hashtags import letters


@pytest.mark.parametrize("tag", ["#ProAna", "＃ｐｒｏａｎａ", "#pro\u200bana", "#PRO\ufe0fANA"])
def test_one_tag_has_one_key(tag: str) -> None:
    assert letters.key(tag) == "proana"


def test_capitals_digits_and_underscores_set_words_apart() -> None:
    assert letters.spelling("#GCSEMaths_help2026").pieces == ("gcse", "maths", "help", "2026")


def test_accents_and_look_alikes_are_undone() -> None:
    assert letters.spelling("#c\u0430f\u00e9").whole == "cafe"


@pytest.mark.parametrize(
    "tag",
    ["#\u1d18\u1d0f\u0280\u0274", "#\U0001f15f\U0001f15e\U0001f161\U0001f15d", "#\U0001f17f\U0001f17e\U0001f181\U0001f17d"],
)
def test_small_and_inverted_capitals_are_letters(tag: str) -> None:
    assert letters.spelling(tag).whole == "porn"


def test_drawn_out_letters_are_read_once_and_twice() -> None:
    assert letters.calmed("soooon") == ("son", "soon")
    assert letters.calmed("soon") == ("soon",)


@pytest.mark.parametrize(
    ("written", "meant"), [("sh1t", "shit"), ("b00k", "book"), ("fvck", "fuck"), ("vvell", "well"), ("c1ass", "class")]
)
def test_digits_and_letters_may_stand_for_others(written: str, meant: str) -> None:
    assert meant in letters.undisguised(written)


@pytest.mark.parametrize(
    ("text", "strange"), [("maths", False), ("soon", False), ("sooon", True), ("b00k", True), ("f*n", True)]
)
def test_digits_signs_and_drawn_out_letters_are_strange(text: str, strange: bool) -> None:
    assert letters.strange(text) is strange


@pytest.mark.parametrize("text", ["vet", "zoo", "phone", "bookkeeper", "sooon", "s0n"])
def test_what_may_stand_for_other_letters_is_not_read_plainly(text: str) -> None:
    assert letters.plainly("maths")
    assert not letters.plainly(text)


@given(st.text())
def test_any_text_has_a_spelling_without_capitals(text: str) -> None:
    spelt = letters.spelling(text)
    assert spelt.whole == spelt.whole.lower()
    assert all(piece.isascii() and piece.isalnum() for piece in spelt.pieces)


@given(st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert letters.key(letters.key(text)) == letters.key(text) or "#" in letters.key(text)
