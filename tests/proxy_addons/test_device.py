"""A whole device in this process, enrolled with an office that is not there."""

import asyncio
import ssl
import time
from collections.abc import Callable
from pathlib import Path

import aiohttp
import certifi
import pytest

from proxy_addons import device as module
from proxy_addons.device import Device, Wiring, guard, quiet_keys
from proxy_addons.enrol import Enrolment
from proxy_addons.hold import Decision
from proxy_addons.home import Home, HomeInUse
from tests.proxy_addons.registry import TUTOR_KEY, Registry

ANY = Wiring(listen=("127.0.0.1", 0), loopback=("127.0.0.1", 0))


def enrolment(registry: Registry) -> Enrolment:
    return Enrolment(
        token="t" * 43,
        device="d1",
        tutor="T1",
        tutor_key=TUTOR_KEY,
        signer=registry.signer,
        address="127.0.0.1:1",
        pin=b"p" * 32,
        enrolled_at=time.time(),
    )


async def running(home: Home, visit: Callable[[Device, str, str], object]) -> None:
    """Run a device, visit it, stop it."""
    registry = Registry()
    device, stop = Device(home, enrolment(registry), ANY), asyncio.Event()
    device.current.offer(registry.bundle())
    addresses: asyncio.Future[tuple[str, str]] = asyncio.get_running_loop().create_future()
    run = asyncio.create_task(device.run(ANY, stop, lambda proxy, page: addresses.set_result((proxy, page))))
    try:
        async with asyncio.timeout(30):
            proxy, page = await addresses
            await visit(device, proxy, page)  # type: ignore[misc]
    finally:
        stop.set()
        await run


async def test_it_serves_its_page_and_its_pac_file_and_guards(tmp_path: Path) -> None:
    async def visit(device: Device, proxy: str, page: str) -> None:
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://{page}/proxy.pac") as response:
                assert f"PROXY {proxy}; DIRECT" in await response.text()
            async with session.get(f"http://{page}/") as response:
                assert response.status == 200
            trusting = ssl.create_default_context(cafile=str(device.home.ca_cert))
            url = "https://i.instagram.com/api/v1/direct_v2/threads/broadcast/text/"
            form = {"recipient_users": "[[999]]", "text": "x"}
            post = session.post(url, data=form, proxy=f"http://{proxy}", ssl=trusting)
            asking = asyncio.ensure_future(post)
            opened = asyncio.Event()
            device.holds.subscribe(opened.set)
            while not device.holds.list():
                await opened.wait()
                opened.clear()
            device.holds.answer(device.holds.list()[0].id, Decision.CANCEL)
            async with await asking as response:
                assert response.status == 400

    await running(Home(tmp_path / "home"), visit)


async def test_the_authority_grows_with_the_companys_hosts(tmp_path: Path) -> None:
    home, registry = Home(tmp_path / "home"), Registry()
    registry.settings = type(registry.settings)()
    device = Device(home, enrolment(registry), ANY)
    device.current.offer(registry.bundle())
    before = home.ca_cert.read_bytes()
    registry.settings = type(registry.settings)(hosts={"matrix": ("chat.example",)})
    device.current.offer(registry.bundle())
    assert home.ca_cert.read_bytes() != before
    await device.close()


async def test_a_company_ca_is_trusted_beside_the_public_ones(tmp_path: Path) -> None:
    extra = tmp_path / "company.pem"
    extra.write_text("-----BEGIN CERTIFICATE-----\n")
    device = Device(Home(tmp_path / "home"), enrolment(Registry()), ANY)
    roots = device._roots(extra)
    assert roots is not None
    assert roots.read_bytes() == Path(certifi.where()).read_bytes() + b"\n" + extra.read_bytes()
    assert device._roots(None) is None
    await device.close()


async def test_a_home_is_guarded_once(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with home.lock(), pytest.raises(HomeInUse):
        await guard(home, enrolment(Registry()), ANY, lambda _proxy, _page: None)


def test_no_session_keys_are_written_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", "/nowhere/keys")
    quiet_keys()
    assert "SSLKEYLOGFILE" not in module.os.environ
