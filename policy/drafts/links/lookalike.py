"""Does a host pass itself off as a well-known site? Chromium's published rules for look-alikes, over our own tables.

A host is compared with the well-known ones by what it looks like (skeleton), by one slip of a key (edit distance), and
by a whole name put inside another (`paypal.com.example.net`). Exempt are, as published: the same name under another
suffix, a difference that is only the first character, a trailing number or a hyphen, and short names.
"""

from collections.abc import Iterator
from functools import cache

from policy.drafts.links import facts, idn
from policy.drafts.links.suffixes import Parts, parts
from policy.drafts.terms import one_apart

SHORTEST = 6  # below that, names of other people are one key apart everywhere
SHORTEST_DRAWN = 4  # unless the name mixes alphabets
CAPITALS = {"l": "i", "i": "l"}
LEAST_WHOLE, LEAST_RUN_TOGETHER = 6, 5
FOREIGN = {"edu": "ac"}  # what British universities do not have, but people take for their suffix
EVERYDAY = frozenset(  # names that are words or places: others may have them in theirs, too
    "allegro amazon apple booking chase discord halifax hermes kraken ledger messenger nationwide orange outlook phantom "  # noqa: SIM905
    "starling steam telegram ups visa wise zoom".split()
)


def like(host: str, own: Parts) -> tuple[str, str]:
    """How a host passes itself off (`drawn`, `inside`, `behind`, `one key`), and as which site; else two empty words."""
    shown = idn.unicode(host)
    if site := _drawn(shown, own):
        return "drawn", site
    if site := _inside(shown, own):
        return "inside", site
    if site := _behind(own):
        return "behind", site
    site = _one_key(own)
    return ("one key", site) if site else ("", "")


def _drawn(shown: str, own: Parts) -> str:
    """A site whose name is drawn alike, when the host has letters or digits that were put there for it."""
    label = parts(shown).name if shown.isascii() else idn.unicode(own.registrable).partition(".")[0]
    site = _skeletons().get(idn.skeleton(label), "") or _capital(label)
    long = len(label) >= SHORTEST_DRAWN or (site and idn.suspicion(shown))
    return site if site and label != parts(site).name and long else ""


def _capital(label: str) -> str:
    """A site whose first letter is drawn alike as a capital: `Instagram` with a small L in front, `Lloyds` with a capital i."""
    first = CAPITALS.get(label[:1]) if len(label) >= SHORTEST else None
    return _skeletons().get(idn.skeleton(first + label[1:]), "") if first else ""


def _inside(shown: str, own: Parts) -> str:
    """A site's whole name, suffix and all, in front of the name that counts: with dots, with hyphens, or run together."""
    tokens = _tokens(shown.removesuffix(own.hosting or own.suffix))
    whole = _whole()
    return next((site for name in _neighbours(tokens) if (site := whole.get(name)) and site != own.registrable), "")


def _behind(own: Parts) -> str:
    """A site's name, or a suffix that is not for everybody, at the end of a longer one, behind a hyphen."""
    label = own.registrable.partition(".")[0]
    if "-" not in label:
        return ""
    last = _tokens(label)[-1]
    suffix = f"{FOREIGN.get(last, last)}.{own.suffix}"
    if suffix in facts.table("trusted"):
        return suffix
    site = _whole().get(f"{last}.{own.suffix}", "")
    return site if site and len(last) >= LEAST_RUN_TOGETHER and last in facts.brands() and last not in EVERYDAY else ""


def _tokens(name: str) -> list[str]:
    return [idn.skeleton(token) for token in name.strip(".").replace("-", ".").split(".")]


def _neighbours(tokens: list[str]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        yield token
        yield ".".join(tokens[at : at + 2])
        yield ".".join(tokens[at : at + 3])


def _one_key(own: Parts) -> str:
    """A well-known name one key away."""
    label = own.registrable.partition(".")[0]
    if len(label) < SHORTEST or own.hosting or own.registrable in facts.table("known"):
        return ""
    return next(
        (site for slip in _slips(label) for site in _by_slip().get(slip, ()) if meant(label, site.partition(".")[0])), ""
    )


def meant(label: str, target: str) -> bool:
    """Is the slip between two names one of those that a look-alike has, and strangers' names have not?"""
    if label == target:
        return False
    if (
        label[1:] == target[1:]
        or label[1:] == target
        or label == target[1:]
        or label.replace("-", "") == target.replace("-", "")
    ):
        return False
    if label[:-1] in {target, target[:-1]} and not label[-1].isalpha():
        return False
    plural = label in {target + "s", target.removesuffix("s")}
    return not plural and label.rstrip("0123456789") != target.rstrip("0123456789") and one_apart(label, target)


def _slips(label: str) -> Iterator[str]:
    """The label and each of its spellings with one character left out: two names one edit apart share one of them."""
    yield label
    if len(label) <= 40:
        yield from (label[:at] + label[at + 1 :] for at in range(len(label)))


@cache
def _by_slip() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for site in _sites():
        name = site.partition(".")[0]
        for slip in _slips(name) if len(name) >= SHORTEST else ():
            found[slip] = (*found.get(slip, ()), site)
    return found


@cache
def _whole() -> dict[str, str]:
    """Sites by what their whole name is drawn like, as it is and without dots; short names are left out."""
    found: dict[str, str] = {}
    for site in reversed(_sites()):
        if len(site) > LEAST_WHOLE:
            found[idn.skeleton(site)] = site
            if len(parts(site).name) >= LEAST_RUN_TOGETHER:
                found[idn.skeleton(site).replace(".", "")] = site
    return found | {idn.skeleton(name): name for name in facts.table("trusted")}


@cache
def _skeletons() -> dict[str, str]:
    return {idn.skeleton(parts(site).name): site for site in reversed(_sites())}


@cache
def _sites() -> list[str]:
    """The well-known sites that have a name of their own, those first that a person would name."""
    own = (site for site in facts.table("known") if parts(site).registrable == site)
    return sorted(own, key=lambda site: (not site.endswith(".com"), site.count("."), site))
