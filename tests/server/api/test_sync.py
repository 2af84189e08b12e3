"""The stages of sync against a real office: what a device is told, and that it ends with just what was published."""

import msgspec
import pytest

from policy import bundle as bundles_format
from policy.bundle import BundleRejected
from policy.wire import Changes, Held, Ledger
from server.store import devices, epochs, log, meta
from server.store.bundles import KEPT
from tests.server.made import account, pupil


@pytest.fixture
async def changed(registry, publisher, published):
    """Add a pupil's account; the bundle before and the one after it."""

    async def change(number=1):
        before = publisher.policy
        async with registry.begin() as db:
            if number == 1:
                await pupil(db)
            await account(db, handle=f"somebody{number}", id=str(number))
        return before, await published(before.head.serial)

    return change


async def test_a_device_that_has_it_all_is_told_so(device, publisher):
    told = await device.preflight(publisher.policy)
    assert (told.serial, told.cursor, told.allowance) == (publisher.policy.head.serial, "", 0)


async def test_a_device_comes_up_to_date_by_a_delta_and_the_ledger_agrees(device, registry, changed):
    before, newest = await changed()
    told = await device.preflight(before)
    answer = await device.ask("GET", f"changes?cursor={told.cursor}", shape=Changes)
    now = bundles_format.patched(before, answer.delta, registry.keys.signer.public_key())
    assert (now.head, told.serial) == (newest.head, newest.head.serial)
    held = Held(serial=now.head.serial, epoch=now.head.epoch, digest=now.head.digest)
    assert await device.ask("POST", "postflight", held, Ledger) == Ledger(agrees=True)
    async with registry.reading() as db:
        (known,) = await devices.page(db)
    assert (known.serial, known.epoch) == (newest.head.serial, 1)


@pytest.mark.parametrize("said", [{}, {"serial": 1, "digest": b"other" * 6}, {"serial": 10**9, "digest": b"x"}])
async def test_a_device_that_holds_something_else_gets_a_whole_bundle(device, publisher, said):
    told = await device.preflight(**said)
    answer = await device.ask("GET", f"changes?cursor={told.cursor}", shape=Changes)
    assert (answer.delta, answer.bundle) == (None, publisher.policy.bundle)


async def test_a_device_that_asks_for_everything_anew_gets_it(device, publisher):
    told = await device.preflight(publisher.policy, clean=True)
    answer = await device.ask("GET", f"changes?cursor={told.cursor}", shape=Changes)
    assert answer.bundle == publisher.policy.bundle


@pytest.mark.parametrize("cursor", ["", "x", "1", "1-2-3", "-1-2", "1" * 40 + "-1", "\u0661-\u0662"])
async def test_a_cursor_that_is_not_ours_is_refused(device, cursor):
    await device.ask("GET", "changes", params={"cursor": cursor})
    assert device.status == 400


async def test_a_ledger_that_does_not_agree_says_so(device, publisher):
    held = Held(serial=publisher.policy.head.serial, epoch=1, digest=b"something else" * 2)
    assert await device.ask("POST", "postflight", held, Ledger) == Ledger(agrees=False)


async def test_a_device_that_is_ahead_is_written_down_once_a_day(device, registry, clock, publisher):
    for _ in range(3):
        told = await device.preflight(serial=500, epoch=1, digest=b"x" * 32)
        assert told.serial < 500
        clock.pass_time(120)
    async with registry.reading() as db:
        kinds = [row.kind for row in await log.recent(db)]
    assert kinds.count("device:ahead") == 1


async def test_a_restored_office_leads_on_from_above_what_devices_hold(device, registry, publisher, published):
    ahead = msgspec.structs.replace(publisher.policy.head, serial=500)
    async with registry.begin() as db:
        await meta.note(db, meta.FLOOR, number=500)
        db.publish = True
    newest = await published(publisher.policy.head.serial)
    assert newest.head.serial == 501
    told = await device.preflight(serial=ahead.serial, epoch=1, digest=ahead.digest)
    answer = await device.ask("GET", f"changes?cursor={told.cursor}", shape=Changes)
    offered = bundles_format.unseal(answer.bundle, registry.keys.signer.public_key())
    held = msgspec.structs.replace(newest, head=ahead)
    assert bundles_format.newer(held, offered) == offered
    with pytest.raises(BundleRejected):
        bundles_format.newer(offered, held)


async def test_a_new_epoch_comes_with_an_allowance_for_all_that_was_ever_asked(device, registry, publisher, published):
    old = publisher.policy
    await device.ask("POST", "postflight", Held(serial=old.head.serial, epoch=1, digest=old.head.digest))
    await device.evaluate([f"instagram:id:{number}" for number in range(30)])
    async with registry.begin() as db:
        await epochs.rotate(db, "cli")
    newest = await published(old.head.serial)
    told = await device.preflight(old)
    assert (told.allowance, newest.head.epoch) == (130, 2)
    _, answer = await device.evaluate(["instagram:id:1"], epoch=2, renewal=True)
    assert answer.left == 129
    assert (await device.preflight(newest)).allowance == 0


def test_enough_bundles_are_kept_for_a_long_weekend_offline():
    assert KEPT >= 4 * 24  # one change an hour, and the daily issues
