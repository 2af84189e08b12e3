"""Devices and enrolment codes for programs."""

from http import HTTPStatus

import msgspec
from aiohttp import web

from server import enrolment
from server.admin.listing import QUERY, Items, listed, place
from server.auth import API, PERSON
from server.enrolment import NewCode
from server.problem import Invalid, NotFound
from server.roles import Right
from server.route import Routes
from server.store import devices, health
from server.store.devices import Device
from server.store.health import Gap
from server.store.overview import WEEK
from server.web import DB, PIN, nothing, read, reply

routes = Routes(f"{API}v1")


class CodeFor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    tutor: str


@routes.on("GET", "/devices", Right.READ_DEVICES, reply=Items[Device], query=QUERY | {"tutor": "only this tutor's"})
async def list_devices(request: web.Request) -> web.Response:
    """Devices, revoked ones too."""
    at = place(request)
    async with request.app[DB].reading() as db:
        found = await devices.page(db, after=at.after, limit=at.reading, tutor=request.query.get("tutor", ""))
    return reply(listed(found, at, lambda device: device.id))


@routes.on("GET", "/gaps", Right.READ_DEVICES, reply=Items[Gap])
async def list_gaps(request: web.Request) -> web.Response:
    """What devices could not watch or take in the last seven days: sites that changed, in fixed words and without content."""
    async with request.app[DB].reading() as db:
        return reply(Items(await health.gaps(db, since=db.now - WEEK)))


@routes.on("GET", "/devices/{id}", Right.READ_DEVICES, reply=Device)
async def read_device(request: web.Request) -> web.Response:
    """One device, and what it holds."""
    async with request.app[DB].reading() as db:
        return reply(await devices.find(db, request.match_info["id"]))


@routes.on("DELETE", "/devices/{id}", Right.WRITE_DEVICES, status=HTTPStatus.NO_CONTENT)
async def revoke_device(request: web.Request) -> web.Response:
    """Revoke a device: from now on the office answers it nothing."""
    async with request.app[DB].begin() as db:
        await devices.revoke(db, request[PERSON].actor, request.match_info["id"])
    return nothing()


@routes.on("POST", "/enrolment-codes", Right.WRITE_DEVICES, body=CodeFor, reply=NewCode, status=HTTPStatus.CREATED)
async def make_code(request: web.Request) -> web.Response:
    """Make an enrolment code for one device of a tutor. It is shown here and nowhere else."""
    wanted = await read(request, CodeFor)
    try:
        async with request.app[DB].begin() as db:
            code = await enrolment.code(db, request[PERSON].actor, tutor=wanted.tutor, pin=request.app[PIN])
    except NotFound as error:
        raise Invalid(error.detail, field="tutor") from error
    return reply(code, status=HTTPStatus.CREATED)
