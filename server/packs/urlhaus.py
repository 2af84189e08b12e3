"""URLhaus' CSV: comments after `#`, then nine quoted columns, the third of which is the URL."""

import csv
from collections.abc import Iterator

from server.packs.reading import BadSource, Content, Item, gathered, of_url
from server.packs.text import stamp

COLUMNS = ("id", "dateadded", "url", "url_status", "last_online", "threat", "tags", "urlhaus_link", "reporter")
URL = COLUMNS.index("url")


def urlhaus(text: str, file: str) -> Content:
    """Every URL, whether it answers at the moment or not."""
    return gathered(file, _items(text, file), stamp(text))


def _items(text: str, file: str) -> Iterator[Item]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        row = next(csv.reader([line], skipinitialspace=True))
        if len(row) != len(COLUMNS):
            raise BadSource(f"{file}, line {number}: {len(row)} columns instead of {len(COLUMNS)}")
        if row[0] != COLUMNS[0]:
            yield number, of_url(row[URL])
