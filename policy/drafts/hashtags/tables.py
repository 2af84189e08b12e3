"""The fact tables of the hashtag check, read when a first hashtag asks for them."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

LONGEST_WORD = 20
STEM = 4  # letters by which words are found that may start at a place
SHORT = tuple(range(1, STEM))


def rows(name: str) -> Iterator[Mapping[str, str]]:
    """The rows of a table of policy/facts."""
    text = files("policy.facts").joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def words() -> Mapping[str, int]:
    """How rare each known word is: ten times the decimal logarithm of one over its share of all words."""
    table: dict[str, int] = {}
    for row in rows("hashtag_words.csv"):
        table.update(dict.fromkeys(row["words"].split(), int(row["cost"])))
    return table


@cache
def lengths() -> Mapping[str, tuple[int, ...]]:
    """How long a word may be that starts with so many letters, or that they start with, the shortest first; where they are not
    in the table, they may be SHORT. Words that nobody would read in one piece are left out.
    """
    table: dict[str, set[int]] = {}
    known = words()
    for word in known:
        if len(word) <= LONGEST_WORD:
            stem = word[:STEM]
            if stem not in table:
                table[stem] = {length for length in SHORT if stem[:length] in known}
            table[stem].add(len(word))
    return {stem: tuple(sorted(found)) for stem, found in table.items()}


@cache
def pairs() -> Mapping[str, Mapping[str, int]]:
    """How rare a word is after another, for pairs that often stand together: by the second word, then by the first."""
    table: dict[str, dict[str, int]] = {}
    for row in rows("hashtag_pairs.csv"):
        cost = int(row["cost"])
        for pair in row["pairs"].split():
            one, _, two = pair.partition("+")
            table.setdefault(two, {})[one] = cost
    return table


@cache
def allowed() -> Mapping[str, str]:
    """What is never a find, and of which kind: place, name, subject, brand, awareness, word."""
    return {row["tag"]: row["kind"] for row in rows("hashtag_allowed.csv")}


@cache
def look_alikes() -> Mapping[int, str]:
    """For str.translate: what looks like a letter of ASCII becomes that letter; a capital what its small letter looks like."""
    table = {int(code, 16): row["letter"] for row in rows("look_alikes.csv") for code in row["characters"].split()}
    small = {code: table.get(ord(lower)) for code in table if len(lower := chr(code).lower()) == 1}
    return table | {code: letter for code, letter in small.items() if letter}


@cache
def emoji() -> frozenset[str]:
    """What UAX #31 lets stand in a hashtag beside letters: pictographs and parts of emoji."""
    ranges = ((int(row["first"], 16), int(row["last"], 16)) for row in rows("hashtag_emoji.csv"))
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))


@cache
def context(kind: str) -> frozenset[str]:
    """Words that say how a listed word beside them is meant: `aware` (it is talked about), `filler` (they say nothing)."""
    return frozenset(row["word"] for row in rows("hashtag_context.csv") if row["kind"] == kind)
