"""Verified sites for people: add one, verify it anew, withdraw it, take that back."""

from http import HTTPStatus

import msgspec
from aiohttp import web

from server.admin.render import page, see, wrong
from server.auth import PERSON, form
from server.problem import Conflict, Invalid, from_decoding
from server.roles import Right
from server.route import Routes
from server.store import sites
from server.store.sites import NewSite
from server.web import DB

FIELDS = ("host", "until", "note")
routes = Routes("/posts/sites")


@routes.on("GET", "", Right.READ_REGISTERS)
async def list_sites(request: web.Request) -> web.Response:
    """Every verified site, and those withdrawn lately."""
    return await _list(request)


async def _list(request: web.Request, *, status: int = HTTPStatus.OK, **context: object) -> web.Response:
    async with request.app[DB].reading() as db:
        found, gone, until = await sites.page(db), await sites.withdrawn(db), db.today + sites.YEAR
    return page(request, "sites.html", status=status, sites=found, withdrawn=gone, until=until.isoformat(), **context)


@routes.on("POST", "", Right.WRITE_REGISTERS)
async def verify_site(request: web.Request) -> web.Response:
    """Verify a site, or verify it anew."""
    fields = await form(request)
    values = {name: fields.get(name, "") for name in FIELDS} | {"until": fields.get("until") or None}
    try:
        new = msgspec.convert(values, NewSite)
        async with request.app[DB].begin() as db:
            await sites.verify(db, request[PERSON].actor, new)
    except msgspec.ValidationError as error:
        return await _list(request, status=HTTPStatus.UNPROCESSABLE_ENTITY, **wrong(from_decoding(error), fields, FIELDS))
    except (Invalid, Conflict) as error:
        return await _list(request, status=error.status, **wrong(error, fields, FIELDS))
    raise see("/posts/sites", "verified")


@routes.on("POST", "/{host}/withdraw", Right.WRITE_REGISTERS)
async def withdraw_site(request: web.Request) -> web.Response:
    """Vouch for a site no longer."""
    async with request.app[DB].begin() as db:
        await sites.withdraw(db, request[PERSON].actor, request.match_info["host"])
    raise see("/posts/sites", "withdrawn")


@routes.on("POST", "/{host}/restore", Right.WRITE_REGISTERS)
async def restore_site(request: web.Request) -> web.Response:
    """Take a withdrawal back."""
    async with request.app[DB].begin() as db:
        await sites.restore(db, request[PERSON].actor, request.match_info["host"])
    raise see("/posts/sites", "restored")
