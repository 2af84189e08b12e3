"""The words that posts are checked by, for people: what the company is called, what stays inside, and its hashtags."""

from http import HTTPStatus

from aiohttp import web

from server.admin.render import page, see, wrong
from server.auth import PERSON, form
from server.problem import FieldError, Invalid
from server.roles import Right
from server.route import Routes
from server.store import choices
from server.web import DB

FIELDS = ("names", "confidential", "approved_tags", "banned_tags", "media")
routes = Routes("/posts/terms")


@routes.on("GET", "", Right.READ_REGISTERS)
async def show_terms(request: web.Request) -> web.Response:
    """The terms in force."""
    return await _terms(request)


async def _terms(request: web.Request, *, status: int = HTTPStatus.OK, **context: object) -> web.Response:
    async with request.app[DB].reading() as db:
        drafts = (await choices.policy(db)).drafts
    return page(request, "terms.html", status=status, terms={name: getattr(drafts, name) for name in FIELDS}, **context)


@routes.on("POST", "", Right.SET_POLICY)
async def change_terms(request: web.Request) -> web.Response:
    """Change the terms: one on each line."""
    fields = await form(request)
    lists = {name: [line.strip() for line in fields.get(name, "").splitlines() if line.strip()] for name in FIELDS}
    try:
        async with request.app[DB].begin() as db:
            await choices.change(db, request[PERSON].actor, {"drafts": lists})
    except Invalid as error:
        return await _terms(request, status=error.status, **wrong(_beside(error), fields, FIELDS))
    raise see("/posts/terms", "added")


def _beside(error: Invalid) -> Invalid:
    """The API names `drafts.names[...]`; on the page that is the field `names`."""
    places = [found.field.removeprefix("drafts.").partition("[")[0] for found in error.errors]
    if places == ["media"]:
        return Invalid(error.detail, field="media")
    wanted = "Each line is one term of at most 100 characters, and there are at most 500 of them."
    return Invalid(wanted, errors=tuple(FieldError(place, wanted) for place in places))
