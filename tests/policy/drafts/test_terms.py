"""Terms are found as whole words, however they are dressed up, and never in ordinary phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.terms import matches, one_apart, tokens

BRAND = ("Tutor Train", "tutortrain.co.uk")


def found(text: str, *, changed: bool = True) -> list[str]:
    return [text[match.start : match.end] for match in matches(text, BRAND, changed=changed)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Tutor Train",
            "I work at TutorTrain!",
            "tutortrain rocks",
            "tutor-train",
            "#LoveTutorTrain",
            "@tutortrain_uk",
            "see tutortrain.co.uk",
        ),
        *(
            "Tut0rTrain",
            "Tut0r Train",
            "tutor-tra1n",
            "tut0rtrain",
            "T\u0443tor Train".replace("\u0443", "\u03c5"),
            "Tutortrian",
            "Tutor Trian",
            "Tutor\u00a0Train",
            "TUTOR TRAIN Ltd",
            "Tutor  Train",
            "Tutor\u200bTrain",
            "TUT0R TRA1N",
            "T u t o r T r a i n",
            "I love T.u.t.0.r  T r a i n!",
            "T-u-t-o-r-T-r-a-i-n I say",
        ),
    ],
)
def test_the_name_is_found(text: str) -> None:
    assert found(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "tutor training",
        "we train tutors",
        "tutor, train",
        "a trained tutor",
        "my tutor trains hard",
        "tutors train",
        "tutor. Train",
        "the train",
        "restraint",
        "t u t o r t r a i n i n g",
        "T u t o r T r a i",
    ],
)
def test_ordinary_phrases_are_not(text: str) -> None:
    assert found(text) == []


def test_a_secret_is_found_in_one_word_too() -> None:
    assert found("#tutortrain", changed=False) == ["tutortrain"]


def test_a_secret_is_found_only_as_it_is_spelt() -> None:
    assert [match.term for match in matches("project blue fox", ("Blue Fox",), changed=False)] == ["Blue Fox"]
    assert list(matches("blue foxes", ("Blue Fox",), changed=False)) == []


@pytest.mark.parametrize(("one", "other"), [("train", "trian"), ("train", "trai"), ("train", "trains"), ("train", "drain")])
def test_one_letter_makes_one_apart(one: str, other: str) -> None:
    assert one_apart(one, other)
    assert one_apart(other, one)


@pytest.mark.parametrize(("one", "other"), [("train", "train"), ("train", "training"), ("train", "niart"), ("abcd", "badc")])
def test_more_or_none_does_not(one: str, other: str) -> None:
    assert not one_apart(one, other)


@given(st.text(max_size=60))
def test_tokens_stand_where_they_say_in_order(text: str) -> None:
    places = [(token.start, token.end) for token in tokens(text)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
