"""A device with a registry in miniature behind its loopback application, for what a page of the extension asks."""

import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest

from policy.account import Account
from policy.wire import PackChange
from proxy_addons.authority import Authority
from proxy_addons.intents import Intents
from proxy_addons.lists import Lists
from proxy_addons.live import LiveLists
from proxy_addons.loopback import app, door
from proxy_addons.loopback.desk import Desk
from proxy_addons.pages import Pages
from proxy_addons.reports import Reports
from proxy_addons.trust import Trust
from tests.proxy_addons.registry import Parts, registered

PUPIL = Account("instagram", id="222", handle="pupil_one")
type Post = Callable[..., "aiohttp.client._RequestContextManager"]


class Quiet:
    """A courier that has said nothing."""

    recent: tuple[()] = ()


async def no_pack(name: str, held: bytes) -> PackChange:
    """The office of a device that has no packs is never asked."""
    raise AssertionError((name, held))


class Guarded(Parts):
    """Everything that the desk asks, made of real parts."""

    def __init__(self, root: Path) -> None:
        super().__init__(*registered(root))
        self.intents = Intents(self)
        self.pages = Pages(self.pulse)
        self.reports = Reports(self, time.time)
        self.live = LiveLists()
        self.lists = Lists(self.home, self.registry.signer, self.current, no_pack, self.pulse)
        self.courier = Quiet()
        self.authority = Authority(self.home, self.routing.hosts())
        self.desk = Desk(
            self, proxy="127.0.0.1:8118", sync=self.sync, stop=lambda: None, trust=Trust("linux", root, bundles=())
        )

    async def sync(self) -> str:
        return ""


@pytest.fixture
async def guarded(tmp_path: Path) -> AsyncIterator[Guarded]:
    made = Guarded(tmp_path)
    yield made
    await made.aclose()


@pytest.fixture
async def place(guarded: Guarded) -> AsyncIterator[str]:
    """host:port of its loopback application."""
    async with app.served(guarded.desk, guarded.home, ("127.0.0.1", 0)) as address:
        yield address


@pytest.fixture
async def post(place: str, guarded: Guarded) -> AsyncIterator[Post]:
    """The extension's worker, which holds the token."""
    token = door.token(guarded.home)
    headers = {"Authorization": f"Bearer {token}", "Origin": "chrome-extension://abcdefghijklmnopabcdefghijklmnop"}
    async with aiohttp.ClientSession(f"http://{place}", headers=headers) as session:

        def call(path: str, **body: object) -> "aiohttp.client._RequestContextManager":
            return session.post(path, json=body)

        yield call
