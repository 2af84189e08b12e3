"""Devices come up to date by the shortest way there is, and always to what was signed."""

import pytest

from policy import bundle as bundles_format
from policy import wire
from policy.wire import Changes
from server.deltas import Deltas
from server.publish import Publisher
from server.store import epochs
from tests.server.made import account, pupil


@pytest.fixture
async def publisher(registry, packs):
    publisher = Publisher(registry, packs)
    async with registry.begin() as db:
        await pupil(db)
    await publisher.start()
    return publisher


async def added(registry, publisher, number):
    async with registry.begin() as db:
        await account(db, handle=f"somebody{number}", id=str(1000 + number))
    await publisher.look()
    return publisher.policy


async def test_a_delta_makes_just_what_was_published(registry, publisher):
    first = publisher.policy
    for number in range(3):
        newest = await added(registry, publisher, number)
    answer = wire.decode(await Deltas(registry, publisher).since(first.head.serial), Changes)
    patched = bundles_format.patched(first, answer.delta, registry.keys.signer.public_key())
    assert (patched.head, patched.roster) == (newest.head, newest.roster)
    assert answer.bundle is None


async def test_one_pupil_costs_at_most_300_bytes(registry, publisher):
    first = publisher.policy
    await added(registry, publisher, 1)
    assert len(await Deltas(registry, publisher).since(first.head.serial)) <= 300


@pytest.mark.parametrize("base", [0, 99])
async def test_from_a_serial_that_is_not_kept_a_whole_bundle_leads(registry, publisher, base):
    answer = wire.decode(await Deltas(registry, publisher).since(base), Changes)
    assert (answer.delta, answer.bundle) == (None, publisher.policy.bundle)


async def test_into_a_new_epoch_only_a_whole_bundle_leads(registry, publisher):
    first = publisher.policy.head.serial
    async with registry.begin() as db:
        await epochs.rotate(db, "cli")
    await publisher.look()
    answer = wire.decode(await Deltas(registry, publisher).since(first), Changes)
    assert answer.bundle == publisher.policy.bundle


async def test_the_same_question_is_answered_with_the_same_bytes_also_by_another_process(registry, publisher):
    first = publisher.policy.head.serial
    for number in range(6):
        await added(registry, publisher, number)
    here, there = Deltas(registry, publisher), Deltas(registry, publisher)
    assert await here.since(first) is await here.since(first)
    assert await here.since(first) == await there.since(first)
