"""Many pupils at once, for people: a file is compared with the registry, and carried out once somebody has looked at it.

Nothing of a file is kept between the two: it goes back in the page, and comes again with the second form.
"""

from http import HTTPStatus
from typing import Any

from aiohttp import web

from server import sheet
from server.admin.render import page, see
from server.auth import PERSON, form, uploaded
from server.problem import Conflict, Invalid
from server.roles import Right
from server.route import Routes
from server.store import history, imports
from server.web import DB

FIELD = "file"
MOST_SHOWN = 500
COLUMNS = ("pupil_ref", *sheet.PUPIL_COLUMNS, *sheet.GUARDIAN_COLUMNS, *sheet.ACCOUNT_COLUMNS)
routes = Routes("/imports")


@routes.on("GET", "", Right.IMPORT)
async def show_imports(request: web.Request) -> web.Response:
    """The form, and what was imported lately."""
    return await _page(request)


@routes.on("POST", "", Right.IMPORT)
async def compare(request: web.Request) -> web.Response:
    """Say what a file would change."""
    try:
        text = (await uploaded(request, FIELD)).decode("utf-8-sig")
        async with request.app[DB].reading() as db:
            plan = await imports.planned(db, text)
    except UnicodeDecodeError:
        wrong = "This is no UTF-8 text. Please save the sheet as “CSV UTF-8”."
        return await _page(request, status=HTTPStatus.UNPROCESSABLE_ENTITY, errors={FIELD: wrong})
    except Invalid as error:
        return await _page(request, status=error.status, errors={FIELD: error.detail})
    return await _page(request, plan=plan, text=text)


@routes.on("POST", "/apply", Right.IMPORT)
async def carry_out(request: web.Request) -> web.Response:
    """Do what the file says, all of it or nothing."""
    text = (await form(request)).get("text", "")
    try:
        async with request.app[DB].begin() as db:
            plan = await imports.carried_out(db, request[PERSON].actor, text)
    except (Invalid, Conflict) as error:
        return await _page(request, status=error.status, errors={FIELD: error.detail})
    if plan.rejected:
        return await _page(request, status=HTTPStatus.UNPROCESSABLE_ENTITY, plan=plan, text="")
    raise see("/imports", "added")


async def _page(request: web.Request, *, status: int = HTTPStatus.OK, **context: Any) -> web.Response:
    async with request.app[DB].reading() as db:
        done = await history.of_imports(db)
    given = {"plan": None, "text": "", "done": done, "columns": COLUMNS, "most": MOST_SHOWN}
    return page(request, "imports.html", status=status, **(given | context))
