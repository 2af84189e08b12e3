"""What a tutor is asked about pictures."""

from datetime import date

import msgspec
import pytest

from policy.clauses import Clause
from policy.drafts.draft import Approved, Draft, Picture
from policy.drafts.evidence import Evidence
from policy.drafts.pictures.check import pictures


def found(account: str, picture: Picture, **more: str) -> list[tuple[Clause, str]]:
    draft = Draft("look", account=account, images=(picture,), **more)
    return [(finding.clause, finding.verdict) for finding in pictures(draft, Evidence())]


def reasons(account: str, picture: Picture) -> tuple[str, ...]:
    return next(pictures(Draft("look", account=account, images=(picture,)), Evidence())).reasons


@pytest.mark.parametrize("consent", [None, "", True, False, "C-17"])
def test_a_personal_account_is_asked_whether_a_pupil_is_shown_whatever_the_consent(consent: bool | str | None) -> None:
    assert found("personal", Picture("IMG_1.jpg", consent=consent)) == [(Clause.PUPIL_IMAGES, "caution")]
    assert reasons("personal", Picture("IMG_1.jpg"))[0].startswith("Does it show pupils?")


def test_a_pupil_is_shown_on_no_personal_account_not_even_with_consent() -> None:
    assert found("personal", Picture("a.jpg", consent="C-17", pupils=True)) == [(Clause.PUPIL_IMAGES, "inappropriate")]


@pytest.mark.parametrize("account", ["personal", "official"])
def test_where_no_pupil_is_shown_nothing_is_asked(account: str) -> None:
    assert found(account, Picture("IMG_1.jpg", pupils=False)) == []


def test_a_share_of_an_official_post_passes_without_a_question() -> None:
    assert found("personal", Picture("IMG_1.jpg"), parent="official") == []


def test_an_official_account_is_asked_about_pupils_consent_names_and_clothing() -> None:
    assert found("official", Picture("IMG_1.jpg")) == [(Clause.PUPIL_PHOTOS, "caution")]
    asked = reasons("official", Picture("IMG_1.jpg"))
    assert [word for word in ("pupils", "consent", "first name", "clothing") if any(word in one for one in asked)] == [
        "pupils", "consent", "first name", "clothing",
    ]  # fmt: skip
    assert reasons("official", Picture("IMG_1.jpg", pupils=True)) == asked[1:]


@pytest.mark.parametrize("consent", ["C-17", True])
def test_with_consent_there_is_nothing_to_ask(consent: bool | str) -> None:
    assert found("official", Picture("IMG_1.jpg", consent=consent)) == []


def test_without_consent_pupils_are_not_shown() -> None:
    assert found("official", Picture("IMG_1.jpg", consent=False)) == [(Clause.PUPIL_PHOTOS, "inappropriate")]


@pytest.mark.parametrize(
    "picture",
    [
        Picture("shutterstock_1.jpg", pupils=False),
        Picture("a.jpg", pupils=False, copyright="Jane Roe"),
        Picture("a.jpg", pupils=False, stock="Getty Images"),
    ],
)
def test_a_picture_of_somebody_else_needs_its_licence_on_an_official_account(picture: Picture) -> None:
    assert found("official", picture) == [(Clause.COPYRIGHT, "caution")]
    assert found("official", msgspec.structs.replace(picture, licence="bought, order 17")) == []
    assert found("personal", picture) == []


def approved(until: date | None, today: date | None) -> list[Clause]:
    picture = Picture("a.jpg", copyright="Jane Roe", approved=Approved("Team day", "own photograph", until))
    draft = Draft("look", account="official", images=(picture,))
    return [finding.clause for finding in pictures(draft, Evidence(today=today))]


def test_a_picture_of_the_media_register_is_not_asked_about_again_until_it_runs_out() -> None:
    asked = [Clause.PUPIL_PHOTOS, Clause.COPYRIGHT]
    day, next_day = date(2026, 11, 23), date(2026, 11, 24)
    assert approved(None, None) == approved(None, day) == approved(day, day) == []
    assert approved(day, next_day) == approved(day, None) == asked


def test_not_even_the_register_speaks_against_the_tutor_s_own_no_nor_for_a_personal_account() -> None:
    register = Approved("Team day", "own photograph")
    assert found("official", Picture("a.jpg", consent=False, approved=register)) == [(Clause.PUPIL_PHOTOS, "inappropriate")]
    assert found("personal", Picture("a.jpg", approved=register)) == [(Clause.PUPIL_IMAGES, "caution")]
    assert found("official", Picture("a.jpg", gps=True, approved=register)) == [(Clause.PRIVACY, "caution")]


@pytest.mark.parametrize("account", ["personal", "official"])
def test_the_logo_needs_a_permission(account: str) -> None:
    logo = Picture("a.png", pupils=False, logo_likeness=0.95)
    assert found(account, logo) == [(Clause.LOGO, "caution")]
    assert found(account, msgspec.structs.replace(logo, permission="P-3")) == []
    assert found(account, msgspec.structs.replace(logo, logo_likeness=0.4)) == []


def test_a_position_is_not_left_in() -> None:
    assert found("personal", Picture("a.jpg", pupils=False, gps=True)) == [(Clause.PRIVACY, "caution")]


def test_every_finding_stands_beside_the_text_under_the_picture_s_name() -> None:
    draft = Draft("look", images=(Picture("one.jpg"), Picture("two.jpg")))
    assert [(one.kind, one.text, one.span) for one in pictures(draft, Evidence())] == [
        ("image", "one.jpg", None), ("image", "two.jpg", None),
    ]  # fmt: skip


def test_a_draft_without_pictures_is_not_asked_about_any() -> None:
    assert list(pictures(Draft("hello"), Evidence())) == []
