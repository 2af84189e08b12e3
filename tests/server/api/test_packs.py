"""Devices fetch threat packs by what they hold, and the bundle tells them which one is in force."""

import hashlib

import pytest

from policy import wire
from policy.packs.delta import patched
from server.packs.written import replaced
from tests.server.packs.test_published import HOSTS, made


@pytest.fixture
async def published(packs, publisher):
    """A pack in force."""
    replaced(packs._folder / "threats.pack", made(HOSTS))
    await publisher.look()
    return hashlib.sha256(made(HOSTS)).digest()


async def test_the_bundle_names_the_pack_in_force(published, publisher):
    assert publisher.policy.content.packs == {"threats": published}
    assert publisher.policy.head.serial == 2


async def test_a_pack_comes_whole_first_and_then_by_delta(published, packs, publisher, device):
    whole = await device.ask("GET", "packs/threats", None, wire.PackChange, params={"held": ""})
    assert whole.pack == made(HOSTS)
    replaced(packs._folder / "threats.pack", made(HOSTS[1:], serial=2))
    await publisher.look()
    change = await device.ask("GET", "packs/threats", None, wire.PackChange, params={"held": published.hex()})
    assert patched(whole.pack, change.delta) == made(HOSTS[1:], serial=2)


@pytest.mark.parametrize(
    ("path", "held", "status"), [("packs/none", "", 404), ("packs/threats", "xy", 400), ("packs/threats", "00", 400)]
)
async def test_a_question_that_makes_no_sense_is_answered_plainly(published, device, path, held, status):
    await device.ask("GET", path, params={"held": held})
    assert device.status == status


async def test_only_devices_are_answered(published, client):
    async with client.get(f"{wire.PREFIX}packs/threats") as answer:
        assert answer.status == 401
