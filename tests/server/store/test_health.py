"""Reports are cut down to words that a device's own lists could hold."""

import pytest

from server.store import health
from tests.server.made import device
from tests.server.made import health as report


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        yield db


async def test_a_report_is_kept(db):
    mine, _ = await device(db)
    await health.keep(db, mine.id, report(count=3))
    (row,) = await health.page(db, device=mine.id)
    assert (row.kind, row.platform, row.detail, row.times) == ("drift", "instagram", "inbox", 3)


@pytest.mark.parametrize(("said", "kept"), [
    ({"kind": "gossip"}, ("other", "instagram", "inbox")),
    ({"platform": "see you at <8>"}, ("drift", "", "inbox")),
    ({"detail": "hi! meet me\nlater?"}, ("drift", "instagram", "")),
    ({"detail": "x" * 81}, ("drift", "instagram", "")),
])  # fmt: skip
async def test_words_that_no_list_of_ours_holds_are_dropped(db, said, kept):
    mine, _ = await device(db)
    await health.keep(db, mine.id, report(**said))
    (row,) = await health.page(db)
    assert (row.kind, row.platform, row.detail) == kept


async def test_what_is_only_counted_has_a_moment_and_a_kind_and_nothing_else(db):
    mine, _ = await device(db)
    await health.count(db, mine.id, "k1", health.NO_PUPIL)
    (row,) = await health.page(db, since=db.now)
    assert (row.kind, row.platform, row.detail, row.times, row.at) == ("no pupil", "", "", 1, db.now)
    assert await health.page(db, since=db.now + 1) == []


async def test_gaps_are_summed_over_devices_and_days_without_what_is_no_gap(db):
    mine, _ = await device(db)
    await health.keep(db, mine.id, report(key="k1", count=3, at=db.now - 60))
    await health.keep(db, mine.id, report(key="k2", count=2, at=db.now))
    await health.keep(db, mine.id, report(key="k3", kind="holds"))
    await health.keep(db, mine.id, report(key="k4", detail="threads", at=db.now - 9_000_000))
    assert await health.gaps(db, since=db.now - 3600) == [health.Gap("drift", "instagram", "inbox", 5, 1, db.now)]
