"""The application as a whole: a bundle before the first request, and an end that waits for nobody."""

import asyncio
import io

import pytest

from policy import wire
from server import app
from server.api.door import PUBLISHER
from server.store import devices, tutors


async def test_a_bundle_is_in_force_before_the_first_request(registry, packs, aiohttp_client):
    office = app.build(registry, packs, pin=bytes(32))
    with pytest.raises(LookupError):
        office[PUBLISHER].policy  # noqa: B018 - asking is the test
    await aiohttp_client(office)
    assert office[PUBLISHER].policy.head.serial == 1


async def test_people_and_machines_find_their_doors(registry, packs, aiohttp_client):
    client = await aiohttp_client(app.build(registry, packs, pin=bytes(32)))
    for path, status in ((f"{wire.PREFIX}stream", 401), ("/api/admin/v1/pupils", 401), ("/login", 200), ("/nothing", 404)):
        async with client.get(path) as answer:
            assert answer.status == status


async def test_the_office_stops_although_a_device_listens(registry, packs, aiohttp_client):
    async with registry.begin() as db:
        await tutors.add(db, "cli", "T1")
        token = (await devices.enrol(db, await devices.make_code(db, "cli", "T1"), "laptop", "0.1.0")).token
    client = await aiohttp_client(app.build(registry, packs, pin=bytes(32)))
    async with client.get(f"{wire.PREFIX}stream", headers={"Authorization": f"Bearer {token}"}) as answer:
        assert await answer.content.readuntil(b"\n\n")
        await asyncio.wait_for(client.server.close(), 30)


async def test_a_body_for_people_has_a_limit_too(registry, packs, aiohttp_client):
    client = await aiohttp_client(app.build(registry, packs, pin=bytes(32)))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    async with client.post("/login", data=io.BytesIO(b"x" * (app.MAX_BODY + 1)), headers=form) as answer:
        assert answer.status == 413
