"""Does a host pass itself off as a well-known site? Chromium's published rules for look-alikes, over our own tables.

A host is compared with the well-known ones by what it looks like (skeleton), by one slip of a key (edit distance), and
by a whole name put inside another (`paypal.com.example.net`). Exempt are, as published: the same name under another
suffix, a difference that is only the first character, a trailing number or a hyphen, and short names.
"""

from collections.abc import Iterator
from functools import cache

from policy.drafts.links import facts, idn
from policy.drafts.links.suffixes import Parts, parts

SHORTEST = 6  # below that, names of other people are one key apart everywhere


def like(host: str, own: Parts) -> tuple[str, str]:
    """How a host passes itself off (`drawn`, `inside`, `one key`), and as which site; two empty words if it doesn't."""
    shown = idn.unicode(host)
    if site := _drawn(shown, own):
        return "drawn", site
    if site := _inside(shown, own):
        return "inside", site
    site = _one_key(own)
    return ("one key", site) if site else ("", "")


def _drawn(shown: str, own: Parts) -> str:
    """A site whose name is drawn alike, when the host has letters or digits that were put there for it."""
    label = parts(shown).name if shown.isascii() else idn.unicode(own.registrable).partition(".")[0]
    drawn = idn.skeleton(label)
    site = _skeletons().get(drawn, "")
    return site if site and label != parts(site).name and len(label) >= 4 else ""


def _inside(shown: str, own: Parts) -> str:
    """A site's whole name, suffix and all, in front of the name that counts."""
    tokens = shown.removesuffix(own.hosting or own.suffix).strip(".").replace("-", ".").split(".")[-20:]
    known = facts.table("known")
    for pair in _neighbours(tokens):
        site = known.get(pair)
        if site and len(pair) > 6 and pair != own.registrable:
            return pair
    return ""


def _neighbours(tokens: list[str]) -> Iterator[str]:
    for at in range(len(tokens) - 1):
        yield ".".join(tokens[at : at + 2])
        yield ".".join(tokens[at : at + 3])


def _one_key(own: Parts) -> str:
    """A well-known name one key away."""
    label = own.registrable.partition(".")[0]
    if len(label) < SHORTEST or own.hosting or own.registrable in facts.table("known"):
        return ""
    return next(
        (site for slip in _slips(label) for site in _by_slip().get(slip, ()) if _meant(label, site.partition(".")[0])), ""
    )


def _meant(label: str, target: str) -> bool:
    """Is the difference one of those that a look-alike has, and strangers' names have not?"""
    if label == target or abs(len(label) - len(target)) > 1 or len(target) < SHORTEST:
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
    return label.rstrip("0123456789") != target.rstrip("0123456789") and label + "s" != target and label != target + "s"


def _slips(label: str) -> Iterator[str]:
    """The label and each of its spellings with one character left out: two names one edit apart share one of them."""
    yield label
    if len(label) <= 40:
        yield from (label[:at] + label[at + 1 :] for at in range(len(label)))


@cache
def _by_slip() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for site in _sites():
        for slip in _slips(site.partition(".")[0]):
            found[slip] = (*found.get(slip, ()), site)
    return found


@cache
def _skeletons() -> dict[str, str]:
    return {idn.skeleton(parts(site).name): site for site in reversed(_sites())}


@cache
def _sites() -> list[str]:
    """The well-known sites that have a name of their own, those first that a person would name."""
    own = (site for site in facts.table("known") if parts(site).registrable == site)
    return sorted(own, key=lambda site: (not site.endswith(".com"), site.count("."), site))
