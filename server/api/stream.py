"""The push stream: the newest serial to everybody who listens, the moment it changes (server-sent events)."""

import contextlib

from aiohttp import ClientConnectionResetError, web

from policy import wire
from server.api.door import PUBLISHER
from server.publish import Feed

HEARTBEAT = 15.0  # seconds: below the shortest idle limit of common middle boxes
routes = web.RouteTableDef()


@routes.get(f"{wire.PREFIX}stream")
async def stream(request: web.Request) -> web.StreamResponse:
    """Tell the newest serial now and whenever it rises, until either end hangs up."""
    response = web.StreamResponse()
    response.content_type = "text/event-stream"
    await response.prepare(request)
    with contextlib.suppress(ClientConnectionResetError):  # the device hung up: nothing is lost, it will ask again
        await _tell(response, request.app[PUBLISHER].feed)
    return response


async def _tell(response: web.StreamResponse, feed: Feed) -> None:
    told = 0
    while not feed.closed:
        serial = await feed.beyond(told, HEARTBEAT)
        await response.write(b":\n\n" if serial == told else f"event: serial\nid: {serial}\ndata: {serial}\n\n".encode())
        told = serial
