"""What nearly every hashtag is done with: no part of it is a listed word, in whatever disguise, so nothing can be found.

One expression finds every form in every spelling that `letters.undisguised` undoes, and some that nothing undoes. So a harmless
tag may be held up, and is then read closely; but nothing passes in which a closer look would find something.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

from policy.drafts.hashtags import letters, tables
from policy.drafts.hashtags.gaps import gapped
from policy.drafts.hashtags.lexicon import ENDINGS, Kind, blurred, entries, held
from policy.drafts.hashtags.slips import slips

TOGETHER = re.compile("|".join((*(letter for _, letter in letters.LIKENESSES if len(letter) > 1), ".")))
SIGNS = tuple((chr(sign), chr(letter)) for table in letters.LEET for sign, letter in table.items())
BROKEN = (("x", "k"), ("x", "c"), ("k", "c"))  # of `ck`, one letter may belong to a word and the other to its neighbour
LOST = {letter for pair in letters.LIKENESSES for letter in "".join(pair)}  # letters that are exchanged with others
FADED = "".join((*LOST, *(sign for sign, letter in SIGNS if letter in LOST))).encode()
FADING = bytes.maketrans(b"01l3478@!", b"oiieatbai")  # for all letters that a sign may stand for, one
LEAST_CUT = 4  # shorter forms lose no letter to an ending


def clear(spelt: letters.Spelling) -> bool:
    """Is there nothing to find in any part of a tag?"""
    whole, pieces = spelt.whole, spelt.pieces
    known, listed, alone, slipped = tables.words(), entries(), _alone(), slips()
    if pieces == (whole,) and whole in known and not letters.RUN.search(whole):
        return whole not in listed
    if _within().search(whole) or "".join(pieces) != whole or letters.RUN.search(whole):
        return False
    for text in {whole, whole.rstrip(letters.DIGITS), *pieces}:
        if text in known or text.isdigit():
            if text in listed:
                return False
        elif text in slipped or _faded(text) in alone or (text[:1] == text[1:2] and letters.doubled(text)) or blurred(text):
            return False
    return len(pieces) == 1 or not gapped(spelt)


@cache
def _within() -> re.Pattern[str]:
    """What may stand inside a tag, also with its last letter lost to an ending (`whoring`)."""
    forms = {form for one in held().values() for form in one.forms}
    cut = {form[:-1] + ending[0] for form in forms if form[-1] == "e" and len(form) >= LEAST_CUT for ending in ENDINGS}
    return re.compile(_branches(sorted(map(_units, forms | cut))))


@cache
def _alone() -> frozenset[bytes]:
    """What is looked for only as the whole tag, or as a whole part of it."""
    return frozenset(_faded(form) for form, entry in entries().items() if entry.kind in {Kind.WHOLE, Kind.CODE})


def _faded(text: str) -> bytes:
    """What a word and all its disguises have in common: it without the letters that stand for others."""
    return text.encode().translate(FADING, FADED)


def _units(form: str) -> tuple[str, ...]:
    """The letters of a form, two taken for one where another spelling stands for both."""
    return tuple(TOGETHER.findall(form))


def _branches(forms: Sequence[tuple[str, ...]]) -> str:
    """An expression for forms in alphabetical order, equal beginnings taken together, so that at most places only one letter is
    compared; where a form is the beginning of others, it is enough.
    """
    if not forms[0]:
        return ""
    groups = [_spelt(unit) + _branches([form[1:] for form in same]) for unit, same in groupby(forms, key=itemgetter(0))]
    return groups[0] if len(groups) == 1 else f"(?:{'|'.join(groups)})"


@cache
def _spelt(unit: str) -> str:
    """An expression for a letter and all that may stand for it."""
    ways = dict.fromkeys((unit, *(way for way, letter in (*SIGNS, *BROKEN, *letters.LIKENESSES) if letter == unit)))
    return re.escape(unit) if len(ways) == 1 else f"(?:{'|'.join(map(re.escape, ways))})"
