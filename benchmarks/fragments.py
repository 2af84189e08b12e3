"""Which fragments of words do the names of phishing hosts share, and those of harmless ones not?

Phishing joins words without a hyphen, in every language, and misspells them (`verif`, `livraison`, `ledgr`): neither a list of
whole words nor one person's knowledge has them. A fragment is taken if many different sites have it, several times as often
as harmless ones. Not taken: everyday words, whose fault it is not (`capital`, `japan`), and what belongs to a well-known
name, which is judged by whose it is.
"""

from collections import Counter
from collections.abc import Collection, Iterable

from policy.drafts.links import facts, structure
from policy.drafts.links.suffixes import parts

SHORTEST, LONGEST = 5, 10
LEAST, TIMES = 15, 6.0  # sites that have it; how many times as often as harmless ones
DOUBT = 2  # harmless sites that were not seen


def chosen(bad: Iterable[str], good: Iterable[str], everyday: Collection[str]) -> list[str]:
    """The fragments, the most telling first: long ones that many sites have. None is nearly the same as another."""
    bad, good = set(bad), set(good)
    seen = _sites(bad)
    shared = {fragment: count for fragment, count in seen.items() if count >= LEAST and not _spoken_for(fragment, everyday)}
    harmless = _sites(good, shared.keys())
    found: list[str] = []
    for fragment, count in sorted(shared.items(), key=lambda one: (-one[1] * len(one[0]), one[0])):
        often = count / len(bad) >= TIMES * (harmless[fragment] + DOUBT) / len(good)
        if often and not any(_nearly(fragment, other) for other in found):
            found.append(fragment)
    return found


def _nearly(one: str, other: str) -> bool:
    """Is one inside the other, but for a letter at one end?"""
    return one[1:] in other or one[:-1] in other or other in one


def _spoken_for(fragment: str, everyday: Collection[str]) -> bool:
    brands = (name for name in facts.brands() if len(name) >= SHORTEST)
    return fragment in everyday or any(fragment in name or name in fragment for name in brands)


def _sites(hosts: Iterable[str], only: Collection[str] | None = None) -> Counter[str]:
    """How many sites have each fragment; a site with a thousand hosts counts once."""
    names: dict[str, set[str]] = {}
    for host in hosts:
        own = parts(host)
        names.setdefault(own.site or own.registrable, set()).update(structure.TOKENS.findall(structure.chosen(host, own)))
    return Counter(part for words in names.values() for part in {part for word in words for part in _parts(word, only)})


def _parts(word: str, only: Collection[str] | None) -> Iterable[str]:
    for start in range(len(word) - SHORTEST + 1):
        for end in range(start + SHORTEST, min(len(word), start + LONGEST) + 1):
            if only is None or word[start:end] in only:
                yield word[start:end]
