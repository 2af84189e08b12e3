"""POST /v1/picture: a picture's bytes in, what its file gives away out; in memory, on this computer, then forgotten."""

import asyncio

from aiohttp import web

from proxy_addons.loopback.access import answer
from proxy_addons.loopback.desk import DESK
from proxy_addons.loopback.tables import TABLES

LARGEST = 40_000_000  # bytes; what telephones take has half of that
MOST_AT_ONCE = 2  # pictures in memory at a time
PIECE = 256 * 1024
TURN = web.AppKey("turn", asyncio.Semaphore)
routes = web.RouteTableDef()


@routes.post("/v1/picture")
async def picture(request: web.Request) -> web.Response:
    """Position, owner, agency and likeness to the logo; null is "not known". `name`: the file's own, for agencies' marks.

    `approved` is there only for a picture that stands in the company's media register.
    """
    await request.app[TABLES].ready(request.app[DESK].settings)
    from policy.drafts.pictures.look import look  # noqa: PLC0415 - the guard's start does not wait for what reads pictures
    from policy.drafts.settled import approved, logos  # noqa: PLC0415 - nor for this
    from proxy_addons.drafts import today  # noqa: PLC0415

    if not request.content_type.startswith("image/") and request.content_type != "application/octet-stream":
        raise web.HTTPUnsupportedMediaType(text="send the picture itself, with its own content-type")
    async with request.app[TURN]:
        raw = await _body(request)
        settings = request.app[DESK].settings
        marks, register = logos(settings), approved(settings, today())
        return answer(await asyncio.to_thread(look, raw, marks, request.query.get("name", ""), register))


async def _body(request: web.Request) -> bytes:
    """All bytes; the limit of the other calls is too small for a picture."""
    body = bytearray()
    while piece := await request.content.read(PIECE):
        body += piece
        if len(body) > LARGEST:
            raise web.HTTPRequestEntityTooLarge(max_size=LARGEST, actual_size=len(body))
    return bytes(body)
