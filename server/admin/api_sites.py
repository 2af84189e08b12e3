"""Verified sites for programs (4.2.7): who vouches for a site, since when and until when."""

from http import HTTPStatus

from aiohttp import web

from server.admin.listing import QUERY, Items, listed, place
from server.auth import API, PERSON
from server.roles import Right
from server.route import Routes
from server.store import sites
from server.store.sites import NewSite, VerifiedSite
from server.web import DB, nothing, read, reply

SITES = f"{API}v1/sites"
routes = Routes(SITES)


@routes.on("GET", "", Right.READ_REGISTERS, reply=Items[VerifiedSite], query=QUERY)
async def list_sites(request: web.Request) -> web.Response:
    """Verified sites by name; those that have run out too."""
    at = place(request)
    async with request.app[DB].reading() as db:
        found = await sites.page(db, after=at.after, limit=at.reading)
    return reply(listed(found, at, lambda site: site.host))


@routes.on("POST", "", Right.WRITE_REGISTERS, body=NewSite, reply=VerifiedSite, status=HTTPStatus.CREATED)
async def verify_site(request: web.Request) -> web.Response:
    """Verify a site, or verify it anew. An address is taken for its host, which the answer names; a page's is refused."""
    new = await read(request, NewSite)
    async with request.app[DB].begin() as db:
        kept = await sites.verify(db, request[PERSON].actor, new)
    return reply(kept, status=HTTPStatus.CREATED, location=f"{SITES}/{kept.host}")


@routes.on("GET", "/{host}", Right.READ_REGISTERS, reply=VerifiedSite)
async def read_site(request: web.Request) -> web.Response:
    """One verified site."""
    async with request.app[DB].reading() as db:
        return reply(await sites.find(db, request.match_info["host"]))


@routes.on("DELETE", "/{host}", Right.WRITE_REGISTERS, status=HTTPStatus.NO_CONTENT)
async def withdraw_site(request: web.Request) -> web.Response:
    """Vouch for a site no longer; that it was verified stays on record."""
    async with request.app[DB].begin() as db:
        await sites.withdraw(db, request[PERSON].actor, request.match_info["host"])
    return nothing()


@routes.on("POST", "/{host}/restore", Right.WRITE_REGISTERS, reply=VerifiedSite)
async def restore_site(request: web.Request) -> web.Response:
    """Take a withdrawal back: the site stands as it stood."""
    host = request.match_info["host"]
    async with request.app[DB].begin() as db:
        await sites.restore(db, request[PERSON].actor, host)
        return reply(await sites.find(db, host))
