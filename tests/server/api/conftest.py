"""The whole office on loopback, and a device that speaks to it in MessagePack."""

import pytest
from voprf import ristretto

from policy import wire
from server import app
from server.api.door import PUBLISHER
from server.store import devices, tutors

PIN = bytes(32)


class Device:
    """A device's end of the conversation: `said` is the last answer's status and headers."""

    def __init__(self, client, token=""):
        self.client = client
        self.token = token
        self.status = 0
        self.headers = {}

    async def ask(self, method, path, message=None, shape=None, **options):
        """The decoded answer, or its raw body when no shape is asked for."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        options.setdefault("data", wire.encode(message) if message is not None else None)
        async with self.client.request(method, wire.PREFIX + path, headers=headers, **options) as answer:
            raw = await answer.read()
            self.status, self.headers = answer.status, answer.headers
        return wire.decode(raw, shape) if shape and self.status == 200 else raw

    async def enrol(self, secret):
        made = await self.ask("POST", "enrol", wire.Enrol(secret=secret, device="laptop", version="0.1.0"), wire.Enrolled)
        self.token = made.token if self.status == 200 else ""
        return made

    async def preflight(self, policy=None, **said):
        if policy:
            said |= {"serial": policy.head.serial, "epoch": policy.head.epoch, "digest": policy.head.digest}
        return await self.ask("POST", "preflight", wire.Preflight(**{"version": "0.1.0"} | said), wire.Preflighted)

    async def evaluate(self, identifiers, epoch=1, **more):
        """Ask blindly; the clients that can open the answer, and the answer."""
        pairs = [ristretto.Client.blind(identifier.encode()) for identifier in identifiers]
        question = wire.Evaluate(epoch=epoch, blinded=tuple(blinded.serialize() for _, blinded in pairs), **more)
        return [client for client, _ in pairs], await self.ask("POST", "evaluate", question, wire.Evaluation)


@pytest.fixture
async def office(registry, packs):
    return app.build(registry, packs, pin=PIN)


@pytest.fixture
async def client(office, aiohttp_client):
    return await aiohttp_client(office)


@pytest.fixture
def publisher(client, office):
    """Runs by itself; `published` waits for it."""
    return office[PUBLISHER]


@pytest.fixture
async def code(registry):
    """The secret of a code for tutor T1."""
    async with registry.begin() as db:
        await tutors.add(db, "cli", "T1")
        return await devices.make_code(db, "cli", "T1")


@pytest.fixture
async def device(client, code):
    device = Device(client)
    await device.enrol(code)
    return device


@pytest.fixture
def stranger(client):
    """Somebody without a token."""
    return Device(client)


@pytest.fixture
def published(publisher):
    """Wait until something newer than a serial is in force; it."""

    async def newer(serial):
        while publisher.policy.head.serial <= serial:
            await publisher.feed.beyond(serial, 5)
        return publisher.policy

    return newer
