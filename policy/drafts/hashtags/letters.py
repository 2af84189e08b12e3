"""How a hashtag is spelt, made comparable: one spelling for what looks the same or reads the same."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from math import gcd

import msgspec

from policy.account import tidy
from policy.drafts.hashtags import tables

PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
SEPARATORS = re.compile(r"[^a-z0-9*@$!]+")
DIGITS = "0123456789"
RUN = re.compile(r"(.)\1{2,}")
LEET = (str.maketrans("01345678@$!", "oieasgtbasi"), str.maketrans("013456789@$!", "oleasgtbgasi"))
LIKENESSES = (("vv", "w"), ("v", "u"), ("ph", "f"), ("z", "s"), ("kk", "ck"), ("q", "g"), ("x", "ck"))

ODD = re.compile(rf"(.)\1{{2,}}|{'|'.join(like for like, _ in LIKENESSES)}")  # what may be no plain spelling in letters


class Spelling(msgspec.Struct, frozen=True):
    """key: what platforms compare. pieces: what capitals, digits and separators set apart, in small letters.
    whole: letters and digits run together, and `*` for a hidden letter.
    """

    key: str
    pieces: tuple[str, ...]
    whole: str


def key(tag: str) -> str:
    """By which two hashtags are the same: NFKC, case folded, without invisible characters and the sign."""
    return (tag.lower() if tag.isascii() and tag.isprintable() else tidy(tag).casefold()).strip().lstrip("#")


def spelling(tag: str) -> Spelling:
    """How a hashtag reads in letters of ASCII, accents and look-alikes undone."""
    short, seen = key(tag), plain(tag)
    if seen.islower() and short.isalpha() and tag.isascii():  # all is one piece, as often
        return Spelling(short, (short,), short)
    pieces = tuple(map(str.lower, PIECE.findall(seen)))
    return Spelling(short, pieces, short if tag.isascii() and short.isalnum() else _run_together(seen))


def whole(text: str) -> str:
    """How a word reads in letters of ASCII, with nothing between them."""
    if text.isascii() and text.isalnum():
        return text.lower()
    return _run_together(plain(text))


def _run_together(written: str) -> str:
    return SEPARATORS.sub("", written.lower())


def plain(text: str) -> str:
    """The text with look-alikes replaced, accents dropped, and nothing invisible."""
    seen = tidy(text)
    if seen.isascii():
        return seen
    seen = unicodedata.normalize("NFKD", seen.translate(tables.look_alikes()))
    for accent in filter(unicodedata.combining, {*seen}):
        seen = seen.replace(accent, "")
    return seen


def calmed(text: str) -> tuple[str, ...]:
    """A text with letters drawn out (`soooo`), read with each of them once and twice, or with as many as all are drawn out
    by (`ffuucckk`) for one; the text itself if none is.
    """
    if not RUN.search(text):
        return (text[::2],) if doubled(text) else (text,)
    return tuple(dict.fromkeys((RUN.sub(r"\1", text), RUN.sub(r"\1\1", text), *_evenly(text))))


def doubled(text: str) -> bool:
    """Does each letter stand there twice?"""
    return text[::2] == text[1::2]


def _evenly(text: str) -> Iterator[str]:
    """The text with every run of a letter made shorter by the same factor, the greatest that divides all, if there is one."""
    runs = ["".join(run) for _, run in groupby(text)]
    most = gcd(*map(len, runs))
    if most > 1:
        yield "".join(run[: len(run) // most] for run in runs)


def plainly(text: str) -> bool:
    """Can it be read in no other way than it is written?"""
    return text.isalpha() and not ODD.search(text) and not doubled(text)


def strange(text: str) -> bool:
    """Are there digits, signs or drawn-out letters in it?"""
    return not text.isalpha() or bool(RUN.search(text)) or doubled(text)


def undisguised(text: str) -> tuple[str, ...]:
    """What may be meant by digits, signs and other letters in the place of letters; never the text itself."""
    if plainly(text):
        return ()
    found: dict[str, None] = {}
    for calm in calmed(text):
        read = [calm.translate(table) for table in LEET] if not calm.isalpha() else [calm]
        for one in read:
            found[one] = None
            for like, letter in LIKENESSES:
                if like in one:
                    found[one.replace(like, letter)] = None
    found.pop(text, None)
    return tuple(found)
