"""How a person's name is written: one spelling for all ways in which people type it, and the identifiers made of it.

The office makes identifiers of the names in its registry, a device makes them of two words in a draft; where both are the
same the oracle's answers are the same. So both sides leave out the small words of surnames (`van der`, `al-`), and the
office adds what people leave out: one half of a double name, a middle name, the name that somebody goes by.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from policy.account import tidy

MOST = 24  # identifiers of one person: double names times double names
PARTICLES = frozenset(
    {"af", "al", "ap", "bar", "ben", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du"}
    | {"el", "ibn", "la", "le", "mac", "st", "te", "ten", "ter", "van", "vande", "vander", "von", "y", "zu"}
)
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lady", "lord", "rev"})
WRITTEN = frozenset({"Ll", "Lu", "Lt", "Lo"})  # no modifier letters: one of them is an apostrophe
PLAIN = {code: " " if chr(code) == "-" or chr(code).isspace() else None for code in range(128) if not chr(code).isalpha()}
LETTERS = str.maketrans({
    "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d", "\u00fe": "th", "\u00e6": "ae", "\u0153": "oe", "\u0131": "i",
})  # fmt: skip  # these have no accent that could be taken off, yet are typed without


@lru_cache(maxsize=4096)
def normalised(name: str) -> str:
    """A name in one spelling: no capitals, accents or apostrophes, hyphens as spaces."""
    if name.isascii():  # nearly all: a draft of 100 kB may be nothing but names
        return " ".join(name.lower().translate(PLAIN).split())
    letters = unicodedata.normalize("NFKD", tidy(" ".join(name.split())).casefold()).translate(LETTERS)
    return " ".join("".join(map(_kept, letters)).split())


def identifier(given: str, family: str) -> str:
    """The identifier of two words beside each other."""
    return f"name:{normalised(given)} {_surname(family)}"


@lru_cache(maxsize=4096)
def _surname(family: str) -> str:
    return " ".join(_weighty(normalised(family).split()))


def identifiers(first: str, last: str, known_as: str = "") -> tuple[str, ...]:
    """By what a person can be found who is written with two names; none without a first and a last name."""
    given = dict.fromkeys(form for name in (first, known_as) for form in _forms(name))
    family = dict.fromkeys(_forms(last))
    pairs = (identifier(one, other) for one in given for other in family)
    return tuple(dict.fromkeys(pairs))[:MOST]


def of_whole(name: str) -> tuple[str, ...]:
    """The same for a name that is kept in one piece: wherever the first name may end."""
    words = [word for word in tidy(name).split() if normalised(word) not in TITLES]
    halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return tuple(dict.fromkeys(found for first, last in halves for found in identifiers(first, last)))[:MOST]


def _forms(name: str) -> Iterator[str]:
    """A name whole, and each word of a double one."""
    words = normalised(name).split()
    if words:
        yield " ".join(words)
        yield from (word for word in _weighty(words) if len(word) > 1)


def _weighty(words: list[str]) -> list[str]:
    return [word for word in words if word not in PARTICLES] or words


@lru_cache(maxsize=4096)
def _kept(char: str) -> str:
    kind = unicodedata.category(char)
    if char.isspace() or kind == "Pd":
        return " "
    return char if kind in WRITTEN else ""
