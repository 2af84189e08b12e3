"""A real mitmproxy master with our addons, a real origin behind it (as its upstream proxy), and a real client."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
from aiohttp import web

from proxy_addons.authority import Authority
from proxy_addons.certificates import Certificates
from proxy_addons.home import Home
from proxy_addons.master import Proxy, Upstream

type Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Origin:
    """Every site there is, without TLS: records what reaches it, answers what it is told to."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, bytes]] = []
        self.frames: list[bytes | str] = []
        self.answer: Answer = self.plain

    async def plain(self, _: web.Request) -> web.StreamResponse:
        return web.json_response({"status": "ok"})

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self.socket(request)
        body = await request.read()
        self.requests.append((request.method, str(request.url), body))
        return await self.answer(request)

    async def socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(compress=False, max_msg_size=0)
        await socket.prepare(request)
        async for message in socket:
            self.frames.append(message.data)
            await socket.send_str(f"heard {message.data}")
        return socket


class Proxied:
    """`url`: the proxy's; `session`: a client that goes through it; `origin`: what is behind."""

    def __init__(self, origin: Origin, port: int, session: aiohttp.ClientSession) -> None:
        self.origin = origin
        self.proxy = f"http://127.0.0.1:{port}"
        self.session = session

    async def post(self, url: str, **more: Any) -> tuple[int, bytes]:
        async with self.session.post(url, proxy=self.proxy, **more) as response:
            return response.status, await response.read()

    async def get(self, url: str, **more: Any) -> tuple[int, bytes]:
        async with self.session.get(url, proxy=self.proxy, **more) as response:
            return response.status, await response.read()

    def socket(self, url: str) -> Any:
        return self.session.ws_connect(url, proxy=self.proxy, max_msg_size=0)


@contextlib.asynccontextmanager
async def proxied(home: Home, make: Callable[[Any], list[object]]) -> AsyncIterator[Proxied]:
    """`make` gets mitmproxy's Proxyserver and returns the addons under test."""
    origin = Origin()
    app = web.Application(client_max_size=2**30)
    app.router.add_route("*", "/{path:.*}", origin.handle)
    runner = web.AppRunner(app, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    upstream = runner.addresses[0][1]
    certificates = Certificates(Authority(home, ("instagram.com",)))
    proxy = Proxy(("127.0.0.1", 0), Upstream(proxy=f"http://127.0.0.1:{upstream}"), certificates)
    proxy.add(*make(proxy.server))
    _, port = await proxy.start()
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as session:
            yield Proxied(origin, port, session)
    finally:
        await proxy.close()
        await runner.cleanup()
