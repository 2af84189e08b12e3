"""Errors of pages in plain words; whoever is not logged in is sent to the login page and back."""

from http import HTTPStatus
from urllib.parse import quote

from aiohttp import web

from server.admin.render import page
from server.auth import PERSON
from server.problem import Unauthorised
from server.web import Handler, raised

WORDS = {
    HTTPStatus.FORBIDDEN: ("Not yours to open", "Your role does not cover this. Please ask the owner if you need it."),
    HTTPStatus.NOT_FOUND: ("Not found", "There is nothing at this address. It may have been removed."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("That did not work", "This address takes no such request."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("Too large", "What was sent is larger than this page takes."),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        "Something went wrong here",
        "Nothing was saved. Please try again; if it stays, tell whoever runs this server.",
    ),
}


@web.middleware
async def pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error outside the APIs as a page."""
    if request.path.startswith("/api/"):
        return await handler(request)
    try:
        return await handler(request)
    except Unauthorised:
        back = f"?next={quote(request.path)}" if request.method == "GET" and request.path != "/" else ""
        raise web.HTTPSeeOther(f"/login{back}") from None
    except web.HTTPException as error:
        if error.status < HTTPStatus.BAD_REQUEST:
            raise
        return refused(request, error)
    except Exception as error:  # noqa: BLE001 - as in web.problems: the unforeseen becomes an answer
        return refused(request, error)


def refused(request: web.Request, error: Exception) -> web.Response:
    """The page for an error."""
    said, wait = raised(error)
    title, words = WORDS.get(HTTPStatus(said.status), (said.title, said.detail))
    detail = "" if said.type == "about:blank" or words == said.detail else said.detail
    home = PERSON in request and not request[PERSON].one_time
    response = page(request, "error.html", status=said.status, title=title, words=words, detail=detail, home=home)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
