"""Accounts that visitors report: each once, sealed, and forgotten when it was dealt with."""

import pytest
from sqlalchemy import select

from server.problem import Invalid, NotFound, TooMany
from server.store import fakes, log, official
from server.store.fakes import Suspicion
from server.store.official import NewOfficial
from server.tables import fakes as table

OLIVE = "admin:olive"


@pytest.fixture
async def db(database):
    async with database.begin() as db:
        yield db


async def told(db, account, platform="", words=""):
    return await fakes.report(db, Suspicion(account=account, platform=platform, words=words))


async def test_the_same_account_is_one_entry_however_it_is_written(db):
    assert await told(db, "https://www.instagram.com/TutorTrain_Help/", words="it asked for a fee")
    assert await told(db, "@tutortrain_help", "instagram")
    (one,) = await fakes.page(db)
    assert (one.platform, one.account, one.words, one.times) == ("instagram", "tutortrain_help", "it asked for a fee", 2)
    await told(db, "tutortrain_help", "instagram", "and again")
    assert [(one.times, one.words) for one in await fakes.page(db)] == [(3, "and again")]
    assert await fakes.waiting(db) == 1


async def test_nothing_of_it_stands_in_clear_in_the_database_or_the_log(db):
    await told(db, "canary_account", "instagram", "canary words")
    (row,) = await db.rows(select(table))
    assert b"canary" not in row.account + row.words
    assert not any("canary" in entry.detail + entry.subject for entry in await log.recent(db))


async def test_an_official_account_is_said_to_be_one_and_not_kept(db):
    await official.add(db, OLIVE, NewOfficial(platform="instagram", handle="tutortrain"))
    assert not await told(db, "instagram.com/tutortrain")
    assert await fakes.page(db) == []


async def test_an_account_elsewhere_is_kept_as_it_was_written(db):
    await told(db, "tutortrain at some forum", "other")
    assert [(one.platform, one.account) for one in await fakes.page(db)] == [("other", "tutortrain at some forum")]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"account": ""}, "account"),
        ({"account": "x" * 301}, "account"),
        ({"account": "two words", "platform": "instagram"}, "account"),
        ({"account": "someone"}, "platform"),
        ({"account": "someone", "platform": "myspace"}, "platform"),
        ({"account": "someone", "platform": "instagram", "words": "x" * 501}, "words"),
    ],
)
async def test_what_is_wrong_is_named(db, wrong, field):
    with pytest.raises(Invalid) as refused:
        await told(db, **wrong)
    assert refused.value.errors[0].field == field


async def test_what_was_dealt_with_can_be_opened_again_and_is_forgotten_after_90_days(database, clock):
    async with database.begin() as db:
        await told(db, "someone", "x")
        (one,) = await fakes.page(db)
        await fakes.close(db, OLIVE, one.id)
        assert (await fakes.page(db), [gone.closed_by for gone in await fakes.page(db, closed=True)]) == ([], [OLIVE])
        await fakes.reopen(db, OLIVE, one.id)
        assert len(await fakes.page(db)) == 1
        await fakes.close(db, OLIVE, one.id)
        for missing in (fakes.close(db, OLIVE, one.id), fakes.reopen(db, OLIVE, "none")):
            with pytest.raises(NotFound):
                await missing
    clock.pass_time(fakes.FORGOTTEN_SECONDS + 1)
    async with database.begin() as db:
        assert await fakes.page(db, closed=True) == []
        await told(db, "another", "x")
        assert [row.platform for row in await db.rows(select(table))] == ["x"], "no longer kept"


async def test_a_flood_is_refused_but_what_is_known_is_still_counted(db, monkeypatch):
    monkeypatch.setattr(fakes, "MOST_OPEN", 1)
    await told(db, "first_one", "instagram")
    with pytest.raises(TooMany):
        await told(db, "second_one", "instagram")
    await told(db, "first_one", "instagram")
    assert [one.times for one in await fakes.page(db)] == [2]
