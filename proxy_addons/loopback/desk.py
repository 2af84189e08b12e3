"""What the loopback application asks of the guard: one object in front of the parts that know."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Protocol

from aiohttp import web

from policy.settings import Settings
from proxy_addons.conversation import Sent
from proxy_addons.current import Current
from proxy_addons.directory import Directory
from proxy_addons.hold import Decision, Fate, Hold
from proxy_addons.holds import Holds
from proxy_addons.home import Home
from proxy_addons.intents import Intents
from proxy_addons.lists import Lists
from proxy_addons.live import LiveLists
from proxy_addons.loopback.report import Report, Unwatched, authority, dated
from proxy_addons.names import Names
from proxy_addons.notices import Entry, Notices
from proxy_addons.outbox import Entry as Sealed
from proxy_addons.outbox import Outbox
from proxy_addons.pages import Pages
from proxy_addons.pulse import Pulse, State, Trouble
from proxy_addons.reports import Reports
from proxy_addons.routing import Routing
from proxy_addons.stores import Trusted
from proxy_addons.trust import Trust

if TYPE_CHECKING:
    from policy.packs.pack import Pack  # the tables behind it would delay the guard's start

DESK: web.AppKey["Desk"] = web.AppKey("desk")


class Courier(Protocol):
    """Of the courier only what it said."""

    @property
    def recent(self) -> Iterable[Sent]: ...


class Parts(Protocol):
    """The parts of the device that are shown or asked."""

    home: Home
    current: Current
    directory: Directory
    outbox: Outbox
    pages: Pages
    holds: Holds
    intents: Intents
    lists: Lists
    live: LiveLists
    names: Names
    notices: Notices
    pulse: Pulse
    reports: Reports
    routing: Routing

    @property
    def courier(self) -> Courier: ...


class Desk:
    """`proxy`: host:port of the guard's proxy, for the PAC file. `sync`: asks the office; "" or what went wrong.
    `stop`: ends the guard. `clock`: Unix seconds.
    """

    def __init__(
        self,
        parts: Parts,
        *,
        proxy: str,
        sync: Callable[[], Awaitable[str]],
        stop: Callable[[], None],
        clock: Callable[[], float] = time.time,
        trust: Trust | None = None,
    ) -> None:
        self._parts = parts
        self._proxy = proxy
        self.sync = sync
        self.stop = stop
        self._clock = clock
        self._trust = trust or Trust()

    async def report(self) -> Report:
        """Everything, as of now. The trust stores are asked by other programs, so not on the loop."""
        trusted = await asyncio.to_thread(self._trust.trusted, self._parts.home.ca_cert)
        return self._report(trusted)

    def holds(self) -> Sequence[Hold]:
        return self._parts.holds.list()

    def answer(self, hold_id: str, decision: Decision, reason: str) -> Fate:
        """Raises NoSuchHold, or ValueError for a reason that is too short or too long."""
        return self._parts.holds.answer(hold_id, decision, reason)

    @property
    def settings(self) -> Settings:
        """What the company chose, as the bundle in force says it."""
        return self._parts.current.settings

    def is_ticket(self, number: str) -> bool:
        """Does the answer to that question let the next request of its act pass?"""
        return self._parts.holds.is_ticket(number)

    @property
    def intents(self) -> Intents:
        """What judges a page's intents."""
        return self._parts.intents

    @property
    def names(self) -> Names:
        """What looks up the names in a draft."""
        return self._parts.names

    @property
    def packs(self) -> tuple["Pack", ...]:
        """The threat packs in use."""
        return self._parts.lists.packs

    @property
    def live(self) -> LiveLists:
        """What asks a live list, where the company wants that."""
        return self._parts.live

    @property
    def pages(self) -> Pages:
        """What the extension misses on the pages of sites."""
        return self._parts.pages

    @property
    def state(self) -> State:
        return self._parts.pulse.state

    def doubts(self) -> tuple[tuple[Trouble, ...], list[tuple[str, str]]]:
        """Why the state is not `watching`: troubles, and what is not watched with its reason."""
        return tuple(self._parts.pulse.troubles), self._parts.pulse.blind()

    def watched(self) -> tuple[str, ...]:
        """The platforms that are guarded."""
        return self._parts.routing.watched()

    def uplink(self) -> tuple[Sealed, ...]:
        """All that was or will be sent to the office, the newest first."""
        return self._parts.outbox.entries()

    def notices(self) -> tuple[Entry, ...]:
        return self._parts.notices.recent()

    def on_holds(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Hear when a question came or went; returns what ends it, as for the other two."""
        return self._parts.holds.subscribe(changed)

    def on_notice(self, reader: Callable[[Entry], None]) -> Callable[[], None]:
        return self._parts.notices.subscribe(reader)

    def on_state(self, changed: Callable[[], None]) -> Callable[[], None]:
        return self._parts.pulse.subscribe(changed)

    def on_bundle(self, changed: Callable[[], None]) -> Callable[[], None]:
        return self._parts.current.on_change(changed)

    @property
    def reports(self) -> Reports:
        """What the tutor tells the office of their own accord."""
        return self._parts.reports

    def pac(self) -> str:
        return self._parts.routing.pac(self._proxy)

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Hear when a hold or a notice came or went; returns what ends it."""
        leaves = ExitStack()
        leaves.callback(self._parts.holds.subscribe(changed))
        leaves.callback(self._parts.notices.subscribe(lambda _: changed()))
        return leaves.close

    def _report(self, trusted: Trusted) -> Report:
        parts, now = self._parts, self._clock()
        policy, age = parts.current.policy, parts.current.age(now)
        people, threads = parts.directory.counts()
        return Report(
            at=now,
            state=parts.pulse.state,
            since=parts.pulse.since,
            reasons=tuple(map(str, parts.pulse.troubles)),
            authority=authority(parts.home.ca_cert, trusted),
            watched=self._watched(),
            unwatched=tuple(Unwatched(what, unseen.why, unseen.since) for what, unseen in sorted(parts.pulse.unseen.items())),
            holds=parts.holds.list(),
            told=parts.notices.recent(),
            uplink=parts.outbox.entries(),
            regular=tuple(parts.courier.recent)[::-1],
            outbox=parts.outbox.queued,
            people=people,
            threads=threads,
            serial=policy.head.serial if policy else None,
            epoch=policy.head.epoch if policy else None,
            bundle_age_s=None if age is None else int(age),
            settings=parts.current.settings,
            lists=dated(parts.lists.packs),
            counts=dict(parts.pulse.counts),
        )

    def _watched(self) -> dict[str, tuple[str, ...]]:
        """Platform → its guarded hosts."""
        watched: dict[str, tuple[str, ...]] = {}
        for host in self._parts.routing.hosts():
            if platform := self._parts.routing.platform(host):
                watched[platform.name] = (*watched.get(platform.name, ()), host)
        return dict(sorted(watched.items()))
