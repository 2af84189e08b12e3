"""What tutors ask to have verified, for programs: approved, a site is verified and a hashtag joins the company's."""

from http import HTTPStatus

import msgspec
from aiohttp import web

from server.admin.listing import Items, whole
from server.auth import API, PERSON
from server.roles import Right
from server.route import Routes
from server.store import asks
from server.store.asks import Question, State
from server.web import DB, nothing, read, reply

routes = Routes(f"{API}v1/asks")
ONE = "/{id:.+}"  # a question's id is its kind and its value, with a slash between


class Refusal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`why`: every tutor who wants to use it reads it."""

    why: str = ""


@routes.on("GET", "", Right.READ_REGISTERS, reply=Items[Question])
async def list_asks(request: web.Request) -> web.Response:
    """Open questions, the oldest first."""
    async with request.app[DB].reading() as db:
        return reply(whole(await asks.open_ones(db)))


@routes.on("POST", ONE + "/approve", Right.WRITE_REGISTERS, status=HTTPStatus.NO_CONTENT)
async def approve_ask(request: web.Request) -> web.Response:
    """Approve: the site counts as verified for a year, the hashtag as the company's own."""
    return await _decide(request, "approved")


@routes.on("POST", ONE + "/decline", Right.WRITE_REGISTERS, body=Refusal, status=HTTPStatus.NO_CONTENT)
async def decline_ask(request: web.Request) -> web.Response:
    """Decline: tutors are told so, and why if the body says it."""
    said = await read(request, Refusal) if await request.read() else Refusal()
    return await _decide(request, "declined", said.why)


async def _decide(request: web.Request, state: State, why: str = "") -> web.Response:
    async with request.app[DB].begin() as db:
        await asks.decide(db, request[PERSON].actor, request.match_info["id"], state, why)
    return nothing()
