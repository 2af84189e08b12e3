"""The media register for people: a picture is chosen in the browser, looked at here in memory, and forgotten."""

from collections.abc import Mapping

from aiohttp import web

from server.admin.register_pages import Context, Register, pages
from server.admin.render import see
from server.auth import PERSON, form
from server.problem import BadRequest
from server.roles import Right
from server.store import pictures
from server.store.pictures import NewPicture, Shown
from server.store.transaction import Transaction
from server.web import DB

DIGITS = 9


async def shown(db: Transaction, _: Mapping[str, str]) -> Context:
    """Approved pictures and logos, by title."""
    return {"pictures": sorted(await pictures.page(db), key=lambda one: (one.kind, one.title, one.at))}


async def looked_at(new: NewPicture) -> tuple[str]:
    return (await pictures.fingerprint(new.picture),)


routes = pages(
    Register(
        path="/posts/media",
        template="media.html",
        shape=NewPicture,
        shown=shown,
        add=pictures.add,
        beside=looked_at,
        acts={"remove": (pictures.remove, "removed")},
    )
)


@routes.on("POST", "/{id}/pupils", Right.WRITE_REGISTERS)
async def show_pupils(request: web.Request) -> web.Response:
    """Say how many pupils a picture shows."""
    number = (await form(request)).get("pupils", "")
    if not (number.isascii() and number.isdecimal() and len(number) < DIGITS):
        raise BadRequest("Please give the number of pupils on the picture.", field="pupils")
    async with request.app[DB].begin() as db:
        await pictures.show(db, request[PERSON].actor, request.match_info["id"], Shown(pupils=int(number)))
    raise see("/posts/media", "added")
