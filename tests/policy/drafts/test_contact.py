"""What tells who is meant without a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.clauses import Clause
from policy.drafts.contact import POSTCODE, _postcodes, contact
from policy.drafts.draft import Draft
from policy.drafts.evidence import Evidence


def found(text: str) -> list[str]:
    return [finding.text for finding in contact(Draft(text), Evidence())]


@pytest.mark.parametrize(
    "number",
    [
        *("07700 900123", "+44 7700 900123", "020 7946 0018", "+44 (0)20 7946 0018", "01632 960 001", "0044 7700 900 123"),
        *("07700.900.123", "07700\u00a0900\u00a0123", "07700\u2013900\u2013123", "447700900123", "44 7700 900123"),
        "\uff10\uff17\uff17\uff10\uff10\uff19\uff10\uff10\uff11\uff12\uff13",
    ],
)
def test_a_british_number_is_found(number: str) -> None:
    text = f"call {number} now"
    assert found(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "in 2026 we had 12,000 hits",
        "0.123456789012",
        "id 0123456789012345",
        "room 0123",
        "2026-11-22 10:00",
        "44 1234 567890",
        "01.12.2024 10.30",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert found(text) == []


def test_the_bracket_before_an_area_code_belongs_to_the_number() -> None:
    assert found("call (020) 7946 0018 now") == ["(020) 7946 0018"]


@pytest.mark.parametrize(
    "text", ["Childline 0800 1111", "NSPCC 0808 800 5000", "+44 808 800 5000", "ring 0300 123 3393", "or 0345 606 1234"]
)
def test_helplines_and_numbers_of_firms_are_nobodys_own(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "code", ["SW1A 1AA", "M1 1AE", "B338TH", "CR2 6XH", "dn55 1pt", "EC1A 1BB", "LS1  4AP", "LS1\u00a04AP"]
)
def test_a_postcode_is_found(code: str) -> None:
    assert found(f"we live at {code}.") == [code]


@pytest.mark.parametrize(
    "text",
    [
        "A1 road",
        "GCSE 2026",
        "AB12 3CO",
        "b338th is lower case",
        "M25 jam",
        "KS2 3AB",
        "Y9 8AB",
        "AS1 2NZ",
        "se1 2nd",
        "b2 1st",
    ],
)
def test_other_letters_and_digits_are_not(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "my Y9 pupil at Example Academy who",
        "Year 11 at St Mary's Primary School",
        "Example High, year 7",
        "year ten at Example Comp",
        "my Y9 Example Academy pupil",
        "P7 at Example Primary",
        "Year 6 at St. Mary's C of E Primary",
    ],
)
def test_a_school_with_a_year_group_tells_who_is_meant(text: str) -> None:
    (finding,) = contact(Draft(text), Evidence())
    assert finding.clause is Clause.PRIVACY


@pytest.mark.parametrize(
    "text", ["I went to Example Academy", "year 9 maths revision", "Example Academy. " + "x" * 200 + " year 9"]
)
def test_one_of_them_alone_does_not(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We had a lovely time at Example Academy. The Year 9 notes are in the shop!",
        "Year 11s, good luck\nExample College has an open day",
        "Our Summer School is for Year 10",
        "Khan Academy is good for Year 9",
        "Year 8 lessons of Oak National Academy",
        "Example Sixth Form College",
        "From Year 6 to High School in one summer",
    ],
)
def test_other_sentences_and_schools_without_a_name_tell_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["Example Academy. Year 9.", "He is in Year 9 (Example Academy)", "Year 9 | Example Academy"])
def test_side_by_side_they_tell_it_whatever_stands_between(text: str) -> None:
    assert len(found(text)) == 1


def test_each_school_is_named_with_the_year_group_that_is_nearest() -> None:
    text = f"year 1 {'x' * 130} Example Academy, year 2 and year 3 {'x' * 130} Other College {'x' * 130} year 4"
    assert found(text) == ["Example Academy, year 2"]


@given(
    st.lists(st.sampled_from(["SW1A", "1AA", "sw1a", "1aa", "M1", "B338TH", "GIR", "BFPO", "0AA", "2nd", " ", "x", ".", "9"]))
)
def test_looking_only_at_the_ends_of_postcodes_misses_none(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert [match.span() for match in _postcodes(text)] == [match.span() for match in POSTCODE.finditer(text)]
