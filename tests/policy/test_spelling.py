"""A name has one spelling, however it is typed; a registered name is found by what people leave out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.spelling import MOST, identifier, identifiers, normalised, of_whole


@pytest.mark.parametrize("written", [
    "Zo\u00eb O'Neil", "zoe oneil", "ZOE O\u2019NEIL", "  Zoe\u0308   O\u02bcNeil ", "Zo\u200be ONeil",
    "\uff3aoe Oneil",
])  # fmt: skip
def test_a_name_has_one_spelling(written: str) -> None:
    assert normalised(written) == "zoe oneil"


def test_every_hyphen_is_a_space() -> None:
    assert {normalised(f"Anne{hyphen}Marie") for hyphen in "-\u2010\u2011\u2013 \u00a0"} == {"anne marie"}


@pytest.mark.parametrize(("written", "plain"), [("\u0141ukasz", "lukasz"), ("S\u00f8ren", "soren"), ("Stra\u00df", "strass")])
def test_letters_that_are_typed_without_their_stroke_are_so_here(written: str, plain: str) -> None:
    assert normalised(written) == plain


def test_the_small_words_of_a_surname_are_left_out_on_both_sides() -> None:
    assert identifier("Ava", "van der Berg") == identifier("AVA", "Berg") == "name:ava berg"
    assert identifiers("Ava", "van der Berg") == ("name:ava berg",)
    assert identifiers("Omar", "al-Sayed") == ("name:omar sayed",)


def test_a_surname_of_small_words_only_keeps_them() -> None:
    assert identifiers("Ava", "De") == ("name:ava de",)


def test_half_of_a_double_name_is_enough() -> None:
    assert set(identifiers("Anne-Marie", "Smith-Jones")) == {
        f"name:{given} {family}"
        for given in ("anne marie", "anne", "marie")
        for family in ("smith jones", "smith", "jones")
    }  # fmt: skip


def test_the_name_that_somebody_goes_by_counts_too() -> None:
    assert identifiers("Alexandra", "Patel", "Lexi") == ("name:alexandra patel", "name:lexi patel")


@pytest.mark.parametrize(("first", "last"), [("Ava", ""), ("", "Patel"), ("", ""), ("?", "!")])
def test_one_name_alone_finds_nobody(first: str, last: str) -> None:
    assert identifiers(first, last) == ()


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=60))
def test_plain_letters_are_spelt_as_all_others_are(written: str) -> None:
    assert normalised(written) == normalised(f"{written}\u200b"), "an invisible mark sends it the long way round"


@given(first=st.text(max_size=40), last=st.text(max_size=40), known_as=st.text(max_size=40))
def test_identifiers_are_few_different_and_their_own_spelling(first: str, last: str, known_as: str) -> None:
    found = identifiers(first, last, known_as)
    assert len(found) == len(set(found)) <= MOST
    assert all(normalised(name.removeprefix("name:")) == name.removeprefix("name:") for name in found)


def test_a_name_in_one_piece_is_parted_wherever_the_first_name_may_end() -> None:
    assert of_whole("Dr. Mina Patel") == of_whole("mina patel") == ("name:mina patel",)
    assert {"name:maria garcia", "name:maria lopez", "name:garcia lopez"} <= set(of_whole("Maria Garcia Lopez"))
    assert of_whole("Mina") == of_whole("Mrs Patel") == of_whole("") == ()
