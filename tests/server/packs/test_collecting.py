from datetime import date
from pathlib import Path

import pytest

from policy.packs.entry import Entry
from server.packs.collecting import Wanted, collected
from server.packs.feed import Copy, Fetched
from server.packs.reading import BadSource
from server.packs.sources import Source
from tests.server.packs.published import blocks

FEED = Source(name="Feed", shape="urls", licence="CC0-1.0", url="https://feeds.example/urls")
FILE = Source(name="File", shape="domains", licence="own", file="own.txt", as_of=date(2026, 3, 20))


class Shelf:
    """Feeds that were fetched before."""

    def __init__(self, failure=""):
        self.failure = failure

    async def fetch(self, url):
        return Fetched(Copy(url, date(2026, 3, 19), b"https://a.harm.test/x\n"), self.failure)


class Words(list):
    def __call__(self, line):
        self.append(line)


async def test_every_kind_of_source_is_read_and_spoken_of(package, tmp_path):
    package.write(255, blocks("||evil.harm.test^"))
    (tmp_path / "own.txt").write_text("b.harm.test\n")
    said = Words()
    wanted = Wanted(adguard=package.root, sources=((tmp_path, FILE), (Path(), FEED)))
    found = await collected(wanted, Shelf(), said)
    assert [reading.on.name for reading in found[-3:]] == ["AdGuard: Phishing URL Blocklist", "File", "Feed"]
    assert all(reading.on.name.startswith("Shipped: ") for reading in found[:-3])
    assert [sorted(reading.content.entries) for reading in found[-2:]] == [
        [Entry("b.harm.test")],
        [Entry("a.harm.test", "/x", whole=True)],
    ]
    assert found[-1].on.as_of == date(2026, 3, 19)
    assert "AdGuard: this package has no ruleset 259" in said
    assert "File: 1 read, 1 taken" in said


async def test_an_old_copy_is_used_and_said_to_be_one():
    said = Words()
    await collected(Wanted(own=False, sources=((Path(), FEED),)), Shelf("it is down"), said)
    assert said[0] == "it is down; the copy of 2026-03-19 is used"


async def test_a_source_that_cannot_be_read_ends_it(tmp_path):
    with pytest.raises(BadSource, match=r"own\.txt"):
        await collected(Wanted(own=False, sources=((tmp_path, FILE),)), Shelf(), Words())


async def test_nothing_wanted_is_nothing():
    assert await collected(Wanted(own=False), Shelf(), Words()) == []
