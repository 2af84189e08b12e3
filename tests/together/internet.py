"""A stand-in for the internet: a CONNECT proxy on loopback behind which every host is answered by us.

A tunnel to any host ends at one TLS listener, which shows a certificate for whatever name the client asked for. A site
is a handler for a host's name; every request is written down before its handler runs, so that "the stand-in saw nothing"
means that not even the head arrived. It runs in a thread of its own: the tests themselves are plain functions.
"""

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.together.certificates import Authority
from tests.together.waiting import until

HEAD_LIMIT = 64 * 1024
CHUNK = 64 * 1024
KEPT = 4 * 1024 * 1024


class Seen:
    """One request as it arrived. `body` grows until `complete`; of a huge one the beginning is kept, and its `size`."""

    def __init__(self, request: web.BaseRequest) -> None:
        self.method = request.method
        self.host = (request.url.host or "") if request.raw_path.startswith("http") else request.host.partition(":")[0]
        self.target = request.raw_path
        self.path = request.rel_url.raw_path
        self.query = dict(request.rel_url.query)
        self.headers = {name.lower(): value for name, value in request.headers.items()}
        self.body = b""
        self.size = 0
        self.complete = False

    def __repr__(self) -> str:
        return f"{self.method} {self.host}{self.path} ({self.size} bytes)"


type Site = Callable[[web.BaseRequest, Seen], Awaitable[web.StreamResponse]]


class Internet:
    """Start it, mount sites, point something at `address`, read `seen`."""

    def __init__(self, folder: Path) -> None:
        self.authority = Authority(folder)
        self.ca_file = self.authority.file
        self.seen: list[Seen] = []
        self.tunnels: list[str] = []
        self.address = ""
        self._sites: dict[str, Site] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._servers: list[asyncio.Server] = []
        self._ports = {"tls": 0, "plain": 0}

    # -- for the tests ---------------------------------------------------------------------------------------------

    def mount(self, site: Site, *hosts: str) -> None:
        self._sites.update(dict.fromkeys(hosts, site))

    def requests(self, host: str = "", path: str = "", method: str = "") -> list[Seen]:
        """What was seen of a host (sub-domains apart), a part of a path, a method."""
        return [
            seen for seen in list(self.seen) if host in {"", seen.host} and path in seen.path and method in {"", seen.method}
        ]

    def wait(self, host: str = "", path: str = "", method: str = "", seconds: float = 30) -> Seen:
        """The first such request, once its body is complete."""
        until(lambda: [seen for seen in self.requests(host, path, method) if seen.complete], seconds, f"{host}{path}")
        return next(seen for seen in self.requests(host, path, method) if seen.complete)

    def run[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Run something on the stand-in's own loop, from a test."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=120)

    def start(self) -> None:
        self._thread.start()
        self.run(self._listen())

    def stop(self) -> None:
        self.run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    # -- the machinery ---------------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        protocol = web.Server(self._answer, auto_decompress=False)
        for name, context in (("tls", self.authority.any_host()), ("plain", None)):
            server = await self._loop.create_server(protocol, "127.0.0.1", 0, ssl=context)
            self._ports[name] = server.sockets[0].getsockname()[1]
            self._servers.append(server)
        front = await asyncio.start_server(self._tunnel, "127.0.0.1", 0, limit=HEAD_LIMIT)
        self._servers.append(front)
        self.address = f"http://127.0.0.1:{front.sockets[0].getsockname()[1]}"

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        seen = Seen(request)
        self.seen.append(seen)
        if request.headers.get("upgrade", "").lower() != "websocket":
            async for chunk in request.content.iter_chunked(CHUNK):
                seen.size += len(chunk)
                seen.body += chunk if len(seen.body) < KEPT else b""
        seen.complete = True
        site = self._sites.get(seen.host, anything)
        return await site(request, seen)

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = await reader.readuntil(b"\r\n\r\n")
            connect = head.startswith(b"CONNECT ")
            inner, outer = await asyncio.open_connection("127.0.0.1", self._ports["tls" if connect else "plain"])
            if connect:
                self.tunnels.append(head.split()[1].decode("ascii", "replace"))
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                outer.write(head)
            await asyncio.gather(_pipe(reader, outer), _pipe(inner, writer))
        writer.close()  # a browser opens connections that it may never use


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
    writer.close()


async def anything(_: web.BaseRequest, seen: Seen) -> web.StreamResponse:
    """A host that nobody mounted answers with what it was sent."""
    return web.json_response({"method": seen.method, "host": seen.host, "path": seen.path, "size": seen.size})
