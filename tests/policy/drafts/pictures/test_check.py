"""What a tutor is asked about pictures."""

from policy.clauses import Clause
from policy.drafts.draft import Draft, Picture
from policy.drafts.evidence import Evidence
from policy.drafts.pictures.check import pictures


def found(account: str, picture: Picture) -> list[tuple[Clause, str]]:
    return [
        (finding.clause, finding.verdict) for finding in pictures(Draft("look", account=account, images=(picture,)), Evidence())
    ]


def test_a_personal_account_is_asked_whether_a_pupil_is_shown() -> None:
    assert found("personal", Picture("IMG_1.jpg")) == [(Clause.PUPIL_IMAGES, "caution")]


def test_an_official_account_is_asked_for_consent() -> None:
    assert found("official", Picture("IMG_1.jpg")) == [(Clause.PUPIL_PHOTOS, "caution")]


def test_with_consent_there_is_nothing_to_ask() -> None:
    assert found("official", Picture("IMG_1.jpg", consent="C-17")) == []


def test_without_consent_pupils_are_not_shown() -> None:
    assert found("official", Picture("IMG_1.jpg", consent=False)) == [(Clause.PUPIL_PHOTOS, "inappropriate")]


def test_a_picture_of_an_agency_needs_its_licence() -> None:
    assert found("official", Picture("shutterstock_1.jpg", consent=True)) == [(Clause.COPYRIGHT, "caution")]


def test_a_draft_without_pictures_is_not_asked_about_any() -> None:
    assert list(pictures(Draft("hello"), Evidence())) == []
