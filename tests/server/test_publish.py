"""What is published follows the registry, the calendar and other processes; serials only rise."""

import asyncio

import pytest

from policy import bundle as bundles_format
from policy.names import Role
from policy.roster import Part, prefix
from server.publish import LIFETIME, REISSUE, Feed, Publisher
from server.store import accounts, bundles, epochs, meta, pupils
from server.store.db import Database
from server.store.pupils import PupilChange, Status
from tests.server.made import BORN_2010, HANDLE, ID, account, pupil, subject

DAY = 24 * 3600


@pytest.fixture
async def publisher(registry, packs):
    publisher = Publisher(registry, packs)
    await publisher.start()
    return publisher


async def entry(registry, **identifier):
    async with registry.reading() as db:
        return prefix(bytes.fromhex(await subject(db, **identifier)))


async def test_an_empty_office_publishes_an_empty_signed_bundle(publisher, registry, clock):
    opened = bundles_format.unseal(publisher.policy.bundle, registry.keys.signer.public_key())
    assert (opened.head.serial, opened.head.epoch, len(opened.roster)) == (1, 1, 0)
    assert opened.head.not_after - opened.head.issued == LIFETIME
    assert opened.head.issued == int(clock().timestamp())


async def test_an_account_with_an_id_stands_by_its_id_and_its_handle_only_as_an_alias(publisher, registry):
    async with registry.begin() as db:
        await pupil(db)
        await account(db)
    await publisher.look()
    parts = publisher.policy.roster.parts
    assert parts[Part.CURRENT] == {await entry(registry, id=ID)}
    assert parts[Part.CURRENT_ALIAS] == {await entry(registry, handle=HANDLE)}


async def test_an_account_without_an_id_stands_by_its_handle(publisher, registry):
    async with registry.begin() as db:
        await pupil(db)
        await account(db, id="")
    await publisher.look()
    assert publisher.policy.roster.parts[Part.CURRENT] == {await entry(registry, handle=HANDLE)}


async def test_each_change_gives_one_higher_serial_and_what_did_not_change_gives_none(publisher, registry):
    async with registry.begin() as db:
        await pupil(db)
        kept = await account(db)
    await publisher.look()
    await publisher.look()
    assert publisher.policy.head.serial == 2
    async with registry.begin() as db:
        await accounts.remove(db, "cli", kept.key)
    await publisher.look()
    assert (publisher.policy.head.serial, len(publisher.policy.roster)) == (3, 0)
    async with registry.begin() as db:
        await pupils.change(db, "cli", "P1", PupilChange(first_name="Zora"))
    await publisher.look()
    assert publisher.policy.head.serial == 3


async def test_a_leaver_comes_of_age_at_midnight_in_london(publisher, registry, clock):
    async with registry.begin() as db:
        await pupil(db, status=Status.LEFT, date_of_birth=BORN_2010)
        await account(db, handle="")
    await publisher.look()
    assert publisher.policy.roster.parts[Part.LEFT_MINOR]
    clock.moment = clock.moment.replace(year=2028, month=4, day=30, hour=22, minute=59)  # 23:59 in London, summer time
    await publisher.look()
    assert publisher.policy.roster.parts[Part.LEFT_MINOR]
    clock.pass_time(120)
    await publisher.look()
    assert publisher.policy.roster.parts[Part.LEFT_MINOR] == frozenset()
    assert publisher.policy.roster.parts[Part.LEFT_ADULT] == {await entry(registry, id=ID)}


async def test_a_bundle_is_issued_anew_each_day_long_before_it_expires(publisher, clock):
    clock.pass_time(REISSUE - 1)
    await publisher.look()
    assert publisher.policy.head.serial == 1
    clock.pass_time(1)
    await publisher.look()
    assert (publisher.policy.head.serial, publisher.policy.head.issued) == (2, int(clock().timestamp()))


async def test_another_process_s_changes_and_bundles_are_taken_over(publisher, registry, clock, packs):
    command_line = Database(registry.url, registry.keys, clock=clock)
    async with command_line.begin() as db:
        await pupil(db)
        await account(db)
    await publisher.look()
    assert publisher.policy.head.serial == 2
    async with command_line.begin() as db:
        await meta.note(db, meta.FLOOR, number=40)
    other = Publisher(command_line, packs)
    await other.start()
    assert other.policy.head.serial == 41
    await publisher.look()
    assert publisher.policy.head.serial == other.policy.head.serial
    await command_line.close()


async def test_after_a_rotation_the_same_pupil_is_published_under_the_new_key(publisher, registry):
    async with registry.begin() as db:
        await pupil(db)
        await account(db)
    await publisher.look()
    before = publisher.policy
    async with registry.begin() as db:
        await epochs.rotate(db, "cli")
    await publisher.look()
    after = publisher.policy
    assert (after.head.epoch, after.head.serial) == (2, before.head.serial + 1)
    assert after.content.public_key != before.content.public_key
    assert after.roster.parts[Part.CURRENT] == {await entry(registry, id=ID)}
    assert after.roster.parts[Part.CURRENT].isdisjoint(before.roster.parts[Part.CURRENT])


async def test_a_change_reaches_whoever_waits_without_being_asked_for(publisher, registry):
    running = asyncio.create_task(publisher.run())
    waiting = asyncio.create_task(publisher.feed.beyond(1, 10))
    async with registry.begin() as db:
        await pupil(db)
        await account(db)
    assert await waiting == 2
    publisher.end()
    await running


async def test_a_burst_of_changes_is_published_as_few_bundles(publisher, registry):
    running = asyncio.create_task(publisher.run())
    async with registry.begin() as db:
        await pupil(db)
    for number in range(20):
        async with registry.begin() as db:
            await account(db, handle=f"burst{number}", id="")
    serial = 1
    while len(publisher.policy.roster) < 20:
        serial = await publisher.feed.beyond(serial, 5)
    assert publisher.policy.head.serial < 20
    publisher.end()
    await running
    async with registry.reading() as db:
        assert (await bundles.newest(db)).serial == publisher.policy.head.serial


async def test_nothing_is_in_force_before_the_start(registry, packs):
    with pytest.raises(LookupError):
        Publisher(registry, packs).policy  # noqa: B018 - asking is the test


async def test_waiting_for_news_ends_with_the_time_or_with_the_end():
    feed = Feed()
    feed.announce(3)
    assert await feed.beyond(2, 60) == 3
    assert await feed.beyond(3, 0.01) == 3
    waiting = asyncio.create_task(feed.beyond(3, 60))
    await asyncio.sleep(0)
    feed.close()
    assert (await waiting, feed.closed) == (3, True)


async def test_names_stand_in_the_bundle_beside_the_roster(publisher, registry):
    before = len(publisher.policy.roster)
    async with registry.begin() as db:
        await pupil(db, first_name="Ava", last_name="Patel")
        pseudonym = db.oracle.pseudonym(1, "name:ava patel")
    await publisher.look()
    opened = bundles_format.unseal(publisher.policy.bundle, registry.keys.signer.public_key())
    assert opened.names.role(pseudonym) is Role.PUPIL
    assert publisher.policy.names == opened.names
    assert len(opened.roster) == before
