"""Transactions: all or nothing, one writer at a time, and nothing in clear in the file."""

import asyncio

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from server.settings import Unusable
from server.store import incidents, log, meta, reviews, tutors
from server.store.db import Database, checked_url
from server.store.log import Kind
from server.tables import accounts as account_table
from tests.server.made import BORN_2010, HANDLE, ID, NAME, REASON, account, device, event, pupil, review, subject

FULL = 2  # as SQLite numbers it


async def test_a_transaction_that_raises_leaves_nothing_behind(registry):
    async def half_way():
        async with registry.begin() as db:
            await pupil(db)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await half_way()
    async with registry.reading() as db:
        assert await log.recent(db) == []
        assert await meta.number(db, meta.CHANGE) == 1  # the first epoch's


async def test_who_changes_what_devices_hold_is_heard_after_the_commit(registry):
    heard = []
    registry.on_change.append(lambda: heard.append("change"))
    async with registry.begin() as db:
        await pupil(db)
        assert heard == []
    async with registry.begin() as db:
        await log.write(db, "cli", Kind.RECORD_READ, "pupil:P1")
    assert heard == ["change"]


async def test_writers_wait_for_each_other_instead_of_failing(registry):
    async def write(number):
        async with registry.begin() as db:
            await log.write(db, f"writer:{number}", Kind.RECORD_READ, "pupil:P1")

    await asyncio.gather(*(write(number) for number in range(20)))
    async with registry.reading() as db:
        assert await log.verify(db) == 20


async def test_a_reader_sees_one_state_while_others_write(registry):
    async with registry.reading() as reader:
        assert await log.recent(reader) == []
        async with registry.begin() as db:
            await pupil(db)
        assert await log.recent(reader) == []


async def test_the_database_keeps_its_own_promises(registry):
    row = {"id": "a", "pupil": "nobody", "platform": "instagram", "source": "admin", "created_at": 1, "updated_at": 1}
    async with registry.begin() as db:
        with pytest.raises(IntegrityError):
            await db.run(insert(account_table).values(row))
    async with registry.reading() as db:
        assert await db.value(text("PRAGMA journal_mode")) == "wal"


async def test_a_commit_of_an_office_is_on_the_disk_when_it_returns(registry, clock):
    office = Database(registry.url, registry.keys, clock=clock)
    async with office.begin() as db:
        assert await db.value(text("PRAGMA synchronous")) == FULL
    await office.close()


async def test_no_handle_name_id_birthday_or_reason_stands_in_the_files_in_clear(registry, tmp_path):
    async with registry.begin() as db:
        first, last = NAME.split()
        await pupil(db, first_name=first, last_name=last, date_of_birth=BORN_2010)
        kept = await account(db)
        await tutors.add(db, "cli", "T1", "Tarquin Tutorson")
        mine, token = await device(db)
        one = event(await subject(db, id=ID), reason=REASON)
        number = await incidents.record(db, mine.id, "T1", "P1", one)
        await reviews.propose(db, mine.id, review(await subject(db, handle=HANDLE), id="4455667788"), kept.key)
        assert (await incidents.find(db, number)).reason == REASON
    await registry.close()
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"CREATE TABLE" in files
    for clear in (HANDLE, ID, first, last, "2010-05-01", REASON, "Tarquin", "4455667788", token):
        assert clear.encode() not in files


@pytest.mark.parametrize("url", ["postgresql+asyncpg://office/db", "no address", ""])
def test_another_database_than_sqlite_is_refused_plainly(url):
    with pytest.raises(Unusable):
        checked_url(url)


def test_an_sqlite_address_gets_the_driver_that_we_use():
    assert checked_url("sqlite:////tmp/a.db") == "sqlite+aiosqlite:////tmp/a.db"


async def test_two_databases_have_oracles_of_their_own(registry, clock):
    other = Database(registry.url, registry.keys, clock=clock)
    assert 1 in registry.oracle
    assert 1 not in other.oracle
    await other.close()
