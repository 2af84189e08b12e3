"""What the name of a site says that it is about: gambling, pornography, drugs and other things that no pupil should be sent to.

Whole words count, read as a person would read them: there is none of these in `sussex`, `scunthorpe` or `gunsmith`. Of a few
words that are part of no other (`*casino*` in facts/links_topics.csv), every occurrence counts. Where the name also says that
the site helps, teaches or researches (`gambling-helpline`), or has a word that gives another meaning (`carbon dating`),
nothing is remarked; nor under a suffix of schools, universities and governments.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from policy.drafts.hashtags import segments
from policy.drafts.links import facts
from policy.drafts.links.structure import TOKENS, chosen
from policy.drafts.links.suffixes import Parts
from policy.drafts.links.verdict import Remark, caution

SAID = {
    "adult": "a site for adults only (7.1)",
    "cheating": "a site that sells pupils' work or false papers",
    "dating": "a dating site, which is for adults only (7.1)",
    "drugs": "a site that sells or praises drugs",
    "gambling": "a site for gambling, which is for adults only (7.1)",
    "hacking": "a site for breaking into other people's devices or accounts",
    "piracy": "a site with copied films, books or programs",
    "smoking": "a site that sells tobacco or vapes",
    "strangers": "a site that pairs strangers; pupils may not use such sites (7.2)",
    "weapons": "a site that sells weapons",
}
EXCUSE = "excuse"
OFFICIAL = frozenset(("ac", "edu", "gob", "gouv", "gov", "k12", "mil", "nhs", "police", "sch"))
BREAKS = re.compile(r"[.-]")
LONGEST = 40  # letters of a run: longer ones are no words


def remarks(host: str, parts: Parts) -> Iterator[Remark]:
    """One remark, if the name says that the site is about such a thing."""
    top = f".{parts.suffix.rpartition('.')[2]}"
    own = chosen(host, parts)
    found = top if top in _kinds() else _found(own) if _hints().search(own) and not _official(parts) else ""
    if found:
        yield caution(f"By its name (“{found.strip('*')}”) it is {SAID[_kinds()[found]]}.")


def _official(parts: Parts) -> bool:
    return not OFFICIAL.isdisjoint(parts.suffix.split("."))


def _found(own: str) -> str:
    """The first entry of the table that the name shows and nothing in it excuses; "" if there is none."""
    words = dict.fromkeys(_words(own))
    if not _excuses().isdisjoint(words):
        return ""
    table = facts.table("topics")
    return next((key for key in _shown(own, words) if not any(word in words for word in table[key].note.split())), "")


def _shown(own: str, words: Collection[str]) -> Iterator[str]:
    """The entries of the table that stand in the name."""
    yield from (f"*{found}*" for found in _anywhere().findall(own))
    for word in words:
        yield from (key for key in _by_word().get(word, ()) if all(part in words for part in key.split()))


def _words(own: str) -> Iterator[str]:
    """The words of a name: its parts as written, and the words that its letters make."""
    yield from BREAKS.split(own)
    for run in TOKENS.findall(own):
        yield run
        if len(run) <= LONGEST:
            yield from segments.words(run)


@cache
def _kinds() -> dict[str, str]:
    """What each entry is about."""
    return {row.key: row.kind for row in facts.table("topics").values() if row.kind != EXCUSE}


@cache
def _excuses() -> frozenset[str]:
    return frozenset(row.key for row in facts.table("topics").values() if row.kind == EXCUSE)


@cache
def _anywhere() -> re.Pattern[str]:
    return facts.alternatives(key.strip("*") for key in _kinds() if key.startswith("*"))


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    """Entries of whole words, by the longest of them."""
    found: dict[str, tuple[str, ...]] = {}
    for key in _kinds():
        longest = max(key.split(), key=len)
        found[longest] = (*found.get(longest, ()), key)
    return found


@cache
def _hints() -> re.Pattern[str]:
    """An expression that finds nothing in most names, so that few have to be read word by word."""
    return facts.alternatives(word.strip("*") for word in _by_word())
