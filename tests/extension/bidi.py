"""A browser's end of WebDriver BiDi: one web socket, commands with answers, events kept as they come.

Chromium and Firefox speak the same protocol, so that one driver serves both; closed shadow roots, which no page can look
into, are part of what it gives. The connection lives on a loop of its own: the tests are plain functions.
"""

import asyncio
import itertools
import json
import threading
from collections.abc import Coroutine
from typing import Any

import aiohttp

from tests.together.waiting import until

PATIENCE = 60.0


class Refused(Exception):
    """The browser would not do it; the text is its own."""


class Bidi:
    """`call` what the specification names, read `events`; `post` is for chromedriver, which opens its session by HTTP."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._http = self._run(self._open())
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._reader: asyncio.Task[None] | None = None

    def post(self, url: str, body: Any) -> Any:
        return self._run(self._post(url, body))

    def connect(self, url: str, seconds: float = 120) -> None:
        """Join the browser as soon as it listens."""
        until(lambda: self._run(self._join(url)), seconds, f"{url} answers")

    def call(self, method: str, /, **parameters: Any) -> dict[str, Any]:
        """One command's result. Raises Refused."""
        return self._run(self._call(method, parameters))

    def named(self, *names: str) -> list[dict[str, Any]]:
        """The parameters of the events by those names, in order."""
        return [event["params"] for event in list(self.events) if event["method"] in names]

    def close(self) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    # -- on the loop -----------------------------------------------------------------------------------------------

    def _run[T](self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE + 5)

    async def _open(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE))

    async def _post(self, url: str, body: Any) -> Any:
        async with self._http.post(url, json=body) as reply:
            return await reply.json()

    async def _join(self, url: str) -> bool:
        try:
            self._socket = await self._http.ws_connect(url, max_msg_size=0)
        except (aiohttp.ClientError, OSError):
            return False
        self._reader = asyncio.create_task(self._read(self._socket))
        return True

    async def _call(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        assert self._socket
        number = next(self._numbers)
        self._waiting[number] = self._loop.create_future()
        await self._socket.send_str(json.dumps({"id": number, "method": method, "params": parameters}))
        async with asyncio.timeout(PATIENCE):
            answer = await self._waiting[number]
        del self._waiting[number]
        if answer["type"] == "error":
            raise Refused(f"{method}: {answer['error']}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            said = json.loads(message.data)
            if said["type"] == "event":
                self.events.append(said)
            elif (asked := self._waiting.get(said["id"])) and not asked.done():
                asked.set_result(said)

    async def _end(self) -> None:
        if self._reader:
            self._reader.cancel()
        if self._socket:
            await self._socket.close()
        await self._http.close()
