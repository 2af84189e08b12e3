"""What devices propose about registered handles, for programs: a registrar accepts or dismisses each."""

from http import HTTPStatus

from aiohttp import web

from server.admin.listing import Items, whole
from server.auth import API, PERSON
from server.roles import Right
from server.route import Routes
from server.store import reviews
from server.store.reviews import Proposal
from server.web import DB, nothing, reply

routes = Routes(f"{API}v1/reviews")
ONE = "/{id:.+}"  # a proposal's id has a slash in it


@routes.on("GET", "", Right.REVIEW, reply=Items[Proposal])
async def list_reviews(request: web.Request) -> web.Response:
    """Open proposals, the oldest first."""
    async with request.app[DB].reading() as db:
        return reply(whole(await reviews.open_ones(db)))


@routes.on("POST", ONE + "/accept", Right.REVIEW, status=HTTPStatus.NO_CONTENT)
async def accept_review(request: web.Request) -> web.Response:
    """Accept: an id that was learned joins the account."""
    return await _decide(request, accept=True)


@routes.on("POST", ONE + "/dismiss", Right.REVIEW, status=HTTPStatus.NO_CONTENT)
async def dismiss_review(request: web.Request) -> web.Response:
    """Dismiss: nothing changes."""
    return await _decide(request, accept=False)


async def _decide(request: web.Request, *, accept: bool) -> web.Response:
    async with request.app[DB].begin() as db:
        await reviews.decide(db, request[PERSON].actor, request.match_info["id"], accept=accept)
    return nothing()
