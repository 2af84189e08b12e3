"""Devices: in by a code, once; known by a token; out when they are revoked."""

import pytest

from policy.wire import Held, Preflight
from server.problem import NotFound, Unauthorised
from server.store import devices, log, tutors
from tests.server.made import device


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        await tutors.add(db, "cli", "T1")
        yield db


async def test_a_code_makes_one_device_and_its_token_is_known(db):
    secret = await devices.make_code(db, "cli", "T1")
    made = await devices.enrol(db, secret, "lap\ntop" + "x" * 100, "0.1.0")
    found = await devices.authenticate(db, made.token)
    assert (found.id, found.tutor, found.label, found.state) == (made.device, "T1", "laptop" + "x" * 54, "new")
    assert [row.kind for row in await log.recent(db, limit=2)] == ["device:enrolled", "enrolment code:made"]
    with pytest.raises(Unauthorised):
        await devices.enrol(db, secret, "again", "0.1.0")


@pytest.mark.parametrize("secret", ["", "wrong", "\ud800", "x" * 5000])
async def test_a_wrong_code_makes_no_device(db, secret):
    with pytest.raises(Unauthorised):
        await devices.enrol(db, secret, "laptop", "0.1.0")
    assert await devices.page(db) == []


async def test_a_code_is_good_for_24_hours(registry, clock):
    async with registry.begin() as db:
        await tutors.add(db, "cli", "T1")
        early, late = [await devices.make_code(db, "cli", "T1") for _ in range(2)]
    clock.pass_time(devices.CODE_SECONDS - 1)
    async with registry.begin() as db:
        assert await devices.enrol(db, early, "laptop", "0.1.0")
    clock.pass_time(1)
    async with registry.begin() as db:
        with pytest.raises(Unauthorised):
            await devices.enrol(db, late, "laptop", "0.1.0")


async def test_a_code_for_an_unknown_tutor_is_not_made(db):
    with pytest.raises(NotFound):
        await devices.make_code(db, "cli", "T9")


async def test_a_revoked_or_departed_device_is_not_known_any_more(db):
    (revoked, one), (left, two) = await device(db), await device(db)
    await devices.revoke(db, "admin:rae", revoked.id)
    await devices.left(db, left)
    for token in (one, two, "", "wrong"):
        assert await devices.authenticate(db, token) is None
    assert (await devices.find(db, left.id)).state == "left"
    with pytest.raises(NotFound):
        await devices.revoke(db, "admin:rae", revoked.id)
    with pytest.raises(NotFound):
        await devices.find(db, "nothing")


async def test_what_a_device_says_of_itself_is_kept_bounded_and_not_written_twice(registry, clock):
    said = Preflight(version="0.2.0", serial=7, epoch=2, digest=b"d" * 32, state="degraded", not_watching=("instagram",) * 80)
    async with registry.begin() as db:
        mine, _ = await device(db)
        assert not devices.same_as_before(mine, said, db.now)
        await devices.heard(db, mine, said)
        mine = await devices.find(db, mine.id)
        assert (mine.version, mine.serial, mine.epoch, mine.state, len(mine.not_watching)) == ("0.2.0", 7, 2, "degraded", 50)
        same = Preflight(version="0.2.0", serial=7, epoch=2, state="degraded", not_watching=mine.not_watching)
        assert devices.same_as_before(mine, same, db.now)
        assert not devices.same_as_before(mine, same, db.now + devices.SEEN_EVERY)


async def test_a_ledger_agrees_only_with_what_was_published(db):
    mine, _ = await device(db)
    assert not await devices.acknowledge(db, mine, Held(serial=5, epoch=1, digest=b"x" * 32))
    assert (await devices.find(db, mine.id)).serial == 5


async def test_pages_go_on_where_the_last_one_ended_and_can_be_narrowed(db):
    for tutor in ("T1", "T1", "T2"):
        await device(db, tutor)
    first = await devices.page(db, limit=1)
    assert len(await devices.page(db, after=first[0].id)) == 2
    assert [one.tutor for one in await devices.page(db, tutor="T2")] == ["T2"]
