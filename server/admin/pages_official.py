"""The register of official accounts for people."""

from http import HTTPStatus

from aiohttp import web

from policy.platforms import PLATFORMS
from server.admin.render import page, see, wrong
from server.auth import PERSON, form
from server.problem import Conflict, Invalid
from server.roles import Right
from server.route import Routes
from server.store import official
from server.store.official import NewOfficial
from server.web import DB

FIELDS = ("platform", "handle", "id", "owner", "email", "note")
PLATFORM_NAMES = tuple((platform.name, platform.name) for platform in PLATFORMS)
routes = Routes("/posts/accounts")


@routes.on("GET", "", Right.READ_REGISTERS)
async def list_official(request: web.Request) -> web.Response:
    """Every official account."""
    return await _list(request)


async def _list(request: web.Request, *, status: int = HTTPStatus.OK, **context: object) -> web.Response:
    async with request.app[DB].reading() as db:
        found = await official.every(db)
    return page(request, "official.html", status=status, accounts=found, platforms=PLATFORM_NAMES, **context)


@routes.on("POST", "", Right.WRITE_REGISTERS)
async def add_official(request: web.Request) -> web.Response:
    """Enter an account."""
    fields = await form(request)
    new = NewOfficial(**{name: fields.get(name, "") for name in FIELDS})
    try:
        async with request.app[DB].begin() as db:
            await official.add(db, request[PERSON].actor, new)
    except (Invalid, Conflict) as error:
        return await _list(request, status=error.status, **wrong(error, fields, FIELDS))
    raise see("/posts/accounts", "added")


@routes.on("POST", "/{key}/remove", Right.WRITE_REGISTERS)
async def remove_official(request: web.Request) -> web.Response:
    """Take an account out."""
    async with request.app[DB].begin() as db:
        await official.remove(db, request[PERSON].actor, request.match_info["key"])
    raise see("/posts/accounts", "removed")
