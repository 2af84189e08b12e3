"""Tried in a process of its own, for there the tables have not been read by another test."""

import subprocess
import sys

import aiohttp
import aiohttp.web

from policy.settings import Settings
from proxy_addons.loopback import app, door
from proxy_addons.loopback.tables import TABLES, Tables

ALONE = """
import asyncio, sys
from policy.settings import Settings
from proxy_addons.loopback.tables import Tables

async def main():
    tables, turns = Tables(), 0
    assert "policy.drafts.checks" not in sys.modules
    ready = asyncio.create_task(tables.ready(Settings()))
    while not ready.done():
        await asyncio.sleep(0)
        turns += 1
    await ready
    assert "policy.drafts.checks" in sys.modules
    print(turns)

asyncio.run(main())
"""


def test_the_loop_turns_while_they_are_read() -> None:
    ran = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)
    assert int(ran.stdout) > 10  # one or two, if they were read between two turns


async def test_they_are_read_once_and_a_caller_who_leaves_ends_nothing() -> None:
    tables = Tables()
    tables.begin(Settings())
    reading = tables._reading
    await tables.ready(Settings())
    tables.begin(Settings())
    assert tables._reading is reading
    await tables.close()


async def test_who_closes_does_not_wait_for_them() -> None:
    tables = Tables()
    await tables.close()
    tables.begin(Settings())
    await tables.close()
    assert tables._reading is not None
    assert tables._reading.cancelled()


async def test_the_extension_s_coming_begins_it_and_the_guard_s_start_does_not(guarded) -> None:
    running = app.build(guarded.desk, door.token(guarded.home))
    runner = aiohttp.web.AppRunner(running)
    await runner.setup()
    site = aiohttp.web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        assert running[TABLES]._reading is None
        place = f"http://127.0.0.1:{runner.addresses[0][1]}/v1/notices"
        protocols = ["tutor-guard", f"bearer.{door.token(guarded.home)}"]
        origin = {"Origin": "chrome-extension://abcdefghijklmnopabcdefghijklmnop"}
        async with aiohttp.ClientSession() as session, session.ws_connect(place, protocols=protocols, headers=origin) as socket:
            await socket.receive_json()
            assert running[TABLES]._reading is not None
    finally:
        await runner.cleanup()
