"""What the checks rest on: every fact table with its sources, licences, dates and number of rows, for people to read."""

import csv
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

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
