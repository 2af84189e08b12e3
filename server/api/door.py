"""The door of the device API: tokens in, bounded bodies in, MessagePack out, and no header that a device has no use for."""

from http import HTTPStatus

import msgspec
from aiohttp import web

from policy import wire
from server.deltas import Deltas
from server.packs.published import Published
from server.problem import BadRequest
from server.publish import Publisher
from server.store import devices
from server.store.devices import Device
from server.web import DB, Handler

PUBLISHER = web.AppKey("PUBLISHER", Publisher)
DELTAS = web.AppKey("DELTAS", Deltas)
PACKS = web.AppKey("PACKS", Published)
DEVICE = web.RequestKey("DEVICE", Device)

MAX_BODY = 256 * 1024
NO_TOKEN_NEEDED = f"{wire.PREFIX}enrol"
KEPT_HEADERS = frozenset({"Content-Type", "Content-Length", "Transfer-Encoding", "Connection", "Retry-After", "Cache-Control"})


@web.middleware
async def authenticated(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let devices in by their token. Who has none, a wrong one or a revoked one learns nothing more than that."""
    if not request.path.startswith(wire.PREFIX) or request.path == NO_TOKEN_NEEDED:
        return await handler(request)
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    device = None
    if kind == "Bearer" and token:
        async with request.app[DB].reading() as db:
            device = await devices.authenticate(db, token)
    if device is None:
        return web.Response(status=HTTPStatus.UNAUTHORIZED)
    request[DEVICE] = device
    return await handler(request)


async def slim(request: web.Request, response: web.StreamResponse) -> None:
    """For `app.on_response_prepare`, the last one: a device asks every minute of its life, so every byte is sent often.

    `Date` and `Server` go too: a device that trusted the office's clock or version would trust it too far.
    """
    if request.path.startswith(wire.PREFIX):
        for name in [name for name in response.headers if name.title() not in KEPT_HEADERS]:
            response.headers.popall(name, None)
        if response.headers.get("Cache-Control") == "no-store":
            del response.headers["Cache-Control"]  # nothing but our own device ever sees these answers


async def read[M: msgspec.Struct](request: web.Request, shape: type[M]) -> M:
    """The MessagePack body as `shape`. Raises BadRequest, or aiohttp's own error for a body over the limit."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > MAX_BODY:
            raise web.HTTPRequestEntityTooLarge(MAX_BODY, len(body))
    try:
        return wire.decode(bytes(body), shape)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise BadRequest("The body is not what this version of the office reads.") from error


def reply(message: msgspec.Struct) -> web.Response:
    return encoded(wire.encode(message))


def encoded(body: bytes) -> web.Response:
    return web.Response(body=body, content_type=wire.MEDIA_TYPE)
