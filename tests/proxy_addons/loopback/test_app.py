import asyncio

import aiohttp
import pytest

from proxy_addons.loopback import app, door


async def test_the_address_is_published_while_the_application_runs(device) -> None:
    async with app.served(device.desk, device.home, ("127.0.0.1", 0)) as address:
        assert door.address(device.home) == address
        async with aiohttp.ClientSession() as session, session.get(f"http://{address}/") as response:
            assert response.status == 200
    assert door.address(device.home) is None


async def test_a_taken_port_is_an_error_and_leaves_nothing(device) -> None:
    async with app.served(device.desk, device.home, ("127.0.0.1", 0)) as address:
        port = int(address.rpartition(":")[2])
        with pytest.raises(OSError, match=f"127.0.0.1:{port} is taken by another program"):
            async with app.served(device.desk, device.home, ("127.0.0.1", port)):
                pass


async def test_an_open_page_does_not_hold_up_the_end(device) -> None:
    async with aiohttp.ClientSession() as session:
        async with asyncio.timeout(30):
            async with app.served(device.desk, device.home, ("127.0.0.1", 0)) as address:
                response = await session.get(f"http://{address}/live")
                await response.content.readline()
            with pytest.raises(aiohttp.ClientPayloadError):
                await response.content.read()
            response.close()
