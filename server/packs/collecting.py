"""Every list that goes into a pack, read one after the other, with a word for whoever waits."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import msgspec

from server.packs.adguard import adguard, missing
from server.packs.feed import Feeds
from server.packs.reading import Reading
from server.packs.shapes import content, of_file
from server.packs.shipped import shipped
from server.packs.sources import Source

type Say = Callable[[str], None]


class Wanted(msgspec.Struct, frozen=True):
    """What goes in. `sources`: with the folder in which their files lie."""

    own: bool = True
    adguard: Path | None = None
    sources: tuple[tuple[Path, Source], ...] = ()


async def collected(wanted: Wanted, feeds: Feeds, say: Say) -> list[Reading]:
    """All the lists. Raises BadSource."""
    found = []
    async for reading in _readings(wanted, feeds, say):
        count = len(reading.content.entries)
        say(f"{reading.on.name}: {reading.content.count:,} read, {count:,} taken")
        found.append(reading)
    return found


async def _readings(wanted: Wanted, feeds: Feeds, say: Say) -> AsyncIterator[Reading]:
    for reading in shipped() if wanted.own else ():
        yield reading
    if wanted.adguard:
        for reading in adguard(wanted.adguard):
            yield reading
        for number in missing(wanted.adguard):
            say(f"AdGuard: this package has no ruleset {number}")
    for folder, source in wanted.sources:
        yield await _read(folder, source, feeds, say)


async def _read(folder: Path, source: Source, feeds: Feeds, say: Say) -> Reading:
    if source.file:
        return source.reading(of_file(source.shape, folder / source.file))
    fetched = await feeds.fetch(source.url, lambda body: content(source.shape, body, source.url))
    if fetched.failure:
        say(f"{fetched.failure}; the copy of {fetched.copy.day} is used")
    read = content(source.shape, fetched.copy.body, source.url)
    return source.reading(read if read.as_of else msgspec.structs.replace(read, as_of=fetched.copy.day))
