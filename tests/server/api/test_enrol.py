"""A code becomes a device, once, and the device has all that it needs."""

import asyncio

from policy import bundle as bundles_format
from policy import wire
from server.store import devices


async def test_a_new_device_gets_its_token_its_tutor_s_key_and_a_bundle_that_it_can_verify(stranger, code, registry, publisher):
    made = await stranger.enrol(code)
    assert (made.tutor, len(made.tutor_key), made.signer) == ("T1", 32, registry.keys.signer_public)
    opened = bundles_format.unseal(made.bundle, registry.keys.signer.public_key())
    assert opened.head == publisher.policy.head
    assert (await stranger.preflight(opened)).cursor == ""


async def test_a_code_is_used_up_and_a_wrong_one_is_no_better(stranger, code):
    await stranger.enrol(code)
    for secret in (code, "wrong", ""):
        await stranger.enrol(secret)
        assert stranger.status == 401
        assert stranger.token == ""


async def test_of_many_who_use_a_code_at_once_one_gets_in(client, code, registry):
    async def enrol():
        question = wire.encode(wire.Enrol(secret=code, device="laptop", version="0.1.0"))
        async with client.post(f"{wire.PREFIX}enrol", data=question) as answer:
            return answer.status

    assert sorted(await asyncio.gather(*(enrol() for _ in range(8)))) == [200] + [401] * 7
    async with registry.reading() as db:
        assert len(await devices.page(db)) == 1
