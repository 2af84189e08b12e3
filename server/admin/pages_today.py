"""The start page: is everything watching, what is new, what waits."""

from aiohttp import web

from server.admin.render import page
from server.auth import may
from server.roles import Right
from server.route import Routes
from server.store import health, incidents
from server.store.overview import WEEK, overview
from server.web import DB

NEWEST = 5
routes = Routes()


@routes.on("GET", "/", Right.SELF)
async def today(request: web.Request) -> web.Response:
    """The start page."""
    async with request.app[DB].reading() as db:
        numbers = await overview(db)
        newest = await incidents.page(db, limit=NEWEST) if may(request, Right.READ_INCIDENTS) else []
        gaps = await health.gaps(db, since=db.now - WEEK) if may(request, Right.READ_DEVICES) else []
    return page(request, "today.html", numbers=numbers, newest=newest, gaps=gaps)
