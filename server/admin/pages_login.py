"""Login, logout, and a password of one's own.

The login form has no session yet, so its token stands in a cookie beside it: another site can make a browser send the
form, but can neither read nor set a `__Host-` cookie.
"""

import hmac
import secrets
from http import HTTPStatus

from aiohttp import web

from server import passwords
from server.admin.render import page, see, wrong
from server.auth import COOKIE, PASSWORD_PAGE, PERSON, form, set_cookie
from server.problem import Invalid, RequestProblem, TooMany
from server.roles import Right
from server.route import Routes
from server.store import admins, log, sessions
from server.store.log import Kind
from server.throttle import Throttle
from server.web import DB

FORM_COOKIE = "__Host-login"
THROTTLE = web.AppKey("THROTTLE", Throttle)
routes = Routes()


@routes.on("GET", "/login", None)
async def login_form(request: web.Request) -> web.Response:
    """The login page."""
    return _login_page(request, next=local(request.query.get("next", "")))


@routes.on("POST", "/login", None)
async def login(request: web.Request) -> web.Response:
    """Sign in: the right name and password, from our own form, not too often."""
    fields = await form(request)
    back = local(fields.get("next", ""))
    try:
        name = await _checked(request, fields)
    except RequestProblem as error:
        return _login_page(request, next=back, status=error.status, **wrong(error, {"name": fields.get("name", "")}, ()))
    async with request.app[DB].begin() as db:
        cookie = await sessions.start(db, name)
        await log.write(db, f"admin:{name}", Kind.SIGNED_IN, f"admin:{name}")
    response = web.HTTPSeeOther(back)
    set_cookie(response, COOKIE, cookie)
    response.del_cookie(FORM_COOKIE, path="/", secure=True, httponly=True, samesite="Strict")
    raise response


async def _checked(request: web.Request, fields: dict[str, str]) -> str:
    """Who signs in. Raises Invalid or TooMany, never saying whether the name or the password was wrong."""
    expected = request.cookies.get(FORM_COOKIE, "")
    if not expected or not hmac.compare_digest(fields.get("csrf", "").encode(), expected.encode()):
        raise Invalid("This page was open for long. Please try once more.")
    name, address = fields.get("name", "")[: admins.MAX_NAME], request.remote or ""
    database, throttle = request.app[DB], request.app[THROTTLE]
    throttle.attempt(name=name, address=address, now=int(database.clock().timestamp()))
    async with database.reading() as db:
        admin = await admins.find(db, name)
    if not await passwords.matches(admin.password_hash if admin else None, fields.get("password", "")) or not admin:
        async with database.begin() as db:
            await log.write(db, "office", Kind.SIGN_IN_REFUSED, f"admin:{name}" if admin else "admin:unknown")
        raise Invalid("The name or the password is not right.")
    throttle.succeeded(name=name, address=address)
    return admin.name


def _login_page(request: web.Request, *, next: str, status: int = HTTPStatus.OK, **context: object) -> web.Response:  # noqa: A002 - the address's word
    token = secrets.token_urlsafe(32)
    response = page(request, "login.html", status=status, csrf=token, next=next, **context)
    set_cookie(response, FORM_COOKIE, token)
    return response


def local(path: str) -> str:
    """A path of this site to go on to; anything that a browser could take for another site is the start page."""
    safe = path.startswith("/") and not path.startswith("//") and path.isascii() and path.isprintable() and "\\" not in path
    return path if safe else "/"


@routes.on("POST", "/logout", Right.SELF)
async def logout(request: web.Request) -> web.Response:
    """End this session."""
    async with request.app[DB].begin() as db:
        await sessions.end(db, request.cookies[COOKIE])
        await log.write(db, request[PERSON].actor, Kind.SIGNED_OUT, f"admin:{request[PERSON].name}")
    raise _signed_out("out")


@routes.on("GET", PASSWORD_PAGE, Right.SELF)
async def password_form(request: web.Request) -> web.Response:
    """The page to choose a password."""
    return page(request, "password.html", least=passwords.MIN_LENGTH)


@routes.on("POST", PASSWORD_PAGE, Right.SELF)
async def change_password(request: web.Request) -> web.Response:
    """Take a new password, and end every session of this person."""
    fields = await form(request)
    try:
        await _change(request, fields)
    except (Invalid, TooMany) as error:
        shown = wrong(error, {}, ("current", "new", "repeated"))
        return page(request, "password.html", status=error.status, least=passwords.MIN_LENGTH, **shown)
    raise _signed_out("password")


async def _change(request: web.Request, fields: dict[str, str]) -> None:
    name, database = request[PERSON].name, request.app[DB]
    current, new = fields.get("current", ""), fields.get("new", "")
    address, throttle = request.remote or "", request.app[THROTTLE]
    throttle.attempt(name=name, address=address, now=int(database.clock().timestamp()))
    async with database.reading() as db:
        admin = await admins.find(db, name)
    if not await passwords.matches(admin.password_hash if admin else None, current):
        raise Invalid("This is not your present password.", field="current")
    throttle.succeeded(name=name, address=address)
    chosen = passwords.checked(new, fields.get("repeated", ""), name=name, current=current)
    password_hash = await passwords.hashed_aside(chosen)
    async with database.begin() as db:
        await admins.set_password(db, name, password_hash)
        await sessions.end_all(db, name)


def _signed_out(said: str) -> web.HTTPSeeOther:
    response = see("/login", said)
    response.del_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Strict")
    return response
