"""What a tutor is asked about the pictures of a draft before they are sent, and what the pictures' files give away.

The draft has no picture, only its name, what the tutor answered and what `POST /v1/picture` saw: see draft.py.
"""

from collections.abc import Iterator
from datetime import date

from policy.clauses import Clause
from policy.drafts.draft import Approved, Draft, DraftFinding, Picture
from policy.drafts.evidence import Evidence
from policy.drafts.example import Example
from policy.drafts.pictures.likeness import SAME
from policy.drafts.pictures.stock import agency

SHOWN = "Does it show pupils?"
ASKED = (SHOWN, "Is there written consent?", "Is only the first name said?", "Is everybody's clothing suitable?")
REFUSED = "It shows pupils, and there is no consent: do not publish it."
PERSONAL = "Pupils are shown on official accounts only; share the official post instead."
LOGO = "It looks like the company's logo, which is used with the owner's written permission only."
PLACE = "It says where it was taken; save a copy without the position."
LICENCE = "note its source and licence, or take a picture from the media register"


def pictures(draft: Draft, evidence: Evidence) -> Iterator[DraftFinding]:
    """Pictures of pupils need consent and an official account, pictures of others a licence, the logo a permission.

    A picture of the company's media register needs no more questions on an official account: the office enters it with its
    licence, and only when each pupil in it has a consent. Personal accounts show no pupils, not even with consent.
    """
    for picture in draft.images:
        approved = draft.account == "official" and _approved(picture, evidence.today)
        if not approved or picture.consent is False:
            yield from _people(draft, picture)
        if draft.account == "official" and not (approved or picture.licence) and (owner := _owner(picture)):
            yield _finding(Clause.COPYRIGHT, "caution", picture, f"{owner}: {LICENCE}.")
        if (picture.logo_likeness or 0.0) >= SAME and not picture.permission:
            yield _finding(Clause.LOGO, "caution", picture, LOGO)
        if picture.gps:
            yield _finding(Clause.PRIVACY, "caution", picture, PLACE)


def _approved(picture: Picture, today: date | None) -> bool:
    """Does it stand in the media register, and has it not run out? Where nobody knows the day, nothing that runs out counts."""
    until = picture.approved.until if picture.approved else None
    return picture.approved is not None and (until is None or (today is not None and today <= until))


def _people(draft: Draft, picture: Picture) -> Iterator[DraftFinding]:
    """Whom it shows, and whether it may."""
    if picture.pupils is False:
        return
    if draft.account == "official":
        if picture.consent is False:
            yield _finding(Clause.PUPIL_PHOTOS, "inappropriate", picture, REFUSED)
        elif not picture.consent:
            yield _finding(Clause.PUPIL_PHOTOS, "caution", picture, *(ASKED[1:] if picture.pupils else ASKED))
    elif draft.parent != "official":
        if picture.pupils:
            yield _finding(Clause.PUPIL_IMAGES, "inappropriate", picture, PERSONAL)
        else:
            yield _finding(Clause.PUPIL_IMAGES, "caution", picture, SHOWN, PERSONAL)


def _owner(picture: Picture) -> str:
    """By what the picture seems to be somebody else's, as the beginning of a sentence."""
    if picture.copyright:
        return f"It says that it is of {picture.copyright[:100]}"
    if picture.stock:
        return f"It comes from {picture.stock[:100]}"
    found = agency(picture.name)
    return f"Its name is one that {found.site} gives" if found else ""


def _finding(clause: Clause, verdict: str, picture: Picture, *reasons: str) -> DraftFinding:
    return DraftFinding(clause, "image", verdict, picture.name, None, reasons)


def _of(account: str, picture: Picture, *finds: tuple[Clause, str]) -> Example:
    """An example with one picture."""
    return Example(Draft("Look!", account=account, images=(picture,)), tuple((*find, picture.name) for find in finds))


FACTS = ("stock_sites",)
EXAMPLES = (
    _of("official", Picture("IMG_1.jpg"), (Clause.PUPIL_PHOTOS, "caution")),
    _of("official", Picture("IMG_1.jpg", consent=False), (Clause.PUPIL_PHOTOS, "inappropriate")),
    _of("official", Picture("IMG_1.jpg", consent="C-17")),
    _of("personal", Picture("IMG_1.jpg"), (Clause.PUPIL_IMAGES, "caution")),
    _of("personal", Picture("IMG_1.jpg", pupils=True, consent="C-17"), (Clause.PUPIL_IMAGES, "inappropriate")),
    _of("personal", Picture("cat.jpg", pupils=False)),
    _of("official", Picture("shutterstock_17.jpg", pupils=False), (Clause.COPYRIGHT, "caution")),
    _of("official", Picture("shutterstock_17.jpg", pupils=False, licence="order 17")),
    _of("official", Picture("team.jpg", copyright="Jo Bloggs", approved=Approved("Team day", "own photograph"))),
    _of("personal", Picture("team.jpg", approved=Approved("Team day", "own photograph")), (Clause.PUPIL_IMAGES, "caution")),
    _of("personal", Picture("logo.png", pupils=False, logo_likeness=0.97), (Clause.LOGO, "caution")),
    _of("personal", Picture("home.jpg", pupils=False, gps=True), (Clause.PRIVACY, "caution")),
)
