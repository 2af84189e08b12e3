"""The start page's numbers are counted, not guessed."""

import pytest
from msgspec.structs import replace

from policy.wire import Preflight
from server.store import accounts, asks, devices, epochs, overview, pupils, tutors
from server.store.entered import NewAccount
from server.store.overview import Devices, Overview, account_counts, condition
from server.store.pupils import NewPupil
from tests.server.store.test_asks import ask


async def enrolled(db, label):
    secret = await devices.make_code(db, "cli", "T1")
    made = await devices.enrol(db, secret, label, "1")
    return await devices.find(db, made.device)


async def numbers(database):
    async with database.reading() as db:
        return await overview.overview(db)


@pytest.fixture
async def office(database):
    async with database.begin() as db:
        await epochs.ensure(db)
        await tutors.add(db, "cli", "T1")
    return database


async def test_an_empty_office_counts_nothing(office):
    assert await numbers(office) == Overview(Devices(0, 0, 0, 0), 0, 0, 0, 0, 0, 0, 0)
    assert not Devices(0, 0, 0, 0).any


async def test_what_tutors_ask_is_counted_once_however_many_ask(office):
    async with office.begin() as db:
        for number in range(2):
            await asks.take(db, await enrolled(db, f"laptop {number}"), ask(f"k{number}"))
    assert (await numbers(office)).asks == 1


async def test_each_device_counts_in_one_condition(office, clock):
    async with office.begin() as db:
        await enrolled(db, "silent")
        gone = await enrolled(db, "gone")
        await devices.revoke(db, "cli", gone.id)
    clock.pass_time(overview.SILENT_AFTER + 1)
    async with office.begin() as db:
        await enrolled(db, "new")
        for label, state in (("well", "watching"), ("drifted", "degraded"), ("lost", "cannot-check")):
            await devices.heard(db, await enrolled(db, label), Preflight(version="1", state=state))
    assert (await numbers(office)).devices == Devices(watching=1, new=1, degraded=2, silent=1)
    assert (await numbers(office)).devices.any


async def test_a_device_is_called_what_it_is(office, clock):
    async with office.begin() as db:
        device = await enrolled(db, "laptop")
        now = db.now
    assert condition(device, now) == "new"
    assert condition(replace(device, state="watching"), now + overview.SILENT_AFTER) == "watching"
    assert condition(replace(device, state="watching"), now + overview.SILENT_AFTER + 1) == "silent"
    assert condition(replace(device, revoked_at=now), now) == "revoked"


async def test_pupils_whom_nothing_recognises_are_counted(office):
    async with office.begin() as db:
        for ref in ("P1", "P2", "P3"):
            await pupils.add(db, "cli", NewPupil(ref=ref))
        for handle in ("one", "two"):
            await accounts.add(db, "cli", "P1", NewAccount(platform="instagram", handle=handle))
        assert await account_counts(db, ["P1", "P2"]) == {"P1": 2, "P2": 0}
    found = await numbers(office)
    assert (found.pupils, found.without_account) == (3, 2)
