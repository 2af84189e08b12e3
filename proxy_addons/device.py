"""The whole device, wired: every part is made here, once, and handed to those that need it.

mitmproxy (master.py) → guard.py → judge.py, learner.py → directory, people, holds, recorder → outbox
courier.py ⇄ office          loopback/ ⇄ the tutor's browser and command line
"""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import certifi
import msgspec

from policy.wire import Purpose
from proxy_addons.authority import Authority
from proxy_addons.certificates import Certificates
from proxy_addons.courier import Courier
from proxy_addons.current import Current
from proxy_addons.database import Database
from proxy_addons.desktop import Desktop
from proxy_addons.directory import Directory
from proxy_addons.enrol import Enrolment
from proxy_addons.entries import Entries
from proxy_addons.fail_closed import kept_running
from proxy_addons.fetch import Fetch
from proxy_addons.guard import Guard
from proxy_addons.holds import Holds
from proxy_addons.home import Home
from proxy_addons.intents import Intents
from proxy_addons.judge import Judge
from proxy_addons.learner import Learner
from proxy_addons.lists import Lists
from proxy_addons.live import LiveLists
from proxy_addons.loopback.app import served
from proxy_addons.loopback.desk import Desk
from proxy_addons.master import Proxy, Upstream
from proxy_addons.memory import Memory
from proxy_addons.names import Names
from proxy_addons.notices import Notices
from proxy_addons.oracle import Oracle
from proxy_addons.outbox import Outbox
from proxy_addons.pages import Pages
from proxy_addons.people import People
from proxy_addons.pulse import Pulse
from proxy_addons.recorder import Recorder
from proxy_addons.reports import Reports
from proxy_addons.routing import Routing
from proxy_addons.seen import Seen
from proxy_addons.tunnels import Tunnels
from proxy_addons.vault import Vault
from proxy_addons.version import VERSION

FLUSH_SECONDS = 3600.0

type Place = tuple[str, int]  # host and port


class Wiring(msgspec.Struct, frozen=True, kw_only=True):
    """Where the guard listens, and by what it reaches the net and the office."""

    listen: Place = ("127.0.0.1", 8118)
    loopback: Place = ("127.0.0.1", 8119)
    upstream_proxy: str = ""
    upstream_ca: Path | None = None
    office_proxy: str = ""


class Device:
    """Every part of an enrolled home. To be made in the event loop that it will run in."""

    def __init__(self, home: Home, enrolment: Enrolment, wiring: Wiring) -> None:
        self.home = home
        self.vault = Vault(home.local_key)
        self.database = Database(home.database)
        self.outbox = Outbox(home, self.vault)
        self.pulse = Pulse(self.outbox.health)
        self.pages = Pages(self.pulse)
        self.current = Current(home, enrolment.signer)
        self.courier = Courier(
            enrolment, self.current, self.outbox, self.pulse, version=VERSION, office_proxy=wiring.office_proxy
        )
        self.directory = Directory(self.database, self.vault, Memory())
        self.people = People(
            self.database, self.vault, self.current, Oracle(self.courier.evaluate), tutor_key=enrolment.tutor_key
        )
        asking = Oracle(self.courier.evaluate, Purpose.NAMES)
        self.names = Names(self.database, self.vault, self.current, asking, tutor_key=enrolment.tutor_key)
        self.seen = Seen(self.database, self.vault)
        self.holds = Holds(time.time, lambda: self.current.settings)
        self.notices = Notices(time.time)
        self.reports = Reports(self, time.time)
        self.fetch = Fetch(wiring.upstream_proxy, wiring.upstream_ca)
        self.recorder = Recorder(
            current=self.current, outbox=self.outbox, seen=self.seen, notices=self.notices, vault=self.vault
        )
        self.learner = self._learner(enrolment.enrolled_at)
        self.intents = Intents(self)
        self.routing = Routing(lambda: self.current.settings.hosts)
        self.authority = Authority(home, self.routing.hosts())
        self.live = LiveLists()
        self.lists = Lists(home, enrolment.signer, self.current, self.courier.pack, self.pulse)
        self._connect()

    def _learner(self, enrolled: float) -> Learner:
        return Learner(
            directory=self.directory,
            people=self.people,
            current=self.current,
            entries=Entries(self.database, self.current),
            recorder=self.recorder,
            seen=self.seen,
            enrolled=enrolled,
        )

    def _connect(self) -> None:
        """Have the parts hear of each other."""
        self.courier.renewing(self.people.renew)
        for back in (self.people.retry, self.names.retry, self.learner.settle, self.lists.wake):
            self.courier.on_back(back)
        self.current.on_change(self._cover)

    async def run(self, wiring: Wiring, stop: asyncio.Event, ready: Callable[[str, str], None]) -> None:
        """Guard until `stop`. `ready` hears the proxy's and the status page's addresses. Raises OSError for a taken port."""
        proxy = Proxy(
            wiring.listen, Upstream(wiring.upstream_proxy, self._roots(wiring.upstream_ca)), Certificates(self.authority)
        )
        proxy.add(Tunnels(self.routing, self.pulse))
        proxy.add(Guard(self.routing, Judge(self), self.learner, self.pulse, proxy.server))
        listening = _text(await proxy.start())
        desk = Desk(self, proxy=listening, sync=self.courier.now, stop=stop.set)
        work = [
            asyncio.create_task(kept_running(self.pulse, "courier", self.courier.run)),
            asyncio.create_task(kept_running(self.pulse, "lists", self.lists.run)),
            asyncio.create_task(kept_running(self.pulse, "flush", self._flush, FLUSH_SECONDS)),
        ]
        try:
            async with served(desk, self.home, wiring.loopback) as page:
                self.notices.subscribe(Desktop(f"http://{page}/").told)
                ready(listening, page)
                await stop.wait()
        finally:
            await proxy.close()
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)
            await self.close()

    async def close(self) -> None:
        """Let go of everything; what waits to be written is written."""
        self.pulse.flush()
        await self.learner.close()
        await self.people.close()
        await self.names.close()
        await self.courier.close()
        await self.fetch.close()
        self.database.close()
        self.outbox.close()

    def _cover(self) -> None:
        """The company may have added a host of its own: the CA must be able to sign for it."""
        self.authority.cover(self.routing.hosts())

    async def _flush(self) -> None:
        """Tell the office what was only counted so far."""
        self.pulse.flush()

    def _roots(self, extra: Path | None) -> Path | None:
        """A company's CA is trusted beside the public ones, not in their place."""
        if extra is None:
            return None
        both = self.home.root / "upstream-roots.pem"
        both.write_bytes(Path(certifi.where()).read_bytes() + b"\n" + extra.read_bytes())
        return both


async def guard(home: Home, enrolment: Enrolment, wiring: Wiring, ready: Callable[[str, str], None]) -> None:
    """Guard until SIGINT or SIGTERM. Raises HomeInUse when this home is guarded already, OSError for a taken port."""
    quiet_keys()
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    with home.lock():
        device = Device(home, enrolment, wiring)
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # Windows: there Ctrl-C is an exception
                loop.add_signal_handler(number, stop.set)
        await device.run(wiring, stop, ready)


def quiet_keys() -> None:
    """TLS libraries write session keys to the file that these name, for debugging: never for a guard."""
    for name in ("SSLKEYLOGFILE", "MITMPROXY_SSLKEYLOGFILE"):
        os.environ.pop(name, None)


def _text(place: Place) -> str:
    host, port = place
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
