"""A text as words with their places, and terms found in it as whole words, however they are dressed up.

A term is found joined or apart (`TutorTrain`, `Tutor Train`, `tutor-train`), in look-alike letters, and with one letter
changed, left out, put in or swapped, but only if that makes no ordinary word: "tutor training" is no misspelt name.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec

from policy.drafts.hashtags import tables
from policy.drafts.hashtags.letters import plain

WORD = re.compile(r"[^\W_]+")
INNER = re.compile(r"[A-Z]+(?![a-z])|[^\W\d_][^\W\d_A-Z]*|\d+")
BETWEEN = re.compile(r"[ \t\u00a0]?|[-_.]|&")  # what may stand between the words of one name
DIGITS = str.maketrans("013457", "oieast")
LEAST_CHANGED = 8  # shorter names with a letter changed are other words


class Token(msgspec.Struct, frozen=True):
    """A word, in one spelling for all that looks the same, and where it stands."""

    word: str
    start: int
    end: int


class Match(msgspec.Struct, frozen=True):
    term: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text; `LoveTutorTrain` is three."""
    found = []
    for match in WORD.finditer(text):
        parts = list(INNER.finditer(match[0])) if not match[0].islower() else []
        spans = [(part.start(), part.end()) for part in parts] or [(0, len(match[0]))]
        found += [Token(_folded(match[0][a:b]), match.start() + a, match.start() + b) for a, b in spans]
    return found


def matches(text: str, terms: tuple[str, ...], *, changed: bool) -> Iterator[Match]:
    """Where any of the terms stands, in order. `changed`: one letter may differ."""
    terms = tuple(term for term in terms if _words(term))
    if not terms:
        return
    seen, last = tokens(text), 0
    starting: dict[str, list[str]] = {}  # without changes a term is looked for only where its first word stands
    for term in terms:
        starting.setdefault("" if changed else _words(term)[0], []).append(term)
    whole = [Token(_folded(match[0]), match.start(), match.end()) for match in WORD.finditer(text)]
    for at in range(len(seen)):
        for term in starting.get("" if changed else seen[at].word, ()):
            if abs(len(seen[at].word) - len(_words(term)[0])) > 1:
                continue
            match = _apart(text, seen, at, term, changed=changed)
            if match and match.start >= last:
                last = match.end
                yield match
    if changed:
        yield from _joined(whole, terms)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    word = plain(text).casefold()
    return word if word.isdigit() else word.translate(DIGITS)


@lru_cache(maxsize=512)
def _words(term: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(term))


def _apart(text: str, seen: list[Token], at: int, term: str, *, changed: bool) -> Match | None:
    """The term word by word from here on, with nothing but a space or a hyphen between."""
    words = _words(term)
    run = seen[at : at + len(words)]
    if len(run) < len(words) or not _near(tuple(token.word for token in run), words, changed=changed):
        return None
    gaps = (text[one.end : two.start] for one, two in pairwise(run))
    return Match(term, run[0].start, run[-1].end) if all(map(BETWEEN.fullmatch, gaps)) else None


def _near(run: tuple[str, ...], words: tuple[str, ...], *, changed: bool) -> bool:
    if run == words:
        return True
    other = [(one, two) for one, two in zip(run, words, strict=True) if one != two]
    if not changed or len(other) > 1 or sum(map(len, words)) < LEAST_CHANGED or len(words) == 1:
        return False
    written, meant = other[0]
    return written not in tables.words() and one_apart(written, meant)


def _joined(whole: list[Token], terms: tuple[str, ...]) -> Iterator[Match]:
    """The term run together into one word."""
    names = {"".join(_words(term)): term for term in terms}
    for token in whole:
        for name, term in names.items():
            if abs(len(token.word) - len(name)) > 1:
                continue
            same = token.word == name and len(_words(term)) > 1
            if same or (len(name) >= LEAST_CHANGED and token.word not in tables.words() and one_apart(token.word, name)):
                yield Match(term, token.start, token.end)
                break


def one_apart(one: str, other: str) -> bool:
    """Do two words differ by one letter: changed, left out, put in, or two swapped?"""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short = min(len(one), len(other))
    start = next((at for at in range(short) if one[at] != other[at]), short)
    left, right = one[start:], other[start:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
