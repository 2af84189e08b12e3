"""Strong words with one slip in them, as they are written to get past a filter: `wnaker`, `bstard`, `cxnt`, `sshit`.

Each such spelling is made beforehand, so that looking one up takes no time; those that are words or names stay what they are.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from policy.drafts.hashtags import tables
from policy.drafts.hashtags.lexicon import Entry, Kind, Severity, entries

VOWELS = frozenset("aeiou")
LEAST, LONGEST = 4, 14  # letters of the word
LEAST_LEFT = 5  # what is shorter with a letter left out, or with two swapped, may be an abbreviation or a name
SLIPPERY = frozenset({Kind.ANYWHERE, Kind.WORD, Kind.ALONE, Kind.TOPIC})


@cache
def slips() -> Mapping[str, Entry]:
    """Every spelling with one slip of a strong word, and which word that is."""
    table: dict[str, Entry] = {}
    for form, entry in entries().items():
        if _slippery(entry) and LEAST <= len(form) <= LONGEST:
            for spelling in _slipped(form):
                table.setdefault(spelling, entry)
    innocent = table.keys() & (tables.words().keys() | tables.allowed().keys() | entries().keys())
    return {spelling: entry for spelling, entry in table.items() if spelling not in innocent}


def _slippery(entry: Entry) -> bool:
    match entry.severity:
        case Severity.STRONG | Severity.STRONGEST:
            worth = True
        case Severity.MODERATE:
            worth = len(entry.form) > LEAST_LEFT
        case _:
            worth = False
    return worth and entry.kind in SLIPPERY and entry.form.isalpha()


def _slipped(form: str) -> Iterator[str]:
    """A vowel crossed out or left out, a letter twice, two neighbours swapped (but not the first)."""
    for at, letter in enumerate(form):
        before, after = form[:at], form[at + 1 :]
        if letter in VOWELS:
            yield f"{before}x{after}"
        if letter in VOWELS and len(form) > LEAST_LEFT:
            yield before + after
        yield before + letter * 2 + after
        if at and after and len(form) >= LEAST_LEFT:
            yield before + after[0] + letter + after[1:]
