"""POST /v1/…: JSON in, JSON out, for the browser extension and the command line. Handlers read, delegate, reply."""

import msgspec
from aiohttp import web

from proxy_addons.hold import Decision, NoSuchHold
from proxy_addons.loopback.access import TOKEN, answer, read
from proxy_addons.loopback.desk import DESK
from proxy_addons.loopback.pairing import SECONDS, Pairing
from proxy_addons.loopback.report import document, listed
from proxy_addons.loopback.tables import TABLES

PAIRING = web.AppKey("pairing", Pairing)
routes = web.RouteTableDef()


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A call that says all by its name."""


class Answered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the tutor answers to a hold."""

    id: str
    answer: Decision
    reason: str = ""


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str


@routes.post("/v1/status")
async def status(request: web.Request) -> web.Response:
    await read(request, Nothing)
    return answer(document(await request.app[DESK].report()))


@routes.post("/v1/holds")
async def holds(request: web.Request) -> web.Response:
    await read(request, Nothing)
    return answer({"holds": listed(request.app[DESK].holds())})


@routes.post("/v1/answer")
async def decide(request: web.Request) -> web.Response:
    """Answer a hold; `fate` says whether the request goes on now, or the answer is kept for the next try. `ticket`: that try
    passes without a question.
    """
    given, desk = await read(request, Answered), request.app[DESK]
    try:
        fate = desk.answer(given.id, given.answer, given.reason)
    except NoSuchHold as error:
        raise web.HTTPNotFound(text=str(error)) from error
    except ValueError as error:
        raise web.HTTPUnprocessableEntity(text=str(error)) from error
    return answer({"fate": fate, "ticket": given.id} if desk.is_ticket(given.id) else {"fate": fate})


@routes.post("/v1/sync")
async def sync(request: web.Request) -> web.Response:
    """Ask the office now, and wait for what comes of it."""
    await read(request, Nothing)
    if problem := await request.app[DESK].sync():
        raise web.HTTPServiceUnavailable(text=problem)
    return answer(document(await request.app[DESK].report()))


@routes.post("/v1/leave")
async def leave(request: web.Request) -> web.Response:
    """End the guard, because this computer leaves; the command line does the rest."""
    await read(request, Nothing)
    request.app[DESK].stop()
    return answer({})


@routes.post("/v1/draft")
async def draft(request: web.Request) -> web.Response:
    """What is to be said of a post before it is sent; nothing of it is kept."""
    await request.app[TABLES].ready(request.app[DESK].settings)
    from policy.drafts.draft import Draft  # noqa: PLC0415 - nor does the guard's start wait for the tables behind it
    from proxy_addons import named  # noqa: PLC0415

    desk = request.app[DESK]
    return answer(await named.findings(await read(request, Draft), desk.settings, desk.names, desk.packs, desk.live))


@routes.post("/v1/pairing-code")
async def pairing_code(request: web.Request) -> web.Response:
    """A code for the extension, for whoever can read the home."""
    await read(request, Nothing)
    return answer({"code": request.app[PAIRING].issue(), "seconds": SECONDS})


@routes.post("/v1/pair")
async def pair(request: web.Request) -> web.Response:
    """The code for the token, once."""
    given = await read(request, Code)
    if not request.app[PAIRING].redeem(given.code):
        raise web.HTTPForbidden(text="the code is wrong or too old; get a new one with `python -m proxy_addons pair`")
    return answer({"token": request.app[TOKEN]})
