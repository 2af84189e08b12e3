"""Names in drafts become identifiers to look up; what is found is judged by account and role."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.clauses import Clause
from policy.drafts.draft import Draft
from policy.drafts.evidence import Evidence, Person
from policy.drafts.names import names, people
from policy.spelling import identifiers as registered

PUPIL, STAFF, PARENT = "name:ava patel", "name:sam jones", "name:mina patel"
EVIDENCE = Evidence(people={PUPIL: Person("pupil"), STAFF: Person("staff"), PARENT: Person("parent")})


def identifiers(text: str) -> list[str]:
    return [name.identifier for name in names(text)]


def clauses(text: str, platform: str, account: str) -> list[Clause]:
    draft = Draft(text, platform=platform, account=account)
    return [finding.clause for finding in people(draft, EVIDENCE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("proud of Ava Patel today", ["name:ava patel"]),
        ("Ava Patel's result", ["name:ava patel"]),
        ("Ava  Patel's result", ["name:ava patel"]),
        ("#AvaPatel and #Ava_Patel", ["name:ava patel"] * 2),
        ("AVA PATEL", ["name:ava patel"]),
        ("Zo\u00eb O\u2019Neil", ["name:zoe oneil"]),
        ("Anne-Marie McDonald", ["name:anne marie mcdonald"]),
        ("#FionaMcDonald", ["name:fiona mcdonald"]),
        ("Ava J. Patel", ["name:ava patel"]),
        ("Ava J R Patel", ["name:ava patel"]),
        ("Zoe\u0308 O'Neil", ["name:zoe oneil"]),
        ("Ava Jane Patel", ["name:ava jane", "name:jane patel", "name:ava patel"]),
        ("Ava van der Berg", ["name:ava berg"]),
        ("Omar al-Sayed", ["name:omar sayed"]),
        ("Rose d'Arcy", ["name:rose darcy"]),
        ("Well done Ava. Patel", []),
        ("Happy Monday, see you on Tuesday", []),
        ("ava patel", []),
    ],
)
def test_two_capitals_beside_each_other_may_be_a_name(text: str, expected: list[str]) -> None:
    assert identifiers(text) == expected


@pytest.mark.parametrize(("first", "last", "known_as", "written"), [
    ("Ava", "Patel", "", "Ava Patel"),
    ("Ava Jane", "Patel", "", "Ava Patel"),
    ("Ava", "Patel", "", "Ava Jane Patel"),
    ("Alexandra", "Patel", "Lexi", "Lexi Patel"),
    ("Anne-Marie", "Smith-Jones", "", "Anne Marie Smith Jones"),
    ("Anne-Marie", "Smith-Jones", "", "Annemarie SMITH-JONES or rather Anne-Marie Smith"),
    ("Ava", "van der Berg", "", "Ava Van Der Berg"),
    ("Omar", "al-Sayed", "", "Omar Al-Sayed"),
    ("Omar", "Al Sayed", "", "Omar Al Sayed"),
    ("Zo\u00eb", "\u0141uczak", "", "Zoe Luczak"),
    ("Di", "Lee", "", "Di Lee"),
])  # fmt: skip
def test_whoever_is_registered_is_found_however_the_name_is_written(first: str, last: str, known_as: str, written: str) -> None:
    assert set(identifiers(f"proud of {written}!")) & set(registered(first, last, known_as))


@pytest.mark.parametrize("platform", ["x", "linkedin"])
def test_a_pupil_is_named_on_no_personal_account(platform: str) -> None:
    assert clauses("proud of Ava Patel", platform, "personal") == [Clause.MENTIONS]


def test_a_first_name_passes_on_an_official_account_and_a_full_one_does_not() -> None:
    assert clauses("Well done Ava", "x", "official") == []
    assert clauses("Well done Ava Patel", "x", "official") == [Clause.PUPIL_PHOTOS]


def test_a_full_name_passes_with_consent() -> None:
    evidence = Evidence(people={PUPIL: Person("pupil", full_name=True)})
    assert list(people(Draft("Ava Patel", account="official"), evidence)) == []


def test_a_colleague_may_be_named_on_a_professional_network_only() -> None:
    assert clauses("with Sam Jones", "linkedin", "personal") == []
    assert clauses("with Sam Jones", "x", "personal") == [Clause.MENTIONS]


def test_a_parent_is_named_nowhere() -> None:
    assert clauses("thanks to Mina Patel", "x", "official") == [Clause.PRIVACY]
    assert clauses("thanks to Mina Patel", "linkedin", "personal") == [Clause.MENTIONS]


def test_a_name_of_three_words_is_said_once() -> None:
    evidence = Evidence(people={"name:ava patel": Person("pupil"), "name:jane patel": Person("pupil")})
    (finding,) = people(Draft("proud of Ava Jane Patel today"), evidence)
    assert (finding.text, finding.verdict) == ("Ava Jane Patel", "inappropriate")


def test_an_answer_to_an_official_post_may_name_colleagues_and_never_pupils() -> None:
    text = "Sam Jones and Ava Patel"
    findings = people(Draft(text, platform="x", account="personal", kind="comment", parent="official"), EVIDENCE)
    assert [finding.text for finding in findings] == ["Ava Patel"]


@given(st.text(max_size=80))
def test_a_name_stands_where_it_says(text: str) -> None:
    assert all(0 <= name.start < name.end <= len(text) and name.identifier.startswith("name:") for name in names(text))
