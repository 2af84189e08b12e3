"""Names in a draft, to be looked up blindly like accounts: two words with capitals beside each other, in text or hashtag.

No list of names is on this machine. A pair becomes an identifier `name:<normalised>`; who stands behind it, if anybody,
comes back in the evidence (design 4.6). Pupils and parents are never named on personal accounts (5.7), pupils on official
ones by first name only, unless there is consent (4.2.4).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

import msgspec

from policy.clauses import Clause
from policy.drafts.company import NETWORKS
from policy.drafts.draft import Draft, DraftFinding, Span
from policy.drafts.evidence import Evidence, Person
from policy.drafts.example import on
from policy.drafts.hashtags import tables
from policy.spelling import PARTICLES, identifier

MOST, MOST_PLACES = 500, 5_000  # different names of one draft, and places of any: more are no post
LONGEST = 40
BETWEEN = 2  # capitalised words before a surname that may be the first name: `Ava Jane Patel`
WRITTEN = r"[^\W\d_]+(?:[\u0300-\u036f]++[^\W\d_]*+)*+"  # an accent may be a character of its own
CAPITAL = re.compile(rf"{WRITTEN}(?:['\u2019-]{WRITTEN}){{0,3}}")
NOT_SPLIT = frozenset({"Mc", "Mac", "De", "Di", "Fitz", "La", "Le"})  # McDonald is one name
PARTICLE = "|".join(sorted(PARTICLES))
GAP = re.compile(
    rf"[ \t\u00a0_]{{0,3}}(?:[A-Z]\.? ){{0,2}}(?:(?:{PARTICLE})[ \u00a0-]){{0,3}}"
)  # between two words of one name
SMALL = re.compile(rf"(?:{PARTICLE})-(?=[^\W\d_])")  # al-Sayed
ELIDED = re.compile(r"[dol]['\u2019](?=[^\W\d_])")  # d'Arcy

FULL_NAME = "This is a pupil's full name; use the first name only, or get written consent."
COLLEAGUE = "This is a colleague's name; colleagues are not named on personal accounts."
PERSONAL = "This is a {role}'s name; pupils and parents are never named on personal accounts."

type Word = tuple[str, int, int]


class Name(msgspec.Struct, frozen=True):
    """Two words that may be somebody's name, and where."""

    identifier: str
    start: int
    end: int


@lru_cache(maxsize=1)
def names(text: str) -> tuple[Name, ...]:
    """What in a text may be a name, each place once; of a text with too many only the first, and the one that is too many.
    Kept while a draft is checked: first the office is asked about them.
    """
    return tuple(_few(_names(text)))


def _few(found: Iterator[Name]) -> Iterator[Name]:
    different: set[str] = set()
    for number, name in enumerate(found):
        yield name
        different.add(name.identifier)
        if len(different) > MOST or number == MOST_PLACES:
            return


def _names(text: str) -> Iterator[Name]:
    row: list[Word] = []  # the capitalised words that stand beside each other up to here
    for word in _capitalised(text):
        if row and text[row[-1][2] : word[1]] != " " and not GAP.fullmatch(text, row[-1][2], word[1]):
            row.clear()
        for given in _before(row):
            yield Name(identifier(given[0], word[0]), given[1], word[2])
        row.append(word)


def _before(row: list[Word]) -> Iterator[Word]:
    """The words of a row that may be the first name to a surname that follows."""
    weighty = 0
    for word in reversed(row):
        yield word
        weighty += word[0].casefold() not in PARTICLES
        if weighty == BETWEEN:
            return


@cache
def never() -> frozenset[str]:
    """Capitals that start sentences, days, titles and subjects: no first or last name."""
    return frozenset(row["word"] for row in tables.rows("names_never.csv"))


def people(draft: Draft, evidence: Evidence) -> Iterator[DraftFinding]:
    """Nobody whom the register knows is named by an account that may not name them."""
    if not evidence.people:
        return
    last = 0
    found = [name for name in names(draft.text) if name.identifier in evidence.people]
    for name in sorted(found, key=lambda name: (name.start, -name.end)):
        person = evidence.people[name.identifier]
        if name.start >= last and (said := _said(person, draft)):
            clause, verdict, reason = said
            last = name.end
            yield DraftFinding(clause, "name", verdict, draft.text[name.start : name.end], (name.start, name.end), (reason,))


def _said(person: Person, draft: Draft) -> tuple[Clause, str, str] | None:
    """Which clause speaks against naming this person here, how strongly, and why."""
    match person.role, draft.account:
        case "pupil", "official":
            return None if person.full_name else (Clause.PUPIL_PHOTOS, "inappropriate", FULL_NAME)
        case "parent", "official":
            return Clause.PRIVACY, "caution", "This is a parent's name; leave it out."
        case "staff", account:
            excepted = account == "official" or draft.platform in NETWORKS or draft.parent == "official"
            return None if excepted else (Clause.MENTIONS, "caution", COLLEAGUE)
        case role, _:
            return Clause.MENTIONS, "inappropriate", PERSONAL.format(role=role)


def _capitalised(text: str) -> Iterator[Word]:
    """Words with a capital first; `AvaPatel` in one word is two."""
    for match in CAPITAL.finditer(text):
        word, at = match[0], match.start()
        if word == word.lower():
            continue
        for start, end in [(0, len(word))] if word[1:].islower() and word.isalpha() else _parts(word):
            part = word[start:end]
            name = _owner(part)
            capital = part[0].isupper() or ELIDED.match(part)
            if capital and 1 < len(part) <= LONGEST and name.casefold() not in never():
                yield name, at + start, at + start + len(name)


def _parts(word: str) -> Iterator[Span]:
    """Where the words in a word stand, without the `al-` that belongs to what is between them."""
    bounds = [0]
    for at in range(1, len(word)):
        if word[at].isupper() and word[at - 1].islower() and word[bounds[-1] : at] not in NOT_SPLIT:
            bounds.append(at)
    for start, end in pairwise((*bounds, len(word))):
        small = SMALL.match(word, start, end)
        yield small.end() if small else start, end


def _owner(word: str) -> str:
    """Without the 's of what is somebody's."""
    return word[:-2] if word.endswith(("'s", "\u2019s")) else word


FACTS = ("names_never",)
EXAMPLES = (
    on("personal", "Proud of Ava Patel", (Clause.MENTIONS, "inappropriate", "Ava Patel"), platform="linkedin"),
    on("official", "Well done Ava Patel", (Clause.PUPIL_PHOTOS, "inappropriate", "Ava Patel")),
    on("official", "#AvaPatel", (Clause.PUPIL_PHOTOS, "inappropriate", "AvaPatel")),
    on("official", "Thank you, Mina Patel", (Clause.PRIVACY, "caution", "Mina Patel")),
    on("personal", "Lunch with Sam Jones", (Clause.MENTIONS, "caution", "Sam Jones")),
    on("personal", "Lunch with Sam Jones", platform="linkedin"),
    on("personal", "Well said, Sam Jones", parent="official"),
    on("official", "Well done Ava"),
    on("official", "Well done Uma Khan"),
)
