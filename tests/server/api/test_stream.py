"""The push stream: the serial now, each newer one at once, and signs of life between."""

import pytest

from policy import wire
from server.api import stream
from tests.server.made import account, pupil


async def events(answer, count):
    found = []
    while len(found) < count:
        found.append((await answer.content.readuntil(b"\n\n")).decode())
    return found


@pytest.fixture
async def listening(client, device):
    async with client.get(f"{wire.PREFIX}stream", headers={"Authorization": f"Bearer {device.token}"}) as answer:
        yield answer


async def test_a_listener_hears_the_serial_now_and_every_newer_one(listening, registry, publisher):
    first = publisher.policy.head.serial
    assert listening.content_type == "text/event-stream"
    assert await events(listening, 1) == [f"event: serial\nid: {first}\ndata: {first}\n\n"]
    async with registry.begin() as db:
        await pupil(db)
        await account(db)
    (told,) = await events(listening, 1)
    assert told == f"event: serial\nid: {first + 1}\ndata: {first + 1}\n\n"


async def test_a_heartbeat_comes_when_nothing_happens(monkeypatch, client, device):
    monkeypatch.setattr(stream, "HEARTBEAT", 0.05)
    async with client.get(f"{wire.PREFIX}stream", headers={"Authorization": f"Bearer {device.token}"}) as answer:
        assert (await events(answer, 3))[1:] == [":\n\n", ":\n\n"]


async def test_a_listener_who_hangs_up_disturbs_nobody(client, device, registry, publisher, listening):
    async with client.get(f"{wire.PREFIX}stream", headers={"Authorization": f"Bearer {device.token}"}) as leaving:
        await events(leaving, 1)
        leaving.close()
    async with registry.begin() as db:
        await pupil(db)
        await account(db)
    assert len(await events(listening, 2)) == 2
    assert (await device.preflight()).serial


async def test_the_end_of_the_office_ends_the_stream(listening, publisher):
    await events(listening, 1)
    publisher.feed.close()
    rest = await listening.content.read()
    assert rest.strip() in {b"", b":"}
