"""What the checks rest on: every fact table and threat list with its source, licence, date and count, for people to read."""

import csv
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

from policy.packs.pack import Pack

COLUMNS = ("source", "licence", "as_of")


def sources() -> Iterator[str]:
    """A line for each source of each table that carries a licence: table, source, licence, date, count."""
    for table in sorted(files("policy.facts").iterdir(), key=lambda file: file.name):
        if table.name.endswith(".csv"):
            rows = csv.DictReader(table.read_text("utf-8").splitlines())
            counts = Counter(tuple(row.get(column) or "" for column in COLUMNS) for row in rows)
            for (source, licence, as_of), count in sorted(counts.items()):
                if licence:
                    yield f"{table.name.removesuffix('.csv')}\t{source}\t{licence}\t{as_of}\t{count}"


def lists(packs: tuple[Pack, ...]) -> Iterator[str]:
    """A line for each list of each pack, in the same columns."""
    for pack in packs:
        for one in pack.lists:
            as_of = one.as_of.isoformat() if one.as_of else "unknown"
            yield f"{pack.head.name}: {one.name}\t{one.source}\t{one.licence}\t{as_of}\t{one.hosts + one.pages}"
