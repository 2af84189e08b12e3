"""A pack in words: what was read, kept and refused for it, or what stands in it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from policy.packs.lists import ThreatList
from policy.packs.pack import Pack
from policy.packs.packing import Packed
from server.packs.adguard import LICENCE
from server.packs.reading import Reading

NOTICE = (
    "This pack holds lists under GPL-3.0-only: whoever gets it gets them under that licence, with the names of their sources."
)


def of_building(readings: Iterable[Reading], made: Packed) -> Iterator[str]:
    """For each list: licence, date, rules read, entries kept; what was left out, and what was refused."""
    read = {reading.on.name: reading for reading in readings}
    for one in made.lists:
        content = read[one.name].content
        yield f"{one.name}: {one.source}, {one.licence}, {_day(one)}"
        yield f"  {content.count:,} read, {one.hosts:,} hosts and {one.pages:,} pages kept"
        yield from _counts("left out", content.ignored)
        yield from _counts("refused", made.refused[one.name])
    yield from _notice(made.lists)


def of_pack(pack: Pack) -> Iterator[str]:
    """What stands in a pack."""
    head = pack.head
    yield f"{head.name}, serial {head.serial}, newest list of {datetime.fromtimestamp(head.issued, UTC):%Y-%m-%d}"
    yield f"{head.rows:,} rows; signed with the key"
    yield pack.key.hex()
    for one in pack.lists:
        yield f"{one.name}: {one.category}, {one.source}, {one.licence}, {_day(one)}, {one.hosts:,} hosts, {one.pages:,} pages"
    yield from _notice(pack.lists)


def _counts(what: str, reasons: Mapping[str, int]) -> Iterator[str]:
    for why, count in sorted(reasons.items()):
        yield f"  {what}: {count:,} ({why})"


def _day(one: ThreatList) -> str:
    return one.as_of.isoformat() if one.as_of else "date unknown"


def _notice(lists: Iterable[ThreatList]) -> Iterator[str]:
    if any(one.licence == LICENCE for one in lists):
        yield NOTICE
