"""Names in a draft, to be looked up blindly like accounts: two words with capitals beside each other, in text or hashtag.

No list of names is on this machine. A pair becomes an identifier `name:<normalised>`; who stands behind it, if anybody,
comes back in the evidence (design 4.6). Pupils and parents are never named on personal accounts (5.7), pupils on official
ones by first name only, unless there is consent (4.2.4).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import msgspec

from policy.account import tidy
from policy.clauses import Clause
from policy.drafts.company import NETWORKS
from policy.drafts.draft import Draft, DraftFinding
from policy.drafts.evidence import Evidence, Person
from policy.drafts.hashtags import tables

MOST = 50  # names of one draft that are asked about: questions are rationed
LONGEST = 40
CAPITAL = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+){0,3}")
NOT_SPLIT = frozenset({"Mc", "Mac", "De", "Di", "Fitz", "La", "Le"})  # McDonald is one name


class Name(msgspec.Struct, frozen=True):
    """Two words that may be somebody's name, and where."""

    identifier: str
    start: int
    end: int


def names(text: str) -> Iterator[Name]:
    """What in a text may be a name, each place once, at most MOST."""
    found, before = 0, None
    for word in _capitalised(text):
        if before and _beside(text, before, word):
            yield Name(f"name:{normalised(f'{before[0]} {word[0]}')}", before[1], word[2])
            found += 1
            if found == MOST:
                return
        before = word


def normalised(name: str) -> str:
    """A name in one spelling: no capitals, accents or apostrophes, hyphens as spaces."""
    letters = unicodedata.normalize("NFKD", tidy(name).casefold())
    kept = "".join(" " if char == "-" else char for char in letters if char.isalpha() or char in " -")
    return " ".join(kept.split())


@cache
def never() -> frozenset[str]:
    """Capitals that start sentences, days, titles and subjects: no first or last name."""
    return frozenset(row["word"] for row in tables.rows("names_never.csv"))


def people(draft: Draft, evidence: Evidence) -> Iterator[DraftFinding]:
    """Those named whom the register knows, where this account may not name them."""
    if not evidence.people:
        return
    for name in names(draft.text):
        person = evidence.people.get(name.identifier)
        if person and (said := _said(person, draft)):
            clause, reason = said
            span = (name.start, name.end)
            yield DraftFinding(clause, "name", "caution", draft.text[name.start : name.end], span, (reason,))


def _said(person: Person, draft: Draft) -> tuple[Clause, str] | None:
    """Which clause speaks against naming this person here, and how."""
    if draft.account == "official":
        if person.role == "pupil" and not person.full_name:
            return Clause.PUPIL_PHOTOS, "This is a pupil's full name; use the first name only, or get written consent."
        return (Clause.PRIVACY, "This is a parent's name; leave it out.") if person.role == "parent" else None
    if person.role == "staff":
        excepted = draft.platform in NETWORKS
        return (
            None
            if excepted
            else (Clause.MENTIONS, "This is a colleague's name; colleagues are not named on personal accounts.")
        )
    return Clause.MENTIONS, f"This is a {person.role}'s name; pupils and parents are never named on personal accounts."


def _capitalised(text: str) -> Iterator[tuple[str, int, int]]:
    """Words with a capital first; `AvaPatel` in one word is two."""
    for match in CAPITAL.finditer(text):
        word = match[0]
        bounds = [
            at for at in range(1, len(word)) if word[at].isupper() and word[at - 1].islower() and word[:at] not in NOT_SPLIT
        ]
        for start, end in zip([0, *bounds], [*bounds, len(word)], strict=True):
            part = word[start:end]
            name = _owner(part)
            if part[0].isupper() and 1 < len(part) <= LONGEST and name.casefold() not in never():
                yield name, match.start() + start, match.start() + start + len(name)


def _owner(word: str) -> str:
    """Without the 's of what is somebody's."""
    return word[:-2] if word.endswith(("'s", "\u2019s")) else word


def _beside(text: str, one: tuple[str, int, int], two: tuple[str, int, int]) -> bool:
    return text[one[2] : two[1]] in {"", " ", "\u00a0", "_"}
