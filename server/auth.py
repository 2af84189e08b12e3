"""Who is asking: a program by its bearer token, a person by their session cookie; and whether they may.

Programs use `/api/admin/`, browsers without a guard `/api/adviser/`, people the pages; a token opens no page and a cookie no
API, so no form in a browser can drive the API and no token can be tried on the login page. Devices have tokens of their own
(server/api/).
"""

import hmac

import msgspec
from aiohttp import web

from policy.formats import Unreadable, multipart
from server import roles
from server.problem import BadRequest, Forbidden, Unauthorised
from server.roles import Right, Role
from server.route import Route
from server.store import sessions, tokens
from server.web import DB, Handler

API = "/api/admin/"
ADVISER = "/api/adviser/"
COOKIE = "__Host-session"  # the prefix makes browsers insist on Secure, Path=/ and no Domain
PASSWORD_PAGE = "/account/password"  # noqa: S105 - a path
MULTIPART = "multipart/form-data"
LONGEST_FIELD = 20_000  # bytes of text in a form that brings a file, too
ONE_TIME = frozenset({PASSWORD_PAGE, "/logout"})  # all that a printed password opens


class Person(msgspec.Struct, frozen=True):
    """Who is asking: kind is "admin" or "token". `actor` is how the log names them; `csrf` and `one_time` are a session's."""

    name: str
    role: Role
    kind: str
    csrf: str = ""
    one_time: bool = False

    @property
    def actor(self) -> str:
        return f"{self.kind}:{self.name}"


PERSON = web.RequestKey("PERSON", Person)


def may(request: web.Request, right: Right) -> bool:
    return PERSON in request and roles.may(request[PERSON].role, right)


@web.middleware
async def identify(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Put the Person into the request, if there is one; `guarded` decides whether there must be."""
    if request.path.startswith((API, ADVISER)):
        person = await _by_token(request)
    elif request.path.startswith(("/api/", "/static/")):
        person = None
    else:
        person = await _by_cookie(request)
    if person:
        request[PERSON] = person
    return await handler(request)


async def _by_token(request: web.Request) -> Person | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        return None
    async with request.app[DB].reading() as db:
        found = await tokens.find(db, token.strip())
    if found is None:
        return None
    if found.stale:
        async with request.app[DB].begin() as db:
            await tokens.touch(db, token.strip())
    return Person(found.name, found.role, "token")


async def _by_cookie(request: web.Request) -> Person | None:
    cookie = request.cookies.get(COOKIE, "")
    if not cookie:
        return None
    async with request.app[DB].reading() as db:
        found = await sessions.find(db, cookie)
    if found is None:
        return None
    if found.stale:
        async with request.app[DB].begin() as db:
            await sessions.touch(db, cookie)
    return Person(found.name, found.role, "admin", found.csrf, found.one_time)


def guarded(route: Route) -> Handler:
    """The route's handler behind the check of its right, and of the form's token where a browser sends a form."""
    right = route.right
    if right is None:
        return route.handler

    async def guard(request: web.Request) -> web.StreamResponse:
        person = request.get(PERSON)
        if person is None:
            raise Unauthorised("Log in, or send a valid API token as `Authorization: Bearer …`.")
        if person.one_time and route.path not in ONE_TIME:
            raise web.HTTPSeeOther(PASSWORD_PAGE)
        if not roles.may(person.role, right):
            raise Forbidden(f"The role {person.role} does not have the right {right}.")
        if person.csrf and request.method == "POST":
            check_form(await form(request), person.csrf)
        return await route.handler(request)

    return guard


async def form(request: web.Request) -> dict[str, str]:
    """The text fields of a form, trimmed; the first of repeated ones. Raises BadRequest. A file is asked for by `uploaded`."""
    if request.content_type == MULTIPART:
        parts = await _parts(request)
        return {name: part.decode("utf-8", "replace").strip() for name, part in parts.items() if len(part) <= LONGEST_FIELD}
    try:
        fields = await request.post()
    except ValueError as error:
        raise BadRequest("The form cannot be read.") from error
    return {name: value.strip() for name, value in reversed(list(fields.items())) if isinstance(value, str)}


async def uploaded(request: web.Request, name: str) -> bytes:
    """A file that came with the form, from memory; nothing for none. Raises BadRequest."""
    return (await _parts(request)).get(name, b"") if request.content_type == MULTIPART else b""


async def _parts(request: web.Request) -> dict[str, bytes]:
    """Never aiohttp's own reader, which would put a picture on the disk."""
    try:
        return multipart(await request.read(), request.headers["Content-Type"])
    except Unreadable as error:
        raise BadRequest("The form cannot be read.") from error


def check_form(fields: dict[str, str], expected: str) -> None:
    """Raises Forbidden unless the form came from a page of this session."""
    if not expected or not hmac.compare_digest(fields.get("csrf", "").encode(), expected.encode()):
        raise Forbidden("This form is out of date. Please go back, reload the page and try again.")


def set_cookie(response: web.StreamResponse, name: str, value: str) -> None:
    """A cookie that only this site's own pages send, over TLS, and that no script can read; it ends with the browser."""
    response.set_cookie(name, value, path="/", secure=True, httponly=True, samesite="Strict")
