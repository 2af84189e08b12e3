"""What devices propose about registered handles, for people: accept or dismiss, one by one."""

from aiohttp import web

from server.admin.render import page, see
from server.auth import PERSON, form
from server.problem import BadRequest
from server.roles import Right
from server.route import Routes
from server.store import reviews
from server.web import DB

routes = Routes("/reviews")


@routes.on("GET", "", Right.REVIEW)
async def list_reviews(request: web.Request) -> web.Response:
    """Open proposals, the oldest first."""
    async with request.app[DB].reading() as db:
        found = await reviews.open_ones(db)
    return page(request, "reviews.html", reviews=found)


@routes.on("POST", "", Right.REVIEW)
async def decide_review(request: web.Request) -> web.Response:
    """Accept or dismiss one."""
    fields = await form(request)
    decision = fields.get("decision", "")
    if decision not in {"accepted", "dismissed"}:
        raise BadRequest("Please accept or dismiss the proposal.")
    async with request.app[DB].begin() as db:
        await reviews.decide(db, request[PERSON].actor, fields.get("id", ""), accept=decision == "accepted")
    raise see("/reviews", decision)
