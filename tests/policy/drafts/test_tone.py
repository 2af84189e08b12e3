"""Tone counts where the post speaks for the company."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.draft import Draft
from policy.drafts.evidence import Company, Evidence
from policy.drafts.hashtags import lexicon
from policy.drafts.tone import RUDE, SIGNS, SPOKEN, _suspects, spoken, tone

EVIDENCE = Evidence(company=Company(names=("Tutor Train",)))


def found(text: str, account: str = "official") -> list[tuple[str, str]]:
    draft = Draft(text, account=account)
    return [(finding.text, finding.verdict) for finding in tone(draft, EVIDENCE)]


def test_an_official_account_does_not_swear() -> None:
    assert found("our tutors are sh*t") == [("sh*t", "inappropriate")]


def test_nor_does_a_personal_one_that_names_the_company() -> None:
    assert found("Tutor Train is shit", "personal") == [("shit", "inappropriate")]
    assert found("this is shit", "personal") == []


def test_shouting_is_a_caution() -> None:
    assert found("COME TO OUR OPEN EVENING NOW") == [("COME TO OUR OPEN EVENING NOW", "caution")]


@pytest.mark.parametrize(
    "text",
    [
        "GCSE AQA OCR IB",
        "AQA OCR EDEXCEL WJEC EDUQAS CCEA",
        "GCSE BTEC SATS UCAS STEM PSHE",
        "Come to our open evening, it is free!",
        "sex education and the Essex butterfly",
        "#dicks @dick",
    ],
)
def test_ordinary_posts_pass(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We met Dick Smith at the Cock Inn",
        "a body retarded by friction",
        "She is a coin tosser",
        "We read Moby Dick",
        "Philip K. Dick",
        "a blue tit and a great tit",
        "Dick Whittington, the pantomime",
        "Dick King-Smith",
    ],
)
def test_a_rude_word_in_a_harmless_name_is_none(text: str) -> None:
    assert found(text) == []


def test_a_word_is_no_name_after_what_makes_it_an_insult() -> None:
    assert found("What a Dick Move") == [("Dick", "caution")]
    assert found("Dick Shit") == [("Dick", "caution"), ("Shit", "inappropriate")]


def test_a_word_with_a_harmless_meaning_is_a_caution_in_a_post() -> None:
    assert found("what a dick") == [("dick", "caution")]
    assert found("Moby, dick") == [("dick", "caution")]


@pytest.mark.parametrize("word", ["b0llocks", "idiots", "f**k", "wankers"])
def test_rude_words_are_known_disguised_or_not(word: str) -> None:
    assert spoken(word) is not None


@pytest.mark.parametrize("word", ["classic", "button", "Scunthorpe", "2026", "don't", "casino"])
def test_ordinary_words_are_not(word: str) -> None:
    assert spoken(word) is None


FORMS = sorted(entry.form for entry in lexicon.entries().values() if entry.kind in SPOKEN and entry.category in RUDE)
WAYS = {"i": "1!", "l": "1", "o": "0", "e": "3", "a": "4@", "s": "5$z", "t": "7", "b": "8", "g": "69", "u": "v", "c": "\u0441"}
DISGUISED = st.sampled_from(FORMS).flatmap(
    lambda form: st.tuples(*(st.sampled_from((char, char.upper(), char * 3, *WAYS.get(char, ""))) for char in form))
)


@given(st.lists(DISGUISED.map("".join) | st.text(st.characters(categories=["L", "N"]), min_size=1), max_size=20))
def test_no_word_that_is_known_by_itself_is_passed_over_among_others(words: list[str]) -> None:
    assert {word for word in words if word[0] not in SIGNS and spoken(word)} <= set(_suspects(words))
