"""What this repository may ship itself: the fact tables of link shorteners and anonymous sites, each with its own licence.

Devices have these tables anyway; in a pack they show what a company passes on, and keep other programs' readers happy.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from policy.drafts.links import facts
from policy.packs.entry import host_entry
from policy.packs.lists import Category, ThreatList
from server.packs.reading import NO_ADDRESS, Item, Reading, gathered

CATEGORIES = {"shortener": ("link shorteners", Category.SHORTENER), "anonymous": ("anonymous sites", Category.ANONYMOUS)}


def shipped() -> Iterator[Reading]:
    """A list for each source of each kind, of the day of its newest row."""
    hosts: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
    days: dict[tuple[str, str, str], str] = defaultdict(str)
    for number, row in enumerate(facts.rows("places"), 2):
        if row["kind"] in CATEGORIES:
            key = row["kind"], row["source"], row["licence"]
            hosts[key].append((number, host_entry(row["key"]) or NO_ADDRESS))
            days[key] = max(days[key], row["as_of"])
    for (kind, source, licence), items in sorted(hosts.items()):
        words, category = CATEGORIES[kind]
        as_of = date.fromisoformat(days[kind, source, licence])
        on = ThreatList(f"Shipped: {words} ({source})", category, source, licence, as_of)
        yield Reading(on, gathered("links_places.csv", items, as_of))
