"""Threat packs for devices: the bundle says which pack is in force, this says how to come to it."""

from aiohttp import web

from policy import wire
from server.api.door import PACKS, reply
from server.problem import BadRequest, NotFound

DIGEST = 32
routes = web.RouteTableDef()


@routes.get(f"{wire.PREFIX}packs/{{name}}")
async def pack(request: web.Request) -> web.Response:
    """`held`: SHA-256 in hex of the pack that the device has, empty for none."""
    try:
        held = bytes.fromhex(request.query.get("held", ""))
    except ValueError as error:
        raise BadRequest("This is no digest of a pack.", field="held") from error
    if len(held) not in {0, DIGEST}:
        raise BadRequest("This is no digest of a pack.", field="held")
    try:
        return reply(await request.app[PACKS].change(request.match_info["name"], held))
    except KeyError as error:
        raise NotFound("There is no such pack.") from error
