"""GET /live: tells an open status page that something has changed, and nothing more. What, the page asks for itself."""

import asyncio
import contextlib

from aiohttp import web

from proxy_addons.loopback.desk import DESK

MAX_OPEN = 16
BEAT_SECONDS = 15.0
OPEN = web.AppKey("open", set[asyncio.Task[object]])
routes = web.RouteTableDef()


@routes.get("/live")
async def live(request: web.Request) -> web.StreamResponse:
    listening = request.app[OPEN]
    if len(listening) >= MAX_OPEN:
        raise web.HTTPServiceUnavailable(text="too many status pages are open")
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    changed, task = asyncio.Event(), asyncio.current_task()
    assert task is not None
    listening.add(task)
    leave = request.app[DESK].watch(changed.set)
    try:
        await _tell(response, changed)
    finally:
        leave()
        listening.discard(task)
    return response


async def close(app: web.Application) -> None:
    """Let the open pages go when the guard stops (on_shutdown)."""
    listening = app[OPEN]
    for task in tuple(listening):
        task.cancel()


async def _tell(response: web.StreamResponse, changed: asyncio.Event) -> None:
    with contextlib.suppress(ConnectionError):
        await response.write(b": here\n\n")
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), BEAT_SECONDS)
            await response.write(b"event: changed\ndata:\n\n" if changed.is_set() else b": here\n\n")
            changed.clear()
