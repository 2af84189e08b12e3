"""Blind look-ups over the wire: verifiable, counted, limited, and under living keys only."""

import pytest
from voprf import ristretto

from policy import wire
from policy.roster import PSEUDONYM_BYTES
from policy.wire import MAX_BATCH, Purpose
from server.store import choices, epochs
from tests.server.made import HANDLE, subject

NAMES = [f"instagram:handle:{HANDLE}", "instagram:id:1"]


async def test_a_device_learns_the_pseudonym_that_the_office_knows(device, registry, publisher):
    clients, answer = await device.evaluate(NAMES)
    output = ristretto.VerifiableBatchOutput.deserialize(answer.proof + b"".join(answer.evaluated))
    key = ristretto.PublicKey.deserialize(publisher.policy.content.public_key)
    found = ristretto.Client.finalize_batch(clients, output, key)
    async with registry.reading() as db:
        assert found[0][:PSEUDONYM_BYTES].hex() == await subject(db, handle=HANDLE)
    assert answer.left == 998


async def test_beyond_the_budget_there_is_only_the_time_to_wait(device, registry, clock):
    async with registry.begin() as db:
        await choices.change(db, "cli", {"lookups": {"first_day": 3, "daily": 1}})
    assert (await device.evaluate(NAMES))[1].left == 1
    await device.evaluate(NAMES)
    assert (device.status, device.headers["Retry-After"]) == (429, "86400")
    assert (await device.evaluate(NAMES[:1]))[1].left == 0
    clock.pass_time(86_400)
    assert (await device.evaluate(NAMES[:1]))[1].left == 0


async def test_names_are_answered_from_a_budget_of_their_own(device, registry):
    async with registry.begin() as db:
        await choices.change(db, "cli", {"lookups": {"first_day": 0, "names": 2}})
    assert (await device.evaluate(["name:ava patel", "name:sam jones"], purpose=Purpose.NAMES))[1].left == 0
    await device.evaluate(["name:ava patel"], purpose=Purpose.NAMES)
    assert (device.status, device.headers["Retry-After"]) == (429, "86400")
    await device.evaluate(NAMES)
    assert device.status == 429, "a question about people is none about names"


async def test_an_old_key_answers_for_ten_minutes_after_a_rotation(device, registry, clock):
    async with registry.begin() as db:
        await epochs.rotate(db, "cli")
    for epoch in (1, 2):
        await device.evaluate(NAMES, epoch=epoch)
        assert device.status == 200
    clock.pass_time(epochs.OVERLAP_SECONDS)
    for epoch, status in ((1, 409), (2, 200), (3, 409)):
        await device.evaluate(NAMES, epoch=epoch)
        assert device.status == status


@pytest.mark.parametrize("blinded", [(), (b"",), (bytes(32),), (b"x" * 31,), (b"x" * 32,) * (MAX_BATCH + 1)])
async def test_what_is_no_question_is_refused(device, blinded):
    await device.ask("POST", "evaluate", wire.Evaluate(epoch=1, blinded=blinded))
    assert device.status == 400
