"""A text as words with their places, and terms found in it as whole words, however they are dressed up.

A term is found joined or apart (`TutorTrain`, `Tutor Train`, `tutor-train`), in look-alike letters, and with one letter
changed, left out, put in or swapped, but only if that makes no ordinary word: "tutor training" is no misspelt name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise, product

import msgspec

from policy.drafts import phrases
from policy.drafts.hashtags import segments, tables
from policy.drafts.hashtags.letters import plain
from policy.drafts.phrases import ENDS, LEAST_CHANGED, Joined, Phrases, Words

WORD = re.compile(r"[^\W_]+")
CAPITAL = re.compile("[A-Z]")
INNER = re.compile(r"[A-Z]+(?![a-z])|[^\W\d_][^\W\d_A-Z]*|\d+")
LETTER_LIKE = re.compile(r"(?<=[^\W\d_])[013457](?=[^\W\d_])")  # Tut0r is one word
SPELT_OUT = re.compile(
    r"(?<![^\W_])[^\W_](?:(?:[ \t\u00a0]{1,3}|[-_.])[^\W_](?![^\W_])){3,}+"
)  # of fewer letters, words are made by chance
TAG = re.compile(r"#([A-Za-z0-9_]{1,100})(?!\w)")
MOST_PARTED = 100  # hashtags of a text that are read word by word
APART = "|"  # which no word has in it
BESIDE = frozenset("aAI")  # words of one letter
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
    """Terms with their words, ready to be looked up; the names are those run together, each with its term and its words.
    `within`: the long ones, by their first letters.
    """

    terms: tuple[tuple[str, Words], ...]
    apart: Phrases
    names: tuple[tuple[str, str, Words], ...]
    joined: Joined
    within: dict[str, list[tuple[str, str]]]


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text; `LoveTutorTrain` is three."""
    return _read(text)[1]


def matches(text: str, terms: tuple[str, ...], *, changed: bool) -> Iterator[Match]:
    """Where any of the terms stands, in order. `changed`: one letter may differ."""
    ready = _ready(terms, changed=changed)
    if ready.terms:
        wholes, seen = _read(text)
        yield from _apart(text, seen, ready, changed=changed)
        yield from _joined(wholes, ready, changed=changed)
        yield from _spelt_out(text, ready)
        if changed and "#" in text:
            yield from _in_tags(text, ready)


@lru_cache(maxsize=1)
def _read(text: str) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Each run of letters and digits as one word, and the words that capitals and digits set apart in it. Kept while a draft is
    checked, since names and other terms are looked for one after the other.
    """
    wholes: list[Token] = []
    seen: list[Token] = []
    folded = _all_folded(WORD.findall(text))
    for match in WORD.finditer(text):
        start, written = match.start(), match[0]
        whole = Token(folded[written], start, match.end())
        wholes.append(whole)
        if written.islower() or written.isdecimal() or (written.isalpha() and not CAPITAL.search(written, 1)):
            seen.append(whole)
        else:
            read = LETTER_LIKE.sub(_as_capital if written.isupper() else _as_letter, written)
            spans = [part.span() for part in INNER.finditer(read)] or [(0, len(written))]
            seen += [Token(_folded(written[a:b]), start + a, start + b) for a, b in spans]
    return tuple(wholes), tuple(seen)


def _as_letter(digit: re.Match[str]) -> str:
    return digit[0].translate(DIGITS)


def _as_capital(digit: re.Match[str]) -> str:
    return _as_letter(digit).upper()


def _all_folded(words: Iterable[str]) -> dict[str, str]:
    """Words in the one spelling for all that looks the same; made of all in one go, for one by one takes many times as long."""
    different = [*dict.fromkeys(words)]
    read = plain(APART.join(different)).casefold().split(APART)
    return {word: _in_letters(one.strip()) for word, one in zip(different, read, strict=bool(different))}


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return _in_letters(plain(text).casefold())


def _in_letters(word: str) -> str:
    return word if word.isalpha() or word.isdigit() else word.translate(DIGITS)


@lru_cache(maxsize=1024)
def _ready(terms: tuple[str, ...], *, changed: bool) -> Terms:
    """The company's terms are the same for draft after draft."""
    read = [(term, tuple(token.word for token in tokens(term))) for term in terms]
    kept = tuple((term, words) for term, words in read if words)
    names = tuple({"".join(words): ("".join(words), term, words) for term, words in kept}.values())
    apart = phrases.phrases([words for _, words in kept], changed=changed)
    within: dict[str, list[tuple[str, str]]] = {}
    for name, term, _ in names:
        if len(name) >= LEAST_CHANGED and name not in tables.words():
            within.setdefault(name[:ENDS], []).append((name, term))
    return Terms(kept, apart, names, phrases.joined(name for name, _, _ in names), within)


def _apart(text: str, seen: Sequence[Token], ready: Terms, *, changed: bool) -> Iterator[Match]:
    """Terms word by word, with nothing but a space or a hyphen between."""

    @cache  # the same few words are often all that a long text has of a term
    def meant(words: Words) -> list[tuple[str, int]]:
        found = (ready.terms[number] for number in ready.apart.at(words))
        return [(term, len(whole)) for term, whole in found if _near(words[: len(whole)], whole, changed=changed)]

    words, last, longest = [token.word for token in seen], 0, ready.apart.longest
    for at in ready.apart.places(words):
        for term, length in meant(tuple(words[at : at + longest])) if seen[at].start >= last else ():
            if _together(text, run := seen[at : at + length]):
                last = run[-1].end
                yield Match(term, run[0].start, last)
                break


def _together(text: str, run: Sequence[Token]) -> bool:
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

    @cache
    def meant(word: str) -> str:
        return next(
            (term for name, term, words in map(ready.names.__getitem__, ready.joined.at(word)) if same(word, name, words)), ""
        )

    def same(word: str, name: str, words: Words) -> bool:
        if word == name and len(words) > 1:
            return True
        return changed and len(name) >= LEAST_CHANGED and word not in tables.words() and one_apart(word, name)

    for token in read:
        if term := meant(token.word):
            yield Match(term, token.start, token.end)


def _spelt_out(text: str, ready: Terms) -> Iterator[Match]:
    """Terms in single letters with something between (`T u t o r  T r a i n`), perhaps beside an `I` or `a`."""
    for run in SPELT_OUT.finditer(text):
        letters = list(WORD.finditer(text, run.start(), run.end()))
        firsts, lasts = ((0, 1) if letters[at][0] in BESIDE else (0,) for at in (0, -1))
        for first, last in product(firsts, lasts):
            meant = letters[first : len(letters) - last]
            number = ready.joined.exact.get(_folded("".join(letter[0] for letter in meant)))
            if number is not None:
                yield Match(ready.names[number][1], meant[0].start(), meant[-1].end())
                break


def _in_tags(text: str, ready: Terms) -> Iterator[Match]:
    """Terms among other words of one hashtag (`#ilovetutortrain`), where a reader parts them."""
    parted = 0
    for tag in TAG.finditer(text):
        read = tag[1].lower()
        for at, name, term in _within(read, ready):
            parted += 1
            if parted > MOST_PARTED or {at, at + len(name)} <= {0, *accumulate(map(len, segments.words(read)))}:
                yield Match(term, tag.start(1) + at, tag.start(1) + at + len(name))
                break


def _within(read: str, ready: Terms) -> Iterator[tuple[int, str, str]]:
    for at in range(len(read) - LEAST_CHANGED + 1):
        for name, term in ready.within.get(read[at : at + ENDS], ()):
            if read.startswith(name, at):
                yield at, name, term


def one_apart(one: str, other: str) -> bool:
    """Do two words differ by one letter: changed, left out, put in, or two swapped?"""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short = min(len(one), len(other))
    start = next((at for at in range(short) if one[at] != other[at]), short)
    left, right = one[start:], other[start:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
