"""Criticism is what is said of the company, and nothing that is only said near its name."""

import pytest

from policy.drafts.company import CRITICISED, MENTIONED, company
from policy.drafts.criticism import PLAIN, around
from policy.drafts.draft import Draft
from policy.drafts.evidence import Company, Evidence

EVIDENCE = Evidence(company=Company(names=("Tutor Train", "tutortrain.co.uk")))


def found(text: str, account: str = "personal", platform: str = "linkedin") -> list[str]:
    """What is criticised. On LinkedIn, where naming the company is nothing to speak of."""
    findings = list(company(Draft(text, platform=platform, account=account), EVIDENCE))
    assert all(one.span and text[slice(*one.span)] == one.text for one in findings)
    return [one.text for one in findings if one.reasons == CRITICISED]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tutor Train is absolutely terrible!", "Tutor Train is absolutely terrible"),
        ("#TutorTrain are a joke", "TutorTrain are a joke"),
        ("honestly avoid Tutor Train", "avoid Tutor Train"),
        ("would not recommend @TutorTrain to anyone", "would not recommend @TutorTrain"),
        ("Tutor Train never pay on time", "Tutor Train never pay"),
        ("Tutor Train sucks", "Tutor Train sucks"),
        ("Worst employer ever: Tutor Train", "Worst employer ever: Tutor Train"),
        ("So disappointed with Tutor Train", "disappointed with Tutor Train"),
        ("I wouldn\u2019t recommend Tutor Train", "wouldn\u2019t recommend Tutor Train"),
        ("I\u2019m fed up with Tutor Train", "fed up with Tutor Train"),
        ("Tutor Train treats us like dirt", "Tutor Train treats us like dirt"),
        ("so let down by tutortrain.co.uk", "let down by tutortrain.co.uk"),
    ],
)
def test_what_runs_the_company_down_is_found_with_its_name(text: str, said: str) -> None:
    assert found(text) == found(text, platform="x") == [said]
    assert found(text, account="official") == []


@pytest.mark.parametrize(
    "text",
    [
        "I was terrible at maths until Tutor Train helped",
        "Avoid exam stress with Tutor Train",
        "Tutor Train is not terrible",
        "Tutor Train is great, unlike the awful weather",
        "The worst exam ever. Tutor Train got me through",
        "Can't recommend Tutor Train enough",
        "Cannot recommend @TutorTrain highly enough",
        "I work at Tutor Train",
        "This exam is a joke",
        "Tutor Train treats us like family",
        "Tutor Train lies between the bakery and the bank",
        "Don't use a calculator at Tutor Train",
        "Tutor Train was booked out",
        "tutor training is terrible",
    ],
)
def test_what_does_not_is_let_be(text: str) -> None:
    assert found(text) == []


def test_elsewhere_it_is_said_instead_of_the_mention_and_not_beside_it() -> None:
    said = company(Draft("Tutor Train is terrible. I work at Tutor Train", platform="x"), EVIDENCE)
    assert [one.reasons for one in said] == [CRITICISED, MENTIONED]


def test_the_name_alone_is_what_is_left_of_it_without_criticism() -> None:
    assert around("we love tutors all day", 8, 14) == (8, 14)
    assert around("Avoid\u00a0Tutors".translate(PLAIN), 6, 12) == (0, 12)


@pytest.mark.parametrize("piece", ["Tutor Train is so ", "avoid ", "never recommend ", "is always a ", "Tutor Train \u2019s"])
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    assert found(piece * 4_000) is not None
