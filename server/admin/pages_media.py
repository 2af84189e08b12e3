"""The media register for people: a picture is chosen in the browser, looked at here in memory, and forgotten."""

from http import HTTPStatus

import msgspec
from aiohttp import web

from server.admin.render import page, see, wrong
from server.auth import PERSON, form, uploaded
from server.problem import Conflict, Invalid, from_decoding
from server.roles import Right
from server.route import Routes
from server.store import pictures
from server.store.pictures import NewPicture
from server.web import DB

FIELDS = ("title", "kind", "licence", "until", "picture")
routes = Routes("/posts/media")


@routes.on("GET", "", Right.READ_REGISTERS)
async def list_media(request: web.Request) -> web.Response:
    """Approved pictures and logos, by title."""
    return await _list(request)


async def _list(request: web.Request, *, status: int = HTTPStatus.OK, **context: object) -> web.Response:
    async with request.app[DB].reading() as db:
        found = sorted(await pictures.page(db), key=lambda one: (one.kind, one.title, one.at))
    return page(request, "media.html", status=status, pictures=found, **context)


@routes.on("POST", "", Right.WRITE_REGISTERS)
async def add_media(request: web.Request) -> web.Response:
    """Approve a picture, or name a logo."""
    fields = await form(request)
    said = {name: fields.get(name, "") for name in ("title", "kind", "licence")} | {"until": fields.get("until") or None}
    try:
        new = msgspec.convert({**said, "picture": b""}, NewPicture)
        mark = await pictures.fingerprint(await uploaded(request, "picture"))
        async with request.app[DB].begin() as db:
            await pictures.add(db, request[PERSON].actor, new, mark)
    except msgspec.ValidationError as error:
        return await _list(request, status=HTTPStatus.UNPROCESSABLE_ENTITY, **wrong(from_decoding(error), fields, FIELDS))
    except (Invalid, Conflict) as error:
        return await _list(request, status=error.status, **wrong(error, fields, FIELDS))
    raise see("/posts/media", "added")


@routes.on("POST", "/{id}/remove", Right.WRITE_REGISTERS)
async def remove_media(request: web.Request) -> web.Response:
    """Take a picture out."""
    async with request.app[DB].begin() as db:
        await pictures.remove(db, request[PERSON].actor, request.match_info["id"])
    raise see("/posts/media", "removed")
