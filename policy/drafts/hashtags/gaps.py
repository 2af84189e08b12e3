"""Strong words with letters hidden in a tag: `sh*t`, `Suchf*cks`, and `sh_t` or `sh-t`, where the sign stands for a letter."""

import re
from collections.abc import Iterator

from policy.drafts.hashtags.letters import Spelling
from policy.drafts.hashtags.lexicon import Entry, Severity, fitting
from policy.drafts.hashtags.segments import ordinary, words

GAP = re.compile(r"[_-]+")
LEAST, LONGEST = 4, 14  # letters of a word, the hidden ones among them
LEAST_SEEN = 2  # letters that are left of it
MOST_PARTS = 5  # who hides a letter parts the tag once, and perhaps its words


def gapped(spelt: Spelling) -> bool:
    """May a sign between the letters of a tag stand for one? Not if all its parts are words."""
    parted = "_" in spelt.key or "-" in spelt.key
    return parted and len(spelt.pieces) <= MOST_PARTS and not ordinary(spelt.pieces)


def hidden(spelt: Spelling) -> Iterator[Entry]:
    """The strong words that stars, or one sign between letters, may hide: whole, or between other words."""
    if "*" in spelt.whole:
        yield from starred(spelt.whole)
    if gapped(spelt):
        parts = GAP.split(spelt.key)
        for at in range(1, len(parts)):
            yield from starred(f"{''.join(parts[:at])}*{''.join(parts[at:])}")


def starred(text: str) -> Iterator[Entry]:
    """The first listed word that fits all of the text, or a part of it that leaves nothing but words."""
    first, last = text.index("*"), text.rindex("*")
    for start in range(max(0, last - LONGEST + 1), first + 1):
        for end in range(min(len(text), start + LONGEST), max(last, start + LEAST - 1), -1):
            part = text[start:end]
            seen = len(part) - part.count("*") >= LEAST_SEEN
            entry = next(filter(_strong, fitting(part)), None) if seen else None
            if entry and all(ordinary(words(rest)) for rest in (text[:start], text[end:])):
                yield entry
                return


def _strong(entry: Entry) -> bool:
    return entry.severity is not Severity.MILD and len(entry.form) >= LEAST
