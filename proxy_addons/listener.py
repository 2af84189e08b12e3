"""Hears of news: the office's stream of pushes, and a computer that wakes from sleep.

The stream carries `data: <newest serial>` and a heartbeat; silence for three heartbeats means that it is dead, whatever TCP
thinks. A broken stream is opened again after a pause that grows to half a minute, with jitter.
"""

import asyncio
import random
import time
from collections.abc import Callable

import aiohttp

from proxy_addons.office import Office, OfficeAway

HEARTBEAT_SECONDS = 45.0
FIRST_RETRY = 1.0
LONGEST_RETRY = 30.0
TICK_SECONDS = 2.0
SLEPT_SECONDS = 10.0
MAX_SERIAL = 20  # digits


class Listener:
    """`pushed` hears each serial that the office names; `broken` is called when the stream is no more. `open`: it stands."""

    def __init__(
        self, office: Office, *, pushed: Callable[[int], None], broken: Callable[[], None], heartbeat: float = HEARTBEAT_SECONDS
    ) -> None:
        self.open = False
        self._office = office
        self._pushed = pushed
        self._broken = broken
        self._heartbeat = heartbeat
        self._hurry = asyncio.Event()
        self._response: aiohttp.ClientResponse | None = None

    def hurry(self) -> None:
        """The office answers: do not wait any longer to open the stream."""
        self._hurry.set()

    async def run(self) -> None:
        """Keep the stream open until cancelled."""
        pause = FIRST_RETRY
        while True:
            self._hurry.clear()
            try:
                self._response = await self._office.stream(self._heartbeat)
                pause = FIRST_RETRY
                self.open = True
                await self._listen(self._response)
            except (OfficeAway, aiohttp.ClientError, TimeoutError, OSError, ValueError):
                pass  # it is opened again, and until then the courier asks by itself
            finally:
                self._shut()
            try:
                async with asyncio.timeout(pause * random.uniform(0.5, 1.0)):  # noqa: S311 - not all devices at once
                    await self._hurry.wait()
            except TimeoutError:
                pause = min(LONGEST_RETRY, pause * 2)

    async def watch_sleep(self) -> None:
        """Notice that this computer slept: the wall clock ran on and the other did not; a stream from before is dead."""
        drift = time.time() - time.monotonic()
        while True:
            await asyncio.sleep(TICK_SECONDS)
            now = time.time() - time.monotonic()
            if now - drift > SLEPT_SECONDS:
                self._shut()
            drift = now

    async def _listen(self, response: aiohttp.ClientResponse) -> None:
        async for line in response.content:
            name, _, value = line.decode("ascii", "replace").partition(":")
            number = value.strip()
            if name == "data" and number.isdecimal() and len(number) < MAX_SERIAL:
                self._pushed(int(number))

    def _shut(self) -> None:
        if self._response:
            self._response.close()
            self._response = None
            self.open = False
            self._broken()
