"""The fact tables of the hashtag check, read when a first hashtag asks for them."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


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
def pairs() -> Mapping[str, int]:
    """How rare the second word is after the first, for pairs (`first+second`) that often stand together."""
    table: dict[str, int] = {}
    for row in rows("hashtag_pairs.csv"):
        table.update(dict.fromkeys(row["pairs"].split(), int(row["cost"])))
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
