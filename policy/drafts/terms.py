"""A text as words with their places, and terms found in it as whole words, however they are dressed up.

A term is found joined or apart (`TutorTrain`, `Tutor Train`, `tutor-train`), in look-alike letters, and with one letter
changed, left out, put in or swapped, but only if that makes no ordinary word: "tutor training" is no misspelt name.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec

from policy.drafts import phrases
from policy.drafts.hashtags import tables
from policy.drafts.hashtags.letters import plain
from policy.drafts.phrases import LEAST_CHANGED, Joined, Phrases

WORD = re.compile(r"[^\W_]+")
INNER = re.compile(r"[A-Z]+(?![a-z])|[^\W\d_][^\W\d_A-Z]*|\d+")
LETTER_LIKE = re.compile(r"(?<=[^\W\d_])[013457](?=[^\W\d_])")  # Tut0r is one word
BETWEEN = re.compile(r"[ \t\u00a0\u00ad\u200b-\u200d\u2060]{0,3}|[-_.]|&")  # what may stand between the words of one name
DIGITS = str.maketrans("013457", "oieast")


class Token(msgspec.Struct, frozen=True):
    """A word, in one spelling for all that looks the same, and where it stands."""

    word: str
    start: int
    end: int


class Match(msgspec.Struct, frozen=True):
    term: str
    start: int
    end: int


class Terms(msgspec.Struct, frozen=True):
    """Terms with their words, ready to be looked up; the names are those run together, each with its term and its words."""

    terms: tuple[tuple[str, tuple[str, ...]], ...]
    apart: Phrases
    names: tuple[tuple[str, str, tuple[str, ...]], ...]
    joined: Joined


def tokens(text: str) -> list[Token]:
    """The words of a text; `LoveTutorTrain` is three."""
    return [token for _, parts in _read(text) for token in parts]


def matches(text: str, terms: tuple[str, ...], *, changed: bool) -> Iterator[Match]:
    """Where any of the terms stands, in order. `changed`: one letter may differ."""
    ready = _ready(terms, changed=changed)
    if ready.terms:
        read = list(_read(text))
        yield from _apart(text, [token for _, parts in read for token in parts], ready, changed=changed)
        yield from _joined((whole for whole, _ in read), ready, changed=changed)


def _read(text: str) -> Iterator[tuple[Token, list[Token]]]:
    """Each run of letters and digits, as one word and as the words that capitals and digits set apart in it."""
    for match in WORD.finditer(text):
        start, written = match.start(), match[0]
        whole = Token(_folded(written), start, match.end())
        capital = written.isascii() and written.isalpha() and written[1:].islower()
        if capital or written.islower() or written.isdecimal() or len(written) == 1:
            yield whole, [whole]
        else:
            read = LETTER_LIKE.sub(lambda digit: digit[0].translate(DIGITS), written)
            spans = [part.span() for part in INNER.finditer(read)] or [(0, len(written))]
            yield whole, [Token(_folded(written[a:b]), start + a, start + b) for a, b in spans]


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    word = plain(text).casefold()
    return word if word.isdigit() else word.translate(DIGITS)


@lru_cache(maxsize=1024)
def _ready(terms: tuple[str, ...], *, changed: bool) -> Terms:
    """The company's terms are the same for draft after draft."""
    read = [(term, tuple(token.word for token in tokens(term))) for term in terms]
    kept = tuple((term, words) for term, words in read if words)
    names = tuple({"".join(words): ("".join(words), term, words) for term, words in kept}.values())
    apart = phrases.phrases([words for _, words in kept], changed=changed)
    return Terms(kept, apart, names, phrases.joined(name for name, _, _ in names))


def _apart(text: str, seen: list[Token], ready: Terms, *, changed: bool) -> Iterator[Match]:
    """Terms word by word, with nothing but a space or a hyphen between."""
    words, last = [token.word for token in seen], 0
    for at in ready.apart.places(words):
        if seen[at].start < last:
            continue
        for number in ready.apart.at(words, at):
            term, meant = ready.terms[number]
            run = seen[at : at + len(meant)]
            if _near(tuple(words[at : at + len(meant)]), meant, changed=changed) and _together(text, run):
                last = run[-1].end
                yield Match(term, run[0].start, last)
                break


def _together(text: str, run: list[Token]) -> bool:
    return all(BETWEEN.fullmatch(text[one.end : two.start]) for one, two in pairwise(run))


def _near(run: tuple[str, ...], words: tuple[str, ...], *, changed: bool) -> bool:
    if run == words:
        return True
    other = [(one, two) for one, two in zip(run, words, strict=True) if one != two]
    if not changed or len(other) > 1 or sum(map(len, words)) < LEAST_CHANGED or len(words) == 1:
        return False
    written, meant = other[0]
    return written not in tables.words() and one_apart(written, meant)


def _joined(read: Iterable[Token], ready: Terms, *, changed: bool) -> Iterator[Match]:
    """Terms run together into one word."""
    for token in read:
        for number in ready.joined.at(token.word):
            name, term, words = ready.names[number]
            same = token.word == name and len(words) > 1
            if same or (
                changed and len(name) >= LEAST_CHANGED and token.word not in tables.words() and one_apart(token.word, name)
            ):
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
