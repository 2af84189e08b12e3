"""What devices report: incidents, reviews and health, each taken in exactly once."""

from aiohttp import web

from policy import wire
from server.api.door import DEVICE, read, reply
from server.problem import BadRequest
from server.store import intake
from server.web import DB

routes = web.RouteTableDef()


@routes.post(f"{wire.PREFIX}events")
async def events(request: web.Request) -> web.Response:
    """Keep what is new; answer what the office holds now, so that the device may forget it."""
    sent = await read(request, wire.Events)
    if max(map(len, (sent.events, sent.reviews, sent.health, sent.asks, sent.reports))) > wire.MAX_EVENTS:
        raise BadRequest(f"At most {wire.MAX_EVENTS} of a kind at a time.")
    async with request.app[DB].begin() as db:
        keys = await intake.take(db, request[DEVICE], sent)
    return reply(wire.EventsHeld(keys=tuple(keys)))
