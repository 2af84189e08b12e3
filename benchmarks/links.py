"""How good are link verdicts on sites that nobody had listed yet? And where their weights come from.

    python -m benchmarks.links fit     --older DIR --old DIR --popular DIR --sites DIR --academic DIR --homes FILE
    python -m benchmarks.links measure --old DIR --new DIR --popular DIR --sites DIR --academic DIR --homes FILE

Each DIR is an unpacked package, FILE a listing (link_lists.py says which). `fit` writes facts/links_pairs.csv and
facts/links_weights.csv from the older lists and one half of the harmless hosts; it never sees what `measure` counts: hosts
that are only in the later list, and the other half. Hosts that the old list has and the older one has not count twice: what
fraud looks like changes. A quarter of the harmless hosts are fitted with a label in front, as people link them; home pages
count twice, and four times on free hosts, since they are the only list of honest sites there.
"""

import argparse
import csv
import math
import random
import re
from collections import Counter
from functools import partial
from itertools import pairwise
from pathlib import Path

from benchmarks import fragments, link_lists, odds
from policy.drafts.evidence import Evidence
from policy.drafts.hashtags import tables
from policy.drafts.links import facts, structure
from policy.drafts.links.judge import judge
from policy.drafts.links.model import MACHINES
from policy.drafts.links.suffixes import parts

FACTS = Path(facts.__file__).parents[2] / "facts"
COLUMNS = ("key", "kind", "note", "source", "licence", "as_of")
AS_OF = "2026-11-23"
EVERYDAY = [
    "blog",
    "shop",
    "news",
    "my",
    "forum",
    "support",
    "docs",
    "en",
    "m",
    "app",
    "login",
    "mail",
    "help",
    "store",
    "portal",
    "learn",
    "library",
    "students",
    "uk",
    "media",
]
MOST = {"word:": 1.5, facts.INSIDE: 1.5, "top:": 2.35}  # so that no word and no suffix alone makes a name doubtful
ORDINARY = frozenset(  # a weight here would weigh on everybody
    (*(f"top:{top}" for top in ("com", "org", "net", "uk", "edu")), *(f"word:{word}" for word in facts.words("words")))
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("fit", "measure"))
    for name in ("older", "old", "new", "popular", "sites", "academic", "homes"):
        parser.add_argument(f"--{name}", type=Path)
    given = parser.parse_args()
    harmless = {
        "popular": link_lists.popular(given.popular),
        "sites": link_lists.sites(given.sites),
        "academic": [host for host in link_lists.academic(given.academic) if not host.endswith(link_lists.RESTRICTED)],
        "home pages": link_lists.homepages(given.homes),
    }
    if given.what == "fit":
        older, old = link_lists.blocked(given.older), link_lists.blocked(given.old)
        bad = sorted([*(older | old), *(old - older)])
        fit(bad, {name: link_lists.halves(hosts)[0] for name, hosts in harmless.items()})
    else:
        new = link_lists.blocked(given.new) - link_lists.blocked(given.old) - link_lists.blocked(given.older)
        restricted = [host for host in link_lists.academic(given.academic) if host.endswith(link_lists.RESTRICTED)]
        groups = {name: link_lists.halves(hosts)[1] for name, hosts in harmless.items()}
        scam = link_lists.blocked(given.new, link_lists.SCAM)
        hosted = [host for host in groups["home pages"] if parts(host).hosting]
        measure({"new phishing": sorted(new), "scam": sorted(scam), **groups, "of them, on free hosts": hosted,
                 "most popular 2,000": harmless["popular"][:2000], "UK restricted": restricted})  # fmt: skip


def fit(bad: list[str], good: dict[str, list[str]]) -> None:
    write("pairs", "bits", "names of popular sites", pairs(good["popular"]))
    facts.pairs.cache_clear()
    facts.table.cache_clear()
    chance = random.Random(7)
    linked = [*in_posts(good["popular"], chance), *good["sites"], *in_posts(good["academic"][::2], chance)]
    hosted = [host for host in good["home pages"] if parts(host).hosting]
    linked = [*linked, *good["home pages"] * 2, *hosted * 2]
    linked = [host for host in linked if not parts(host).hosting.endswith(MACHINES)]
    everyday = tables.words().keys() - facts.words("lures")
    found = fragments.chosen(bad, [host for hosts in good.values() for host in hosts], everyday)
    signals = partial(shown, fragments=re.compile(f"(?=({'|'.join(found)}))"))
    weights = odds.fit(map(signals, bad), map(signals, linked), ORDINARY)
    weights = {name: min(weight, MOST.get(f"{name.partition(':')[0]}:", weight)) for name, weight in weights.items()}
    write("weights", "weight", "benchmarks/links.py fit", {name: f"{weight:.2f}" for name, weight in weights.items()})
    print(f"{len(weights)} weights from {len(bad)} phishing and {len(linked)} harmless hosts")


def shown(host: str, fragments: re.Pattern[str]) -> odds.Signals:
    """What a host shows, with these fragments in the place of those that have a weight now."""
    own = parts(host)
    others = (signal for signal in structure.signals(host, own) if not signal.startswith(facts.INSIDE))
    return (*others, *(facts.INSIDE + found for found in fragments.findall(structure.chosen(host, own))))


def pairs(hosts: list[str]) -> dict[str, str]:
    """How surprising a character is after another, in bits, with some doubt about what was seldom seen."""
    names = [parts(host).name for host in hosts]
    both = Counter(one + two for name in names for one, two in pairwise(name))
    first = Counter(one for name in names for one in name[:-1])
    return {pair: f"{-math.log2(count / (first[pair[0]] + 40)):.1f}" for pair, count in both.items()}


def in_posts(hosts: list[str], chance: random.Random) -> list[str]:
    """Hosts as people link them: some with an everyday word in front, a few with any word."""
    words = [parts(host).name for host in hosts]
    found = []
    for host in hosts:
        draw = chance.random()
        front = chance.choice(EVERYDAY) if draw < 0.2 else chance.choice(words) if draw < 0.26 else ""
        found.append(f"{front}.{host}" if front else host)
    return found


def write(table: str, kind: str, source: str, notes: dict[str, str]) -> None:
    with (FACTS / f"links_{table}.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows((key, kind, note, source, "Apache-2.0", AS_OF) for key, note in sorted(notes.items()))


def measure(groups: dict[str, list[str]]) -> None:
    print(f"{'host only':22}{'hosts':>8}{'danger':>10}{'or caution':>12}{'reputable':>11}")
    for name, hosts in groups.items():
        verdicts = Counter(judge(f"https://{host}", Evidence()).level.word for host in hosts)
        danger, caution = verdicts["danger"], verdicts["danger"] + verdicts["caution"]
        shares = "".join(
            f"{count / len(hosts):{width}.2%}" for count, width in ((danger, 10), (caution, 12), (verdicts["reputable"], 11))
        )
        print(f"{name:22}{len(hosts):8}{shares}")


if __name__ == "__main__":
    main()
