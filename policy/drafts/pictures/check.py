"""What a tutor is asked about the pictures of a draft before they are sent; the draft knows their names and answers only."""

from collections.abc import Iterator

from policy.clauses import Clause
from policy.drafts.draft import Draft, DraftFinding, Picture
from policy.drafts.evidence import Evidence
from policy.drafts.pictures.stock import agency

ASKED = "Does it show pupils? If so: is there written consent, is only the first name said, is the clothing suitable?"
REFUSED = "It shows pupils, and there is no consent: do not publish it."
PERSONAL = "Does it show a pupil? Pupils are shown on official accounts only; share the official post instead."


def pictures(draft: Draft, _: Evidence) -> Iterator[DraftFinding]:
    """Pictures of pupils need consent and an official account; pictures of others need a licence."""
    for picture in draft.images:
        if draft.account != "official":
            yield _finding(Clause.PUPIL_IMAGES, "caution", picture, PERSONAL)
        elif picture.consent is False:
            yield _finding(Clause.PUPIL_PHOTOS, "inappropriate", picture, REFUSED)
        elif not picture.consent:
            yield _finding(Clause.PUPIL_PHOTOS, "caution", picture, ASKED)
        if draft.account == "official" and (found := agency(picture.name)):
            more = "say where it comes from" if found.free else "note the licence first"
            yield _finding(Clause.COPYRIGHT, "caution", picture, f"Its name is one that {found.site} gives: {more}.")


def _finding(clause: Clause, verdict: str, picture: Picture, reason: str) -> DraftFinding:
    return DraftFinding(clause, "image", verdict, picture.name, None, (reason,))
