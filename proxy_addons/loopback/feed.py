"""What one listener of the extension is told, in order: the state at once, then what comes and goes. Bounded.

A listener that reads too slowly is let go of, and may come again: then it gets the state, and has missed nothing that lasts.
"""

import asyncio
import time
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from proxy_addons.loopback.desk import Desk
from proxy_addons.loopback.report import iso
from proxy_addons.loopback.state import Json, brief, etag, held, sites, told
from proxy_addons.notices import Entry

BOUND = 100
BEAT_SECONDS = 20.0  # a Chromium worker sleeps after 30 s without a message


class Feed:
    """To be entered; `next` gives what is to be sent. `overflow`: more has happened than the listener has read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._queue: asyncio.Queue[Json] = asyncio.Queue(BOUND)
        self._open = frozenset[str]()
        self._state = ""
        self.overflow = asyncio.Event()
        self._leaves = ExitStack()

    def __enter__(self) -> Self:
        self._leaves.callback(self._desk.on_holds(self._holds))
        self._leaves.callback(self._desk.on_notice(self._notice))
        self._leaves.callback(self._desk.on_state(self._changed))
        self._leaves.callback(self._desk.on_bundle(self._changed))
        self._open = frozenset(hold.id for hold in self._desk.holds())
        self._changed()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._leaves.close()

    async def next(self) -> Json:
        """The next message; a ping when it is quiet for long."""
        try:
            async with asyncio.timeout(BEAT_SECONDS):
                return await self._queue.get()
        except TimeoutError:
            return {"type": "ping", "at": iso(time.time())}

    def _changed(self) -> None:
        said = brief(self._desk) | {"sites": etag(sites(self._desk))}
        if (tag := etag(said)) != self._state:
            self._state = tag
            holds = [held(hold) for hold in self._desk.holds()]
            notices = [entry.id for entry in self._desk.notices()]
            self._put({"type": "state", **said, "etag": tag, "holds": holds, "notices": notices})

    def _holds(self) -> None:
        now = {hold.id: hold for hold in self._desk.holds()}
        before, self._open = self._open, frozenset(now)
        for number in before - self._open:
            self._put({"type": "ended", "id": number})
        for number, hold in now.items():
            if number not in before:
                self._put({"type": "hold", **held(hold)})

    def _notice(self, entry: Entry) -> None:
        self._put({"type": "notice", **told(entry)})

    def _put(self, message: Json) -> None:
        try:
            self._queue.put_nowait(message)
        except asyncio.QueueFull:
            self.overflow.set()
