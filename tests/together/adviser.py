"""The extension's worker, as the guard hears it: JSON by POST with the token, and the WebSocket of notices."""

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import aiohttp

from tests.together.guard import Guard

ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"


class Refused(Exception):
    """The guard said no; `status` and `error` are what it said."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(f"{status}: {error}")
        self.status, self.error = status, error


class Adviser:
    """Holds the token that pairing would have given it."""

    def __init__(self, guard: Guard) -> None:
        self._place = f"http://127.0.0.1:{guard.loopback}"
        self._token = (guard.home / "loopback.token").read_text().strip()

    def call(self, name: str, **body: Any) -> dict[str, Any]:
        """One call of the API. Raises Refused."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json", "Origin": ORIGIN}
        request = Request(f"{self._place}/v1/{name}", json.dumps(body).encode(), headers)
        try:
            with urlopen(request, timeout=60) as reply:
                answer: dict[str, Any] = json.loads(reply.read())
        except HTTPError as error:
            raise Refused(error.code, json.loads(error.read())["error"]) from error
        return answer

    def hears(self, number: int, while_: Callable[[], object]) -> list[dict[str, Any]]:
        """The messages that come, the state at first, while something happens."""
        return asyncio.run(self._hear(number, while_))

    async def _hear(self, number: int, while_: Callable[[], object]) -> list[dict[str, Any]]:
        protocols = ["tutor-guard", f"bearer.{self._token}"]
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{self._place}/v1/notices", protocols=protocols, headers={"Origin": ORIGIN}) as socket,
            asyncio.timeout(60),
        ):
            heard = [await socket.receive_json()]
            happening = asyncio.create_task(asyncio.to_thread(while_))
            while len(heard) < number:
                heard.append(await socket.receive_json())
            await happening
        return heard
