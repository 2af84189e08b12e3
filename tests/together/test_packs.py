"""A pack from the office's folder to the finding beside a post: the real office, a device, the signed bundle between them."""

import pytest

from policy.drafts.draft import Draft
from proxy_addons import enrol, named
from proxy_addons.home import Home
from server.packs.written import replaced
from tests.server.packs.test_published import HOSTS, made
from tests.together.desk import Desk
from tests.together.parts import Guard, until


@pytest.fixture
async def desk(tmp_path):
    made = Desk(tmp_path / "office")
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def guard(desk, tmp_path):
    home = Home(tmp_path / "guard")
    guard = Guard(home, await enrol.enrol(await desk.code(), home))
    await guard.courier.sync()
    yield guard
    await guard.close()


async def put(desk, guard, hosts, serial):
    """Build a pack at the office; the device hears of it at its next conversation."""
    before = desk.policy.head.serial
    replaced(desk.home.packs / "threats.pack", made(hosts, serial=serial, key=desk.database.keys.signer))
    await until(lambda: desk.policy.head.serial > before)
    await guard.courier.sync()
    assert await guard.lists.renew()


async def verdict(guard, host):
    settings = guard.current.settings
    said = await named.findings(Draft(f"See https://{host}/a"), settings, guard.names, guard.lists.packs)
    return said.findings[0].verdict


async def test_what_the_office_lists_is_a_danger_on_every_device_and_freed_as_soon(desk, guard):
    assert await verdict(guard, "harmless.example.org") == "unverified"
    await put(desk, guard, [*HOSTS, "harmless.example.org"], 1)
    assert await verdict(guard, "harmless.example.org") == "danger"
    await put(desk, guard, HOSTS, 2)
    assert await verdict(guard, "harmless.example.org") == "unverified"
    assert desk.requests.count("packs/threats") == 2


async def test_without_the_office_the_last_pack_is_used(desk, guard):
    await put(desk, guard, [*HOSTS, "harmless.example.org"], 1)
    await desk.stop()
    await guard.courier.sync()
    assert await guard.lists.renew()
    assert await verdict(guard, "harmless.example.org") == "danger"
