"""Devices for people: what each is doing, a code for a new one, revoking an old one; and the tutors they belong to."""

from http import HTTPStatus

from aiohttp import web

from server import enrolment
from server.admin.listing import place
from server.admin.render import page, see, wrong
from server.auth import PERSON, form
from server.problem import Conflict, Invalid, NotFound
from server.roles import Right
from server.route import Routes
from server.store import devices, tutors
from server.store.overview import condition
from server.web import DB, MAX_PAGE, PIN

TUTOR_FIELDS = ("ref", "name")
routes = Routes("/devices")


@routes.on("GET", "", Right.READ_DEVICES)
async def list_devices(request: web.Request) -> web.Response:
    """Every device and its condition."""
    return await _list(request)


async def _list(request: web.Request, *, status: int = HTTPStatus.OK, **context: object) -> web.Response:
    at = place(request)
    async with request.app[DB].reading() as db:
        found = await devices.page(db, after=at.after, limit=at.reading)
        known = await tutors.page(db, limit=MAX_PAGE)
        conditions = {device.id: condition(device, db.now) for device in found}
    shown = sorted(found[: at.limit], key=lambda device: (device.revoked_at is not None, device.tutor, device.enrolled_at))
    following = found[at.limit - 1].id if len(found) > at.limit else ""
    return page(
        request, "devices.html", status=status,
        devices=shown, conditions=conditions, tutors=known, following=following, **context,
    )  # fmt: skip


@routes.on("POST", "/tutors", Right.WRITE_TUTORS)
async def add_tutor(request: web.Request) -> web.Response:
    """Register a tutor, who can then be given a code."""
    fields = await form(request)
    try:
        async with request.app[DB].begin() as db:
            await tutors.add(db, request[PERSON].actor, fields.get("ref", ""), fields.get("name", ""))
    except (Invalid, Conflict) as error:
        return await _list(request, status=error.status, **wrong(error, fields, TUTOR_FIELDS))
    raise see("/devices", "saved")


@routes.on("POST", "/codes", Right.WRITE_DEVICES)
async def make_code(request: web.Request) -> web.Response:
    """Make an enrolment code and show it, here and nowhere else."""
    tutor = (await form(request)).get("tutor", "")
    try:
        async with request.app[DB].begin() as db:
            code = await enrolment.code(db, request[PERSON].actor, tutor=tutor, pin=request.app[PIN])
    except (NotFound, Conflict) as error:
        return await _list(request, status=error.status, code_error=error.detail)
    return page(request, "code.html", status=HTTPStatus.CREATED, tutor=tutor, code=code)


@routes.on("POST", "/{id}/revoke", Right.WRITE_DEVICES)
async def revoke_device(request: web.Request) -> web.Response:
    """Revoke a device."""
    async with request.app[DB].begin() as db:
        await devices.revoke(db, request[PERSON].actor, request.match_info["id"])
    raise see("/devices", "revoked")
