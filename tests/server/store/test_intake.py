"""Exactly once, whatever is repeated; about pupils, and nobody else."""

import pytest
from sqlalchemy import text

from policy.wire import Events
from server.store import devices, epochs, health, incidents, intake, reviews
from tests.server.made import AT, HANDLE, ID, REASON, account, device, event, pupil, review, subject
from tests.server.made import health as report

STRANGER = "ab" * 16


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        await pupil(db)
        await account(db)
        yield db


@pytest.fixture
async def mine(db):
    return (await device(db))[0]


async def test_what_is_sent_again_is_held_and_not_counted_again(db, mine):
    sent = Events(
        events=(event(await subject(db, id=ID)),),
        reviews=(review(await subject(db, handle=HANDLE), id="5"),),
        health=(report(),),
    )
    for _ in range(3):
        assert await intake.take(db, mine, sent) == ["k1", "r1", "h1"]
    (incident,) = await incidents.page(db)
    assert (incident.pupil, incident.count) == ("P1", 1)
    assert len(await reviews.open_ones(db)) == 1
    assert len(await health.page(db)) == 1


async def test_the_same_key_twice_in_one_batch_is_taken_once(db, mine):
    one = event(await subject(db, id=ID))
    assert await intake.take(db, mine, Events(events=(one, one))) == ["k1"]
    assert (await incidents.page(db))[0].count == 1


async def test_another_device_s_key_does_not_swallow_mine(db, mine):
    other, _ = await device(db)
    one = event(await subject(db, id=ID))
    await intake.take(db, other, Events(events=(one,)))
    await intake.take(db, mine, Events(events=(one,)))
    assert len(await incidents.page(db)) == 2


async def test_of_somebody_who_is_no_pupil_nothing_is_kept_but_that_there_was_one(db, mine):
    sent = Events(events=(event(STRANGER, reason=REASON),), reviews=(review(STRANGER, id="123456"),))
    for _ in range(2):
        assert await intake.take(db, mine, sent) == ["k1", "r1"]
    assert (await incidents.page(db), await reviews.open_ones(db)) == ([], [])
    assert sorted(row.kind for row in await health.page(db)) == ["no pupil", "no pupil"]
    tables = [row[0] for row in await db.rows(text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
    dump = [tuple(row) for table in tables for row in await db.rows(text(f"SELECT * FROM {table}"))]
    assert STRANGER not in repr(dump)
    assert bytes.fromhex(STRANGER) not in [value for row in dump for value in row]


async def test_a_pupil_s_pseudonym_under_another_platform_is_nobody(db, mine):
    await intake.take(db, mine, Events(events=(event(await subject(db, id=ID), platform="discord"),)))
    assert await incidents.page(db) == []


async def test_an_event_from_before_the_key_changed_still_finds_its_pupil(db, mine):
    before = await subject(db, id=ID)
    await epochs.rotate(db, "cli")
    await intake.take(db, mine, Events(events=(event(before, epoch=1),)))
    assert (await incidents.page(db))[0].pupil == "P1"


@pytest.mark.parametrize("wrong", [
    {"subject": "xyz"}, {"subject": ""}, {"incident": ""}, {"incident": "a b"}, {"platform": "hello there!"},
    {"act": "Hi, see you at 8?"}, {"count": 0}, {"count": 10**9}, {"at": 0}, {"at": 10**11}, {"reason": "x" * 301},
])  # fmt: skip
async def test_an_event_that_cannot_be_is_settled_and_only_counted(db, mine, wrong):
    sent = event(await subject(db, id=ID), **wrong)
    assert await intake.take(db, mine, Events(events=(sent,))) == ["k1"]
    assert await incidents.page(db) == []
    assert [row.kind for row in await health.page(db)] == ["unreadable"]


@pytest.mark.parametrize("key", ["", "x" * 65, "a b", "ü"])
async def test_a_key_that_cannot_be_is_not_settled(db, mine, key):
    assert await intake.take(db, mine, Events(events=(event(await subject(db, id=ID), key),), health=(report(key),))) == []
    assert (await incidents.page(db), list(await health.page(db))) == ([], [])


async def test_a_review_of_an_unknown_kind_is_only_counted(db, mine):
    await intake.take(db, mine, Events(reviews=(review(await subject(db, handle=HANDLE), kind="gossip"),)))
    assert [row.kind for row in await health.page(db)] == ["unreadable"]


async def test_a_shared_account_s_news_is_proposed_for_each_pupil(db, mine):
    await pupil(db, "P2")
    await account(db, "P2", id="")
    await intake.take(db, mine, Events(reviews=(review(await subject(db, handle=HANDLE), id="5", at=AT),)))
    assert sorted(one.pupil for one in await reviews.open_ones(db)) == ["P1", "P2"]


async def test_a_device_that_says_that_it_left_is_let_go(db, mine):
    await intake.take(db, mine, Events(health=(report(kind="left", platform="", detail=""),)))
    assert (await devices.find(db, mine.id)).revoked_at == db.now
