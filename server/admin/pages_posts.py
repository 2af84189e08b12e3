"""What posts are checked by, for people: the registers at a glance, and what tutors ask to have verified."""

from http import HTTPStatus

from aiohttp import web

from server.admin.render import page, see
from server.auth import PERSON, form
from server.problem import BadRequest, Invalid
from server.roles import Right
from server.route import Routes
from server.store import asks, choices, consents, fakes, official, pictures, sites
from server.web import DB

routes = Routes("/posts")


@routes.on("GET", "", Right.READ_REGISTERS)
async def show_posts(request: web.Request) -> web.Response:
    """Open questions, and how much stands in each register."""
    return await _posts(request)


async def _posts(request: web.Request, *, status: int = HTTPStatus.OK, **context: object) -> web.Response:
    async with request.app[DB].reading() as db:
        questions = await asks.open_ones(db)
        states = [site.state for site in await sites.page(db)]
        media = await pictures.page(db)
        accounts, drafts = await official.every(db), (await choices.policy(db)).drafts
        ending, reported = len(await consents.page(db, state="expiring")), await fakes.waiting(db)
    counts = {
        "sites": len(states),
        "expiring": states.count("expiring"),
        "expired": states.count("expired"),
        "accounts": len(accounts),
        "pictures": sum(one.kind == "picture" for one in media),
        "logos": sum(one.kind == "logo" for one in media) + len(drafts.logos),
        "names": len(drafts.names),
        "lacking": sum(one.consents < one.pupils for one in media),
        "ending": ending,
        "fakes": reported,
    }
    return page(request, "posts.html", status=status, questions=questions, counts=counts, **context)


@routes.on("POST", "", Right.WRITE_REGISTERS)
async def answer_question(request: web.Request) -> web.Response:
    """Approve or decline what was asked."""
    fields = await form(request)
    match fields.get("decision", ""):
        case "approved" | "declined" as state:
            try:
                async with request.app[DB].begin() as db:
                    await asks.decide(db, request[PERSON].actor, fields.get("id", ""), state, fields.get("why", ""))
            except Invalid as error:
                return await _posts(request, status=error.status, errors={"": error.detail})
            raise see("/posts", f"ask-{state}")
        case _:
            raise BadRequest("Please approve or decline the question.")
