"""The company's name on personal accounts, and what it keeps to itself."""

import pytest

from policy.clauses import Clause
from policy.drafts.company import company
from policy.drafts.draft import Draft
from policy.drafts.evidence import Company, Evidence

EVIDENCE = Evidence(company=Company(names=("Tutor Train", "TutorTrain", "tutortrain.co.uk"), confidential=("Blue Fox",)))


def found(draft: Draft) -> list[tuple[Clause, str]]:
    return [(finding.clause, finding.text) for finding in company(draft, EVIDENCE)]


@pytest.mark.parametrize("platform", ["x", "instagram", "facebook"])
def test_a_personal_account_does_not_name_the_company(platform: str) -> None:
    assert found(Draft("I work at Tutor Train", platform=platform, account="personal")) == [(Clause.MENTIONS, "Tutor Train")]


def test_accents_hide_no_name() -> None:
    assert found(Draft("I work at T\u00fctor Train", platform="x", account="personal")) == [
        (Clause.MENTIONS, "T\u00fctor Train")
    ]


@pytest.mark.parametrize("tag", ["#ilovetutortrain", "#tutortrainleeds", "#ILOVETUTORTRAIN", "#my_tutortrain"])
def test_the_name_is_seen_among_other_words_of_a_hashtag(tag: str) -> None:
    assert [text.lower() for _, text in found(Draft(f"so good {tag} today"))] == ["tutortrain"]


@pytest.mark.parametrize("tag", ["#tutortraining", "#tutortrainers", "#besttutortrainings"])
def test_ordinary_words_of_a_hashtag_are_no_name(tag: str) -> None:
    assert found(Draft(tag)) == []


def test_a_professional_network_may() -> None:
    assert found(Draft("I work at Tutor Train", platform="linkedin", account="personal")) == []


def test_an_answer_to_an_official_post_may_but_a_secret_stays_one() -> None:
    draft = Draft("Tutor Train has Blue Fox", platform="x", account="personal", kind="comment", parent="official")
    assert found(draft) == [(Clause.CONFIDENTIAL, "Blue Fox")]


def test_an_official_account_may() -> None:
    assert found(Draft("Tutor Train is open", platform="x", account="official")) == []


@pytest.mark.parametrize("platform", ["linkedin", "x"])
def test_a_secret_is_for_no_account(platform: str) -> None:
    draft = Draft("soon: BLUE FOX", platform=platform, account="official")
    assert found(draft) == [(Clause.CONFIDENTIAL, "BLUE FOX")]


def test_each_place_is_named_once() -> None:
    assert [text for _, text in found(Draft("tutortrain.co.uk"))] == ["tutortrain.co.uk"]
    assert [text for _, text in found(Draft("#BlueFox #bluefox"))] == ["BlueFox", "bluefox"]


def test_without_terms_there_is_nothing_to_find() -> None:
    assert list(company(Draft("Tutor Train"), Evidence())) == []
