"""PhishTank's JSON: an array of objects; what was not verified, or is gone, is left out."""

from collections.abc import Iterator
from datetime import date

import msgspec

from server.packs.reading import BadSource, Content, Item, gathered, of_url

UNVERIFIED = "not verified, or no longer online"


class Phish(msgspec.Struct, frozen=True):
    url: str
    verified: str = "yes"
    online: str = "yes"
    submission_time: str = ""
    verification_time: str = ""


def phishtank(text: str, file: str) -> Content:
    """Every verified URL; the list is of the day of its newest row."""
    try:
        rows = msgspec.json.decode(text, type=list[Phish])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BadSource(f"{file}: {error}") from error
    return gathered(file, _items(rows), max(filter(None, map(_day, rows)), default=None))


def _items(rows: list[Phish]) -> Iterator[Item]:
    for number, row in enumerate(rows, 1):
        yield number, of_url(row.url) if row.verified == row.online == "yes" else UNVERIFIED


def _day(row: Phish) -> date | None:
    try:
        return date.fromisoformat((row.verification_time or row.submission_time)[:10])
    except ValueError:
        return None
