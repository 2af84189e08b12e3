"""The register of official accounts for programs (2.9.1, 4.2.1)."""

from http import HTTPStatus

from aiohttp import web

from server.admin.listing import Items, whole
from server.auth import API, PERSON
from server.roles import Right
from server.route import Routes
from server.store import official
from server.store.official import NewOfficial, Official
from server.web import DB, nothing, read, reply

OFFICIAL = f"{API}v1/official-accounts"
routes = Routes(OFFICIAL)


@routes.on("GET", "", Right.READ_REGISTERS, reply=Items[Official])
async def list_official(request: web.Request) -> web.Response:
    """Every official account, by platform."""
    async with request.app[DB].reading() as db:
        return reply(whole(await official.every(db)))


@routes.on("POST", "", Right.WRITE_REGISTERS, body=NewOfficial, reply=Official, status=HTTPStatus.CREATED)
async def add_official(request: web.Request) -> web.Response:
    """Enter an official account: its handle or profile address, its permanent id, or both."""
    new = await read(request, NewOfficial)
    async with request.app[DB].begin() as db:
        kept = await official.add(db, request[PERSON].actor, new)
    return reply(kept, status=HTTPStatus.CREATED, location=f"{OFFICIAL}/{kept.key}")


@routes.on("GET", "/{key}", Right.READ_REGISTERS, reply=Official)
async def read_official(request: web.Request) -> web.Response:
    """One official account."""
    async with request.app[DB].reading() as db:
        return reply(await official.find(db, request.match_info["key"]))


@routes.on("DELETE", "/{key}", Right.WRITE_REGISTERS, status=HTTPStatus.NO_CONTENT)
async def remove_official(request: web.Request) -> web.Response:
    """Take an account out of the register."""
    async with request.app[DB].begin() as db:
        await official.remove(db, request[PERSON].actor, request.match_info["key"])
    return nothing()
