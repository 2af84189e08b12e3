"""The fact tables behind link verdicts (policy/facts/links_*.csv), read once, when first asked for.

Every row names its source, the licence under which it may be passed on, and the day of which it is true; a test holds
every table to that.
"""

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

import msgspec

RAREST = 14.0  # bits for a pair of letters that no known site has
COINED, WHOLE = "coined", "whole"
INSIDE = "inside:"  # how the weight of a fragment is called


class Row(msgspec.Struct, frozen=True):
    """One fact: the key of its table, what kind it is, and a few words more where there are any."""

    key: str
    kind: str
    note: str = ""


@cache
def table(name: str) -> dict[str, Row]:
    """A table by its key."""
    return {row["key"]: Row(row["key"], row["kind"], row["note"]) for row in rows(name)}


def rows(name: str) -> list[dict[str, str]]:
    text = files("policy.facts").joinpath(f"links_{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def words(name: str) -> frozenset[str]:
    """The keys of a table that is a list of words."""
    return frozenset(table(name))


@cache
def long_words(name: str, shortest: int) -> re.Pattern[str]:
    """An expression that finds the words of a table that are no accident inside another: long ones, and those coined for a
    name; none that stands in ordinary words (`booking`, `revolut`).
    """
    rows = (row for row in table(name).values() if row.kind != WHOLE)
    return alternatives(row.key for row in rows if len(row.key) >= shortest or row.kind == COINED)


@cache
def fragments() -> re.Pattern[str]:
    """An expression that finds the fragments of words that have a weight, also where they overlap."""
    found = alternatives(key.removeprefix(INSIDE) for key in weights() if key.startswith(INSIDE))
    return re.compile(f"(?=({found.pattern}))")


def alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """An expression for any of the words, the longest first. They are grouped by their first letter, so that at most places
    nothing more than that is compared.
    """
    chosen = sorted(words, key=lambda word: (word[0], -len(word), word))
    groups = ((first, "|".join(re.escape(word[1:]) for word in words)) for first, words in groupby(chosen, itemgetter(0)))
    return re.compile("|".join(f"{re.escape(first)}(?:{rest})" for first, rest in groups))


@cache
def brands() -> dict[str, frozenset[str]]:
    """Well-known names, and the registrable domains that are their owners'."""
    return {row.key: frozenset(row.note.split()) for row in table("brands").values()}


@cache
def owners() -> frozenset[str]:
    """The sites that well-known names belong to."""
    return frozenset().union(*brands().values())


@cache
def pairs() -> dict[str, float]:
    """How surprising one character is after another in the names of known sites, in bits."""
    return {row.key: float(row.note) for row in table("pairs").values()}


@cache
def weights() -> dict[str, float]:
    """What each signal has meant, as a natural logarithm of the odds; never below zero."""
    return {row.key: float(row.note) for row in table("weights").values()}
