"""The words that matter in a hashtag: each with its category, how strong it is in British ears, and where it counts.

Kinds: `anywhere` and `word` count as a word of the tag; `alone` counts fully only when nothing else is said (a cock may be a
bird), `whole` only as the whole tag; `topic` may be spoken about for a good reason; `fuzzy` is spelt in many ways to escape
moderation; `code` is an ordinary name that only adds to another find.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
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


class Held(msgspec.Struct, frozen=True):
    """Forms with the same first letters, and how long those of them are that may stand inside a tag."""

    lengths: tuple[int, ...]
    forms: tuple[str, ...]


class Entry(msgspec.Struct, frozen=True):
    """One form of a listed word."""

    form: str
    category: str
    severity: Severity
    kind: Kind


REPEAT = re.compile(r"(.)\1+")
LEAST_FUZZY = 6  # shorter words have too many neighbours
LONGEST_FUZZY = 18  # two more than the longest of them
ENDS = 3  # one letter that is wrong cannot be among both the first and the last of six
LEAST_HELD = 3  # shorter forms are never looked for inside a tag
ENDINGS = ("ing", "erz", "ers", "ies", "es", "ez", "ed", "er", "in", "as", "az", "s", "z", "y", "a")  # the longest first


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
def held() -> Mapping[str, Held]:
    """What may stand inside a tag, by its first three letters."""
    table: dict[str, set[int]] = {}
    for form, entry in entries().items():
        if entry.kind not in {Kind.WHOLE, Kind.CODE} and len(form) >= LEAST_HELD:
            table.setdefault(form[:LEAST_HELD], set()).add(len(form))
    forms: dict[str, list[str]] = {}
    for form in entries():
        if len(form) <= max(table.get(form[:LEAST_HELD], ()), default=0):
            forms.setdefault(form[:LEAST_HELD], []).append(form)
    return {start: Held(tuple(sorted(lengths)), tuple(forms[start])) for start, lengths in table.items()}


def inside(text: str) -> Iterator[Entry]:
    """The listed words that are part of a run of letters, as words or by chance."""
    starts, known = held(), entries()
    for at in range(len(text) - LEAST_HELD + 1):
        found = starts.get(text[at : at + LEAST_HELD])
        if found and text.startswith(found.forms, at):
            yield from filter(None, (known.get(text[at : at + length]) for length in found.lengths))


def holds(text: str) -> bool:
    """May a listed word be part of this run of letters? Nearly every tag is done with here."""
    return next(inside(text), None) is not None


def fitting(text: str) -> Iterator[Entry]:
    """The listed words that this may be with a letter for each star, in the order of the tables."""
    forms, masks = _by_letter()
    fit = -1
    for at, char in enumerate(text):
        if char != "*":
            fit &= masks.get((len(text), at, char), 0)
    while fit > 0:
        least = fit & -fit
        yield forms[least.bit_length() - 1]
        fit -= least


@cache
def _by_letter() -> tuple[Sequence[Entry], Mapping[tuple[int, int, str], int]]:
    """Every form, and for a length, a place and a letter those that have it there, each as a bit: a comparison with each form,
    or an expression for each text, would take a thousand times as long.
    """
    masks: dict[tuple[int, int, str], int] = {}
    for number, form in enumerate(entries()):
        for at, char in enumerate(form):
            masks[len(form), at, char] = masks.get((len(form), at, char), 0) | 1 << number
    return tuple(entries().values()), masks


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
    if not _may_blur(text):
        return None
    plain = single(text)
    if len(plain) < LEAST_FUZZY or len(plain) > LONGEST_FUZZY:
        return None
    table = _blurred()
    for spelling in _shortened(plain):
        if (entry := table.get(spelling)) and _apart(plain, single(entry.form)) <= 1:
            return entry
    return None


def _may_blur(text: str) -> bool:
    """Is the beginning or the end that of a fuzzy entry? One letter can spoil only one of the two."""
    heads, tails = _ends()
    return text[:ENDS] in heads or text[-ENDS:] in tails


@cache
def _ends() -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last three letters of fuzzy entries, as they are and drawn out."""
    forms = {single(entry.form) for entry in _blurred().values()}
    heads = (start for form in forms for start in _drawn_out(form))
    tails = (start[::-1] for form in forms for start in _drawn_out(form[::-1]))
    return frozenset(heads), frozenset(tails)


def _drawn_out(form: str) -> tuple[str, ...]:
    """What the first letters become when they are repeated."""
    one, two, three = (*form[:ENDS],)
    return (one + two + three, one + two * 2, one * 2 + two, one * 3)


def _apart(one: str, other: str) -> int:
    """0, 1, or 2 for more: how many letters must be put in, taken out or changed."""
    shorter = min(len(one), len(other))
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    one, other = one[start:], other[start:]
    shorter = min(len(one), len(other))
    same = next((at for at in range(shorter) if one[-1 - at] != other[-1 - at]), shorter)
    return min(2, max(len(one), len(other)) - same)
