"""Accounts that visitors of the public page reported as fake, for programs (2.9.1, 4.2.1)."""

from http import HTTPStatus

from aiohttp import web

from server.admin.listing import Items, whole
from server.auth import API, PERSON
from server.roles import Right
from server.route import Routes
from server.store import fakes
from server.store.fakes import Fake
from server.web import DB, nothing, reply

routes = Routes(f"{API}v1/fake-accounts")


@routes.on("GET", "", Right.READ_REGISTERS, reply=Items[Fake], query={"closed": "1 for those that were dealt with"})
async def list_fakes(request: web.Request) -> web.Response:
    """Those that wait, the newest first."""
    async with request.app[DB].reading() as db:
        return reply(whole(await fakes.page(db, closed=request.query.get("closed") == "1")))


@routes.on("POST", "/{id}/close", Right.WRITE_REGISTERS, status=HTTPStatus.NO_CONTENT)
async def close_fake(request: web.Request) -> web.Response:
    """It was dealt with; it is forgotten after 90 days."""
    async with request.app[DB].begin() as db:
        await fakes.close(db, request[PERSON].actor, request.match_info["id"])
    return nothing()


@routes.on("POST", "/{id}/reopen", Right.WRITE_REGISTERS, status=HTTPStatus.NO_CONTENT)
async def reopen_fake(request: web.Request) -> web.Response:
    """It was not dealt with, after all."""
    async with request.app[DB].begin() as db:
        await fakes.reopen(db, request[PERSON].actor, request.match_info["id"])
    return nothing()
