"""A new device, by its code."""

from aiohttp import web

from policy import wire
from server.api.door import PUBLISHER, read, reply
from server.store import devices, tutors
from server.web import DB

routes = web.RouteTableDef()


@routes.post(f"{wire.PREFIX}enrol")
async def enrol(request: web.Request) -> web.Response:
    """Take a code, once, and give all that a device needs to begin."""
    asked = await read(request, wire.Enrol)
    database = request.app[DB]
    async with database.begin() as db:
        made = await devices.enrol(db, asked.secret, asked.device, asked.version)
        key = await tutors.key(db, made.tutor)
    return reply(
        wire.Enrolled(
            token=made.token,
            device=made.device,
            tutor=made.tutor,
            tutor_key=key,
            signer=database.keys.signer_public,
            bundle=request.app[PUBLISHER].policy.bundle,
        )
    )
