"""Reading requests and writing answers: the one door between aiohttp and the office's own words.

Handlers call `read` and `reply`, and raise domain errors (problem.py); `problems` is the one place where those become
`application/problem+json`. Whatever nobody foresaw becomes a 500 that says nothing of the request.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

import msgspec
import structlog
from aiohttp import web

from server import problem
from server.problem import BadRequest, Problem, RequestProblem, TooMany, Unauthorised
from server.store.db import Database

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

DB = web.AppKey("DB", Database)
PIN = web.AppKey("PIN", bytes)  # SHA-256 of the office's TLS key, for enrolment codes

MAX_PAGE = 500
log = structlog.get_logger()


async def read[S](request: web.Request, shape: type[S]) -> S:
    """The JSON body as `shape`. Raises BadRequest or Invalid, naming the field.

    The content type is not asked for: the API takes bearer tokens only, so no cross-site form can speak for anybody.
    """
    raw = await request.read()
    try:
        return msgspec.json.decode(raw, type=shape)
    except msgspec.MsgspecError as error:
        raise problem.from_decoding(error) from error
    except (RecursionError, UnicodeDecodeError, ValueError) as error:
        raise BadRequest("The body is not readable JSON.") from error


def reply(body: object, *, status: int = HTTPStatus.OK, location: str = "") -> web.Response:
    headers = {"Location": location} if location else None
    return web.Response(body=msgspec.json.encode(body), status=status, content_type="application/json", headers=headers)


def nothing() -> web.Response:
    """Done, and there is nothing to say about it."""
    return web.Response(status=HTTPStatus.NO_CONTENT)


def number(request: web.Request, name: str, default: int, *, most: int = MAX_PAGE) -> int:
    """A whole number between 1 and `most` from the query. Raises BadRequest."""
    text = request.query.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and 1 <= int(text) <= most):
        raise BadRequest(f"{name} must be a whole number from 1 to {most}", field=name)
    return int(text)


def problem_reply(said: Problem, *, retry_after: int = 0) -> web.Response:
    response = web.Response(body=msgspec.json.encode(said), status=said.status, content_type=problem.MEDIA_TYPE)
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    if said.status == Unauthorised.status:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Tutor Guard"'
    return response


def raised(error: Exception) -> tuple[Problem, int]:
    """What an exception from a handler means: the problem, and the seconds to wait if that would help."""
    match error:
        case RequestProblem():
            return error.problem, error.retry_after if isinstance(error, TooMany) else 0
        case web.HTTPException():
            return problem.from_http(error.status), 0
        case _:
            # Only the kind of the exception is written down: its text may quote what the request held.
            log.error("request.failed", exception=type(error).__qualname__)
            return problem.from_http(HTTPStatus.INTERNAL_SERVER_ERROR), 0


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error of an API route as problem+json. Pages have a middleware of their own (admin/errors.py)."""
    if not request.path.startswith("/api/"):
        return await handler(request)
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < HTTPStatus.BAD_REQUEST:
            raise
        said, wait = raised(error)
        response = problem_reply(said, retry_after=wait)
        if "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
        return response
    except Exception as error:  # noqa: BLE001 - the one place where the unforeseen becomes an answer
        said, wait = raised(error)
        return problem_reply(said, retry_after=wait)
