"""The words that matter in a hashtag: each with its category, how strong it is in British ears, and where it counts.

Kinds: `anywhere` and `word` count as a word of the tag; `alone` counts fully only when nothing else is said (a cock may be a
bird), `whole` only as the whole tag; `topic` may be spoken about for a good reason; `fuzzy` is spelt in many ways to escape
moderation; `code` is an ordinary name that only adds to another find.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache

import msgspec

from policy.drafts.hashtags import tables


class Kind(StrEnum):
    ANYWHERE = "anywhere"
    WORD = "word"
    ALONE = "alone"
    WHOLE = "whole"
    TOPIC = "topic"
    FUZZY = "fuzzy"
    CODE = "code"


class Severity(StrEnum):
    """The bands of Ofcom's research on offensive language."""

    MILD = "mild"
    MODERATE = "moderate"
    STRONG = "strong"
    STRONGEST = "strongest"


class Entry(msgspec.Struct, frozen=True):
    """One form of a listed word."""

    form: str
    category: str
    severity: Severity
    kind: Kind


REPEAT = re.compile(r"(.)\1+")
LEAST_FUZZY = 6  # shorter words have too many neighbours
LONGEST_FUZZY = 18  # two more than the longest of them
LEAST_HELD = 3  # shorter forms are never looked for inside a tag


@cache
def entries() -> Mapping[str, Entry]:
    """Every form with what is known of it; our own table goes before the public lists."""
    table: dict[str, Entry] = {}
    for name in ("hashtag_lexicon.csv", "hashtag_listed.csv"):
        for row in tables.rows(name):
            for form in (row["lemma"], *row["forms"].split()):
                table.setdefault(form, Entry(form, row["category"], Severity(row["severity"]), Kind(row["kind"])))
    return table


@cache
def _held() -> Mapping[str, tuple[int, ...]]:
    """The first three letters of each form that may stand inside a tag, with the lengths of the forms."""
    table: dict[str, set[int]] = {}
    for form, entry in entries().items():
        if entry.kind not in {Kind.WHOLE, Kind.CODE} and len(form) >= LEAST_HELD:
            table.setdefault(form[:LEAST_HELD], set()).add(len(form))
    return {start: tuple(sorted(lengths)) for start, lengths in table.items()}


def inside(text: str) -> Iterator[Entry]:
    """The listed words that are part of a run of letters, as words or by chance."""
    starts, known = _held(), entries()
    for at in range(len(text) - LEAST_HELD + 1):
        for length in starts.get(text[at : at + LEAST_HELD], ()):
            if entry := known.get(text[at : at + length]):
                yield entry


def holds(text: str) -> bool:
    """May a listed word be part of this run of letters? Nearly every tag is done with here."""
    return next(inside(text), None) is not None


def single(text: str) -> str:
    """Repeated letters written once."""
    return REPEAT.sub(r"\1", text)


@cache
def _blurred() -> Mapping[str, Entry]:
    """Fuzzy entries by every spelling with at most one letter left out."""
    table: dict[str, Entry] = {}
    for form, entry in entries().items():
        if entry.kind is Kind.FUZZY and len(form) >= LEAST_FUZZY:
            for spelling in _shortened(single(form)):
                table.setdefault(spelling, entry)
    return table


def _shortened(text: str) -> tuple[str, ...]:
    return (text, *(text[:at] + text[at + 1 :] for at in range(len(text))))


def blurred(text: str) -> Entry | None:
    """The fuzzy entry that this is a spelling of: one letter more, less or other, whatever is repeated."""
    plain = single(text)
    if len(plain) < LEAST_FUZZY or len(plain) > LONGEST_FUZZY:
        return None
    table = _blurred()
    for spelling in _shortened(plain):
        if (entry := table.get(spelling)) and _apart(plain, single(entry.form)) <= 1:
            return entry
    return None


def _apart(one: str, other: str) -> int:
    """0, 1, or 2 for more: how many letters must be put in, taken out or changed."""
    shorter = min(len(one), len(other))
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    one, other = one[start:], other[start:]
    shorter = min(len(one), len(other))
    same = next((at for at in range(shorter) if one[-1 - at] != other[-1 - at]), shorter)
    return min(2, max(len(one), len(other)) - same)
