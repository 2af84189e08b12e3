"""Family exemptions for programs: only a DSL (or the owner) grants and ends them."""

from http import HTTPStatus

from aiohttp import web

from server.admin.listing import Items, whole
from server.auth import API, PERSON
from server.roles import Right
from server.route import Routes
from server.store import tutors
from server.store.tutors import Exemption, NewExemption
from server.web import DB, nothing, read, reply

EXEMPTIONS = f"{API}v1/exemptions"
routes = Routes(EXEMPTIONS)


@routes.on("GET", "", Right.READ_EXEMPTIONS, reply=Items[Exemption])
async def list_exemptions(request: web.Request) -> web.Response:
    """Every exemption, the newest first; those that have ended too."""
    async with request.app[DB].reading() as db:
        return reply(whole(await tutors.all_exemptions(db)))


@routes.on("POST", "", Right.GRANT_EXEMPTIONS, body=NewExemption, reply=Exemption, status=HTTPStatus.CREATED)
async def grant_exemption(request: web.Request) -> web.Response:
    """Let close family stay in touch; it is recorded."""
    wanted = await read(request, NewExemption)
    async with request.app[DB].begin() as db:
        granted = await tutors.exempt(db, request[PERSON].actor, wanted)
    return reply(granted, status=HTTPStatus.CREATED, location=f"{EXEMPTIONS}/{granted.id}")


@routes.on("GET", "/{id}", Right.READ_EXEMPTIONS, reply=Exemption)
async def read_exemption(request: web.Request) -> web.Response:
    """One exemption."""
    async with request.app[DB].reading() as db:
        return reply(await tutors.exemption(db, request.match_info["id"]))


@routes.on("DELETE", "/{id}", Right.GRANT_EXEMPTIONS, status=HTTPStatus.NO_CONTENT)
async def end_exemption(request: web.Request) -> web.Response:
    """End an exemption; that it was there stays on record."""
    async with request.app[DB].begin() as db:
        await tutors.end_exemption(db, request[PERSON].actor, request.match_info["id"])
    return nothing()
