"""The oracle's keys over time."""

import pytest
from sqlalchemy import select

from server.keys import Keys
from server.settings import Unusable
from server.store import accounts, epochs, log, meta
from server.store.db import Database
from server.tables import epochs as epoch_table
from server.tables import pseudonyms
from tests.server.made import HANDLE, ID, account, pupil, subject


async def test_a_new_office_gets_its_first_epoch_once(database):
    async with database.reading() as db:
        with pytest.raises(LookupError):
            await epochs.current(db)
    for _ in range(2):
        async with database.begin() as db:
            await epochs.ensure(db)
    async with database.reading() as db:
        assert await epochs.current(db) == 1
        assert len(await db.rows(select(epoch_table))) == 1
        assert len(await epochs.public_key(db, 1)) == 32


async def test_a_key_file_that_belongs_to_another_database_is_said_plainly(registry, clock):
    other = Database(registry.url, Keys(bytes([9]) * 32, registry.keys.signer), clock=clock)
    with pytest.raises(Unusable, match="does not belong"):
        async with other.begin() as db:
            await epochs.ensure(db)
    await other.close()


async def test_after_a_rotation_both_keys_answer_for_ten_minutes_and_then_one(registry, clock):
    async with registry.begin() as db:
        assert await epochs.rotate(db, "cli") == 2
    for seconds, old in ((0, True), (epochs.OVERLAP_SECONDS - 1, True), (1, False)):
        clock.pass_time(seconds)
        async with registry.reading() as db:
            assert (await epochs.usable(db, 1), await epochs.usable(db, 2)) == (old, True)
            assert not await epochs.usable(db, 3)


async def test_another_process_s_rotation_is_seen(registry, clock):
    other = Database(registry.url, registry.keys, clock=clock)
    async with other.begin() as db:
        await epochs.rotate(db, "cli")
    await other.close()
    async with registry.reading() as db:
        assert await epochs.current(db) == 2
    assert 2 in registry.oracle


async def test_every_account_has_new_pseudonyms_and_old_ones_still_lead_to_it(registry):
    async with registry.begin() as db:
        await pupil(db)
        kept = await account(db)
        before = await subject(db, id=ID)
        await epochs.rotate(db, "cli")
        after = await subject(db, id=ID)
        assert before != after
        for epoch, hexed in ((1, before), (2, after)):
            assert [hit.id for hit in await accounts.by_pseudonym(db, epoch, bytes.fromhex(hexed))] == [kept.key]
        assert not await accounts.by_pseudonym(db, 2, bytes.fromhex(before))
        assert (await log.recent(db))[0].kind == "key:rotated"


async def test_pseudonyms_of_an_epoch_that_no_device_can_still_speak_of_are_forgotten(registry, clock):
    async with registry.begin() as db:
        await pupil(db)
        await account(db)
        await epochs.rotate(db, "cli")
    clock.pass_time(epochs.OVERLAP_SECONDS + epochs.TRACE_SECONDS + 1)
    async with registry.begin() as db:
        await epochs.rotate(db, "cli")
        rows = await db.rows(select(pseudonyms.c.epoch).order_by(pseudonyms.c.epoch))
    assert [row.epoch for row in rows] == [2, 3]


async def test_a_rotation_is_something_to_publish(registry):
    async with registry.reading() as db:
        before = await meta.number(db, meta.CHANGE)
    async with registry.begin() as db:
        await epochs.rotate(db, "cli")
    async with registry.reading() as db:
        assert await meta.number(db, meta.CHANGE) == before + 1


async def test_an_account_without_an_id_has_no_pseudonym_for_it(registry):
    async with registry.begin() as db:
        await pupil(db)
        kept = await account(db, id="")
        by_id, by_handle = epochs.pseudonyms_of(db, 1, kept.account)
    assert by_id is None
    assert by_handle.hex() == await _subject(registry)


async def _subject(registry):
    async with registry.reading() as db:
        return await subject(db, handle=HANDLE)
