from datetime import date
from pathlib import Path

import pytest
from aiohttp import web

from policy.packs.entry import Entry
from server.packs.collecting import Wanted, collected
from server.packs.reading import BadSource
from server.packs.sources import Source
from tests.server.packs.published import blocks

FILE = Source(name="File", shape="domains", licence="own", file="own.txt", as_of=date(2026, 3, 20))


def feed(publisher):
    return Source(name="Feed", shape="urls", licence="CC0-1.0", url=publisher.url)


async def test_every_kind_of_source_is_read_and_spoken_of(package, publisher, feeds, tmp_path):
    package.write(255, blocks("||evil.harm.test^"))
    (tmp_path / "own.txt").write_text("b.harm.test\n")
    said = []
    wanted = Wanted(adguard=package.root, sources=((tmp_path, FILE), (Path(), feed(publisher))))
    found = await collected(wanted, feeds, said.append)
    assert [reading.on.name for reading in found[-3:]] == ["AdGuard: Phishing URL Blocklist", "File", "Feed"]
    assert all(reading.on.name.startswith("Shipped: ") for reading in found[:-3])
    assert [sorted(reading.content.entries) for reading in found[-2:]] == [
        [Entry("b.harm.test")],
        [Entry("a.harm.test", "/x", whole=True)],
    ]
    assert found[-1].on.as_of == date(2026, 3, 20)
    assert "AdGuard: this package has no ruleset 259" in said
    assert "File: 1 read, 1 taken" in said


async def test_an_old_copy_is_used_and_said_to_be_one(publisher, feeds):
    said, wanted = [], Wanted(own=False, sources=((Path(), feed(publisher)),))
    await collected(wanted, feeds, said.append)
    publisher.answer = lambda: web.Response(status=503)
    (reading,) = await collected(wanted, feeds, said.append)
    assert (reading.on.as_of, said[1].endswith("the answer was 503; the copy of 2026-03-20 is used")) == (
        date(2026, 3, 20),
        True,
    )


async def test_a_source_that_cannot_be_read_ends_it(feeds, tmp_path):
    with pytest.raises(BadSource, match=r"own\.txt"):
        await collected(Wanted(own=False, sources=((tmp_path, FILE),)), feeds, print)


async def test_nothing_wanted_is_nothing(feeds):
    assert await collected(Wanted(own=False), feeds, print) == []
