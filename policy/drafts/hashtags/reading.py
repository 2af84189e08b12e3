"""What is found in a hashtag, read as words: the heart of the check.

A listed word counts when a reader sees it as a word. So a tag is split into words first, and innocent words that contain a
listed one (Scunthorpe, therapist) win by being words. Only what is no word is read as a disguise.
"""

from collections.abc import Iterator
from functools import cache
from itertools import chain

import msgspec

from policy.drafts.hashtags import letters, tables
from policy.drafts.hashtags.gaps import hidden
from policy.drafts.hashtags.lexicon import ENDINGS, Entry, Kind, Severity, blurred, entries, holds, inside
from policy.drafts.hashtags.segments import cheapest, likeliest, ordinary, words
from policy.drafts.hashtags.sieve import clear
from policy.drafts.hashtags.slips import slips

LONGEST = 140  # no platform links a longer hashtag
SURE = 4  # a find no longer than this beside letters that are no word, or a tiny one, is chance, or part of a name
OPENING = frozenset(("my", "no", "so", "we", "is"))  # tiny words that people do write in tags
LETTERS = frozenset("bcdefghjklmnopqrstuvwxyz")  # no words of their own
NEAR = 20  # a reading without any listed word that is a hundred times less likely is still a reading
LEAST_DISGUISED = 4


class Find(msgspec.Struct, frozen=True):
    """A listed word that is seen in a tag. doubtful: the tag can be read without it. disguised: it had to be deciphered."""

    entry: Entry
    doubtful: bool = False
    disguised: bool = False


def read(spelt: letters.Spelling) -> tuple[Find, ...]:
    """The listed words of a tag as it is written; if there are none and not all of it is words, of what it may disguise."""
    if spelt.whole in tables.allowed() or clear(spelt):
        return ()
    plain = tuple(dict.fromkeys(chain(_drawn_out(spelt.whole), _plain(spelt))))
    if any(find.entry.severity is not Severity.MILD and not find.doubtful for find in plain):
        return plain  # and nothing worse can be behind it
    return tuple(dict.fromkeys(chain(plain, _disguised(spelt))))


def seen(spelt: letters.Spelling) -> tuple[str, ...]:
    """The words that a reader sees in a tag."""
    return tuple(word for piece in spelt.pieces for word in words(piece[:LONGEST]))


def _drawn_out(text: str) -> Iterator[Find]:
    """A listed word with letters drawn out (`shitttt`), which leaves no room for another reading."""
    if (calm := letters.calmed(text)) != (text,):
        found = (entries().get(one) for one in calm)
        yield from (Find(entry, disguised=True) for entry in found if entry and _strong(entry))


def _plain(spelt: letters.Spelling) -> Iterator[Find]:
    if entry := entries().get(spelt.whole):
        yield Find(entry)
    elif len(spelt.pieces) > 1 and ordinary(spelt.pieces):  # capitals and separators are believed
        yield from _among(spelt.pieces, parted=True)
    else:
        for text in dict.fromkeys((*spelt.pieces, spelt.whole)):
            yield from _found(text)
    yield from _whole(spelt.pieces)


def _whole(pieces: tuple[str, ...]) -> Iterator[Find]:
    """A word that counts only as the whole tag may have a number behind it."""
    lettered = [piece for piece in pieces if not piece.isdigit()]
    if len(lettered) == 1 and (entry := entries().get(lettered[0])) and entry.kind is Kind.WHOLE:
        yield Find(entry)


def _found(text: str) -> Iterator[Find]:
    """The listed words of a run of letters, if a reader sees them."""
    known = tables.words()
    if len(text) > LONGEST or text in tables.allowed() or (text in known and text not in entries()):
        return
    forms = {entry.form for entry in inside(text)}
    if not forms:
        return
    way = likeliest(text)
    if found := list(_among(way.words)):
        other = cheapest(text, _innocent)
        near = other.cost <= way.cost + NEAR and all(word in known for word in other.words)
        doubtful = near and not any(_among(other.words))  # `bell end` is no other reading
        yield from (Find(find.entry, doubtful=doubtful or find.doubtful) for find in found)
    elif not _favourites().isdisjoint(forms):
        yield from _nearly(text)
    for word in way.words:
        if word not in known:
            yield from _inside(word)


def _nearly(text: str) -> Iterator[Find]:
    """The strong words of a reading that is a little less likely than one without them (`totalkikeday`: to talk ike day)."""
    way, known = cheapest(text, _favoured), tables.words()
    if all(word in known for word in way.words):
        yield from (Find(find.entry, doubtful=True) for find in _among(way.words) if find.entry.form in _favourites())


def _favoured(word: str) -> int | None:
    """What a word costs, where strong ones are so much cheaper that they win unless something else is far more likely."""
    cost = tables.words().get(word)
    return cost if cost is None or word not in _favourites() else cost - NEAR


@cache
def _favourites() -> frozenset[str]:
    """The strong words that have no harmless meaning, less those so short that they come about by chance."""
    strong = (entry for entry in entries().values() if entry.severity in {Severity.STRONG, Severity.STRONGEST})
    return frozenset(one.form for one in strong if one.kind in {Kind.ANYWHERE, Kind.WORD} and len(one.form) >= SURE)


def _inside(strange: str) -> Iterator[Find]:
    """Listed words inside what is no word at all: the worst ones for certain, other long ones perhaps."""
    for entry in inside(strange):
        certain = entry.kind in {Kind.ANYWHERE, Kind.FUZZY} and len(entry.form) >= SURE  # Fukushima has a short one
        if certain or (len(entry.form) > SURE and entry.severity is not Severity.MILD):
            yield Find(entry, doubtful=not certain)


def _innocent(word: str) -> int | None:
    cost = tables.words().get(word)
    return cost if cost is None or word not in entries() else None


def _among(seen: tuple[str, ...], *, parted: bool = False) -> Iterator[Find]:
    """The listed words among words, alone or two or three run together (`blow job`). parted: the writer has set them apart."""
    known = tables.words()
    for at in range(len(seen)):
        for size in (1, 2, 3):
            parts = seen[at : at + size]
            entry = entries().get("".join(parts))
            if len(parts) < size or not entry or entry.kind in {Kind.WHOLE, Kind.CODE}:
                continue
            before = () if at > 1 and seen[at - 1] == "a" else seen[max(0, at - 1) : at]  # `what a …` is no chance
            beside = (*before, *seen[at + size : at + size + 1])
            strange = any((word not in known and not word.isdigit()) or word in LETTERS for word in beside)
            believed = parted and entry.kind is not Kind.TOPIC  # the Rape of the Lock
            tiny = not believed and any(_tiny(word) for word in beside)
            chance = (strange or tiny) and len(entry.form) <= SURE and entry.kind is not Kind.ANYWHERE
            joined = size == 1 or all(len(part) > 2 for part in parts) or entry.kind is Kind.ANYWHERE
            if joined and not chance and not _of_a_name(seen, at, size):
                yield Find(entry, doubtful=strange and entry.kind in {Kind.WORD, Kind.ALONE, Kind.TOPIC})


def _tiny(word: str) -> bool:
    return len(word) < SURE - 1 and word not in OPENING and not word.isdigit()


def _of_a_name(seen: tuple[str, ...], at: int, size: int) -> bool:
    """Are these words a part of something harmless of two or three words: oilseed rape, Cock Robin?"""
    runs = (seen[first : first + length] for length in (2, 3) for first in range(max(0, at + size - length), at + 1))
    return any(len(run) > size and "".join(run) in tables.allowed() for run in runs)


def _disguised(spelt: letters.Spelling) -> Iterator[Find]:
    """What comes to light when digits, repeats and stars are read as the letters they stand for."""
    honest: bool | None = None  # asked only where it matters: it takes longer than all the rest
    undated = spelt.whole.rstrip(letters.DIGITS)  # a year behind it is no disguise
    for text in dict.fromkeys((spelt.whole, undated, *spelt.pieces)):
        if len(text) > LONGEST or text in tables.words() or not text.strip(letters.DIGITS):
            continue
        if entry := blurred(text) or slips().get(text) or _inflected(text):
            yield Find(entry, disguised=True)
        for meant in letters.undisguised(text):
            entry = entries().get(meant) or _inflected(meant)
            if entry and len(meant) >= LEAST_DISGUISED and entry.kind is not Kind.CODE:
                yield Find(entry, disguised=True)
            elif letters.strange(text) and meant not in tables.words() and holds(meant):
                honest = ordinary(seen(spelt)) if honest is None else honest
                finds = () if honest else _found(meant)
                yield from (_deciphered(find) for find in finds if _strong(find.entry))
    yield from (Find(entry, disguised=True) for entry in hidden(spelt))


def _inflected(word: str) -> Entry | None:
    """The strong word that this is a further form of, if it is none that a dictionary has."""
    if not word.endswith(ENDINGS) or word in tables.words() or word in tables.allowed():
        return None
    stem = word.removesuffix(next(ending for ending in ENDINGS if word.endswith(ending)))
    once = stem[:-1] if stem[-2:-1] == stem[-1:] else stem  # running: run
    found = (entry for form in (stem, f"{stem}e", once) if (entry := entries().get(form)) and _strong(entry))
    return next((entry for entry in found if entry.kind in {Kind.ANYWHERE, Kind.WORD, Kind.ALONE}), None)


def _deciphered(find: Find) -> Find:
    return Find(find.entry, doubtful=find.doubtful, disguised=True)


def _strong(entry: Entry) -> bool:
    return entry.severity is not Severity.MILD and len(entry.form) >= LEAST_DISGUISED
