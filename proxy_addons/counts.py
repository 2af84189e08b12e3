"""Identical events as one with a count: what is left of them when too much waits for the office (design 4.4).

Whatever carries the tutor's own words stays as it is, for a reason is evidence; so do reviews and questions, of which there
are never many.
"""

from collections.abc import Hashable, Iterable, Iterator

import msgspec

from policy.incident import Event, Health
from proxy_addons.letters import Letter


def counted(entries: Iterable[tuple[int, Letter]]) -> Iterator[tuple[list[int], Event | Health]]:
    """For each lot of identical entries: their numbers, in order, and the one entry that stands for all of them."""
    lots: dict[Hashable, list[tuple[int, Event | Health]]] = {}
    for number, entry in entries:
        if isinstance(entry, Health) or (isinstance(entry, Event) and not entry.reason):
            lots.setdefault(_sameness(entry), []).append((number, entry))
    for lot in lots.values():
        if len(lot) > 1:
            count = sum(entry.count for _, entry in lot)
            yield [number for number, _ in lot], msgspec.structs.replace(lot[0][1], count=count)


def _sameness(entry: Event | Health) -> Hashable:
    if isinstance(entry, Health):
        return (entry.kind, entry.platform, entry.detail)
    return (entry.clause, entry.platform, entry.act, entry.action, entry.outcome, entry.standing, entry.subject, entry.family)
