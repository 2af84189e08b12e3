"""The media register for programs (5.8, 5.12, 6.3): a picture comes in, its fingerprint stays."""

from http import HTTPStatus

from aiohttp import web

from server.admin.listing import QUERY, Items, listed, place
from server.auth import API, PERSON
from server.roles import Right
from server.route import Routes
from server.store import pictures
from server.store.pictures import Approved, NewPicture, Shown
from server.web import DB, nothing, read, reply

MEDIA = f"{API}v1/media"
routes = Routes(MEDIA)


@routes.on("GET", "", Right.READ_REGISTERS, reply=Items[Approved], query=QUERY)
async def list_media(request: web.Request) -> web.Response:
    """Approved pictures and logos, by their fingerprints."""
    at = place(request)
    async with request.app[DB].reading() as db:
        found = await pictures.page(db, after=at.after, limit=at.reading)
    return reply(listed(found, at, lambda one: one.id))


@routes.on("POST", "", Right.WRITE_REGISTERS, body=NewPicture, reply=Approved, status=HTTPStatus.CREATED)
async def add_media(request: web.Request) -> web.Response:
    """Approve a picture, or name a logo. The file is looked at in memory and forgotten; a small copy does as well."""
    new = await read(request, NewPicture)
    mark = await pictures.fingerprint(new.picture)
    async with request.app[DB].begin() as db:
        kept = await pictures.add(db, request[PERSON].actor, new, mark)
    return reply(kept, status=HTTPStatus.CREATED, location=f"{MEDIA}/{kept.id}")


@routes.on("GET", "/{id}", Right.READ_REGISTERS, reply=Approved)
async def read_media(request: web.Request) -> web.Response:
    """One approved picture."""
    async with request.app[DB].reading() as db:
        return reply(await pictures.find(db, request.match_info["id"]))


@routes.on("PATCH", "/{id}", Right.WRITE_REGISTERS, body=Shown, reply=Approved)
async def show_pupils(request: web.Request) -> web.Response:
    """Say how many pupils a picture shows: so many consents it needs."""
    shown = await read(request, Shown)
    async with request.app[DB].begin() as db:
        return reply(await pictures.show(db, request[PERSON].actor, request.match_info["id"], shown))


@routes.on("DELETE", "/{id}", Right.WRITE_REGISTERS, status=HTTPStatus.NO_CONTENT)
async def remove_media(request: web.Request) -> web.Response:
    """Take a picture out of the register, and the consents to it."""
    async with request.app[DB].begin() as db:
        await pictures.remove(db, request[PERSON].actor, request.match_info["id"])
    return nothing()
