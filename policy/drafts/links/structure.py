"""What the name of a host looks like, as named signals. None proves anything; links_weights.csv says what each has meant.

Every signal is a word with at most one variable part: `top:xyz`, `hosting:web.app`, `digits:4`, `word:parcel`, and
`inside:verif` for a fragment of a word. A signal of a ladder brings the lower rungs with it (`digits:4` also `digits:1`), so
that more of a bad thing can never weigh less.

Names on free hosts have signals of their own (`site digits:4`): schools, clubs and programmers have long names there, with a
hyphen or a digit, so these say nothing; nor do many hyphens between everyday words. Nor does a long name with hyphens under a
British suffix, unless it has a lure or a brand, too: fraud seldom registers there (53 of 36,843 phishing hosts), parishes and
schools do.
"""

import re
from collections.abc import Iterator
from itertools import chain, repeat
from operator import add

from policy.drafts.hashtags import tables
from policy.drafts.links import facts
from policy.drafts.links.suffixes import Parts

LADDERS = {
    "digits": (1, 3, 4, 6, 9),
    "hyphens": (1, 2, 3, 4),
    "long name": (12, 16, 20, 25, 32),
    "odd parts": (1, 2, 3),  # labels before the chosen name that are not everyday ones, such as `www` or `shop`
    "long part": (12, 20, 28),
    "lures": (1, 2, 3),
    "switches": (2, 3, 5),
    "consonants": (4, 5, 6, 7),
    "strange": (1, 2, 3, 4),
    "brand": (1,),
}
USUAL_ON_A_SITE = frozenset(
    (
        *("hyphens:1", "digits:1", "switches:2", "consonants:4", "consonants:5"),
        *(f"long name:{rung}" for rung in LADDERS["long name"]),
    )
)
RUNGS = {ladder: tuple((rung, f"{ladder}:{rung}") for rung in rungs) for ladder, rungs in LADDERS.items()}
SITE_RUNGS = {
    ladder: tuple((rung, f"site {signal}") for rung, signal in rungs if signal not in USUAL_ON_A_SITE)
    for ladder, rungs in RUNGS.items()
}
BRITISH = frozenset(("cymru", "scot", "uk", "wales"))
SHORTEST_WORD = 3
TOKENS = re.compile(r"[a-z]+")
SWITCH = re.compile(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])")
CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]+")
LONG = 7  # from so many letters on, a word inside another is no accident
LEAST_STRANGE = 6
STRANGE = (5.2, 5.8, 6.5, 7.4)  # mean surprise of a pair of letters, in bits, from which a name counts as strange


def signals(host: str, parts: Parts) -> Iterator[str]:
    """Every signal of a canonical host name."""
    if parts.hosting:
        yield "hosting"
        yield f"hosting:{parts.hosting}"
    else:
        yield f"top:{parts.suffix.rpartition('.')[2]}"
    ladders = SITE_RUNGS if parts.hosting else RUNGS
    for ladder, measured in measures(host, parts):
        for rung, signal in ladders[ladder]:
            if measured < rung:
                break
            yield signal
    own = chosen(host, parts)
    for word in TOKENS.findall(own):
        if len(word) >= SHORTEST_WORD:
            yield f"word:{word}"
    for fragment in facts.fragments().findall(own):
        yield facts.INSIDE + fragment


def measures(host: str, parts: Parts) -> Iterator[tuple[str, float]]:
    """How far up each ladder the host stands."""
    own = chosen(host, parts)
    before = own.removesuffix(parts.name).strip(".").split(".")
    everyday = facts.words("words")
    odd = [label for label in before if label and label not in everyday]
    letters = own.replace(".", "")
    strange = surprise(own)
    digits = sum(map(str.isdigit, own))
    lured, branded = lures(own), bool(brand(own, parts))
    usual = not (lured or branded) and not parts.hosting and parts.suffix.rpartition(".")[2] in BRITISH
    yield "digits", digits
    yield "hyphens", 0 if usual or (parts.hosting and _plain(own)) else own.count("-")
    yield "long name", 0 if usual else len(parts.name)
    yield "odd parts", len(odd)
    yield "long part", max(map(len, odd), default=0)
    yield "lures", lured
    yield "switches", max(len(SWITCH.findall(label)) for label in own.split(".")) if digits else 0
    yield "consonants", max(map(len, CONSONANTS.findall(letters)), default=0)
    yield "strange", sum(strange >= step for step in STRANGE)
    yield "brand", int(branded)


def _plain(own: str) -> bool:
    """Is it nothing but words that everybody uses, as in the names of clubs and schools?"""
    return "-" in own and all(word in tables.words() for word in TOKENS.findall(own))


def chosen(host: str, parts: Parts) -> str:
    """What somebody chose of the name: all of it but the suffix."""
    return host.removesuffix(parts.hosting or parts.suffix).strip(".")


def lures(own: str) -> int:
    """How many words of those that phishing pages like: whole words, long ones also inside others."""
    words, inside = facts.words("lures"), facts.long_words("lures", LONG - 1)
    return sum(1 if word in words else len(inside.findall(word)) for word in TOKENS.findall(own))


def brand(own: str, parts: Parts) -> str:
    """A well-known name in a host that is not its owner's; a long one counts inside a word, too."""
    brands = facts.brands()
    whole = (word for word in TOKENS.findall(own) if word in brands)
    inside = (found[0] for found in facts.long_words("brands", LONG).finditer(own))
    return next((word for word in chain(whole, inside) if parts.registrable not in brands[word]), "")


def surprise(own: str) -> float:
    """How unlike the names of known sites the letters follow each other, in bits a pair; 0 for too short a name."""
    label = max(own.split("."), key=len)
    if len(label) < LEAST_STRANGE:
        return 0.0
    return sum(map(facts.pairs().get, map(add, label, label[1:]), repeat(facts.RAREST))) / (len(label) - 1)
