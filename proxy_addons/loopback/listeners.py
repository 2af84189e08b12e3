"""WS /v1/notices: the extension's worker hears of questions and notices as they come, while a tab of a guarded site is open.

A browser lets nobody set headers on a WebSocket, so the token comes as a subprotocol (access.py). Nothing that a listener
sends is read for more than its end.
"""

import asyncio
import contextlib

import msgspec
from aiohttp import WSCloseCode, web

from proxy_addons.loopback.access import PROTOCOL
from proxy_addons.loopback.desk import DESK, Desk
from proxy_addons.loopback.feed import Feed
from proxy_addons.loopback.tables import TABLES

MAX_OPEN = 16
LARGEST = 1024  # bytes of what a listener may send
CLOSE_SECONDS = 1.0
OPEN = web.AppKey("listening", set[web.WebSocketResponse])
routes = web.RouteTableDef()


@routes.get("/v1/notices")
async def notices(request: web.Request) -> web.StreamResponse:
    listening = request.app[OPEN]
    if len(listening) >= MAX_OPEN:
        raise web.HTTPServiceUnavailable(text="too many are listening")
    socket = web.WebSocketResponse(protocols=(PROTOCOL,), max_msg_size=LARGEST, compress=False, timeout=CLOSE_SECONDS)
    if not socket.can_prepare(request):
        raise web.HTTPUpgradeRequired(text="this is a WebSocket")
    await socket.prepare(request)
    listening.add(socket)
    request.app[TABLES].begin(request.app[DESK].settings)
    try:
        if not await _serve(request.app[DESK], socket):
            await _end(socket, WSCloseCode.TRY_AGAIN_LATER)
            if request.transport:
                request.transport.abort()  # what it has not read would be kept for it
    finally:
        listening.discard(socket)
    return socket


async def close(app: web.Application) -> None:
    """Let all go when the guard stops (on_shutdown)."""
    listening = app[OPEN]
    await asyncio.gather(*(_end(socket, WSCloseCode.GOING_AWAY) for socket in tuple(listening)))


async def _serve(desk: Desk, socket: web.WebSocketResponse) -> bool:
    """Tell until one of the two has enough. Did the listener keep up?"""
    with Feed(desk) as feed:
        tasks = [asyncio.create_task(work) for work in (_tell(feed, socket), _left(socket), feed.overflow.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return not feed.overflow.is_set()


async def _tell(feed: Feed, socket: web.WebSocketResponse) -> None:
    with contextlib.suppress(ConnectionError):
        while True:
            await socket.send_str(msgspec.json.encode(await feed.next()).decode())


async def _left(socket: web.WebSocketResponse) -> None:
    """Returns when the listener has gone."""
    async for _ in socket:
        continue


async def _end(socket: web.WebSocketResponse, code: WSCloseCode) -> None:
    with contextlib.suppress(TimeoutError, ConnectionError, RuntimeError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await socket.close(code=code)
