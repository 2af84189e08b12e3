"""The lexicon: forms, bands, and spellings that come close."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.hashtags.lexicon import Kind, Severity, _apart, blurred, entries, fitting, holds, inside, single

FORMS = st.sampled_from(sorted(entries()))
FUZZY = sorted(form for form, entry in entries().items() if entry.kind is Kind.FUZZY)


def test_forms_of_a_word_share_its_band() -> None:
    assert {entries()[form].severity for form in ("wanker", "wanking", "wanks")} == {Severity.STRONG}


@pytest.mark.parametrize("category", ["sexual", "hate", "drugs", "self-harm", "eating disorder", "gambling", "unprofessional"])
def test_every_category_has_words(category: str) -> None:
    assert any(entry.category == category for entry in entries().values())


@pytest.mark.parametrize(
    "spelling", ["proana", "prooanna", "pr0ana", "thyghgapp", "thinspoo", "thihgap", "thighgaps", "thinspirattion"]
)
def test_fuzzy_words_are_known_in_near_spellings(spelling: str) -> None:
    assert blurred(spelling) is not None


@pytest.mark.parametrize("word", ["program", "prana", "thin", "highgate", "thought", "inspiration", "roman", "proxima"])
def test_words_that_are_not_near_are_let_be(word: str) -> None:
    assert blurred(word) is None


def test_a_listed_word_is_seen_inside_a_run_of_letters() -> None:
    assert holds("scunthorpe")
    assert not holds("maths")
    assert "fuck" in {entry.form for entry in inside("xxfuckyy")}


def test_repeats_are_written_once() -> None:
    assert single("aabbccd") == "abcd"


def test_words_that_count_only_alone_are_never_looked_for_inside() -> None:
    assert entries()["weed"].kind is Kind.WHOLE
    assert not holds("weedkiller")


@given(st.sampled_from(FUZZY), st.integers(0, 12), st.sampled_from(["", "x", "a"]), st.integers(0, 1))
def test_one_letter_more_less_or_other_leaves_a_fuzzy_word_known(form: str, at: int, put: str, taken: int) -> None:
    spelling = form[:at] + put + form[at + taken :]
    near = any(_apart(single(spelling), single(other)) <= 1 for other in FUZZY)
    assert (blurred(spelling) is not None) == (near and 6 <= len(single(spelling)) <= 18)


@given(FORMS, st.sets(st.integers(0, 11), max_size=4))
def test_stars_stand_for_any_letter(form: str, stars: set[int]) -> None:
    text = "".join("*" if at in stars else char for at, char in enumerate(form))
    if text.strip("*"):
        fits = re.compile(".".join(map(re.escape, text.split("*"))))
        assert [entry.form for entry in fitting(text)] == [other for other in entries() if fits.fullmatch(other)]
