"""What can go wrong with a request, said once: domain errors, and the RFC 9457 problem that each one becomes.

Stores and handlers raise these; only the middlewares of web.py and of the pages turn them into answers. A detail names
the field that was entered and what to do, and never quotes a secret.
"""

import re
from http import HTTPStatus

import msgspec

MEDIA_TYPE = "application/problem+json"
BROKEN = "Something went wrong here, and nothing was saved. Whoever runs this server finds it in its log."
_MISSING = re.compile(r"^Object missing required field `([^`]+)`")
_UNKNOWN = re.compile(r"^Object contains unknown field `([^`]+)`")
_PLACE = re.compile(r"^(?P<message>.*?) - at `(?P<path>[^`]+)`$", re.DOTALL)


class FieldError(msgspec.Struct, frozen=True):
    field: str
    message: str


class Problem(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """RFC 9457, with the fields at fault in `errors`; `field` repeats the first for simple clients."""

    type: str
    title: str
    status: int
    detail: str
    field: str = ""
    errors: tuple[FieldError, ...] = ()


class RequestProblem(Exception):
    """The caller's request cannot be carried out as it is; nothing was changed."""

    status = HTTPStatus.BAD_REQUEST
    kind = "bad-request"
    title = "The request cannot be carried out"

    def __init__(self, detail: str, *, field: str = "", errors: tuple[FieldError, ...] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = errors or ((FieldError(field, detail),) if field else ())

    @property
    def problem(self) -> Problem:
        return Problem(
            type=f"urn:tutor-guard:problem:{self.kind}",
            title=self.title,
            status=int(self.status),
            detail=self.detail,
            field=self.errors[0].field if self.errors else "",
            errors=self.errors,
        )


class BadRequest(RequestProblem):
    """A body that is no JSON, a parameter that cannot be read."""


class Invalid(RequestProblem):
    """A field has a value that it cannot have."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    kind = "invalid-field"
    title = "A field cannot have this value"


class Unauthorised(RequestProblem):
    """Nobody is logged in, or the token is not known."""

    status = HTTPStatus.UNAUTHORIZED
    kind = "unauthorised"
    title = "Please log in"


class Forbidden(RequestProblem):
    """Somebody is logged in whose role does not cover this."""

    status = HTTPStatus.FORBIDDEN
    kind = "forbidden"
    title = "Your role does not cover this"


class NotFound(RequestProblem):
    status = HTTPStatus.NOT_FOUND
    kind = "not-found"
    title = "There is no such thing here"


class Conflict(RequestProblem):
    """It is there already, or it changed meanwhile."""

    status = HTTPStatus.CONFLICT
    kind = "conflict"
    title = "This is there already"


class TooMany(RequestProblem):
    """A limit is reached; `retry_after` in seconds."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    kind = "too-many"
    title = "Too many attempts"

    def __init__(self, detail: str, *, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


def from_http(status: int) -> Problem:
    """The problem for what the web server itself refuses: no such route, wrong method, body too large."""
    phrase = HTTPStatus(status).phrase
    detail = BROKEN if status == HTTPStatus.INTERNAL_SERVER_ERROR else HTTPStatus(status).description
    return Problem(type="about:blank", title=phrase, status=status, detail=detail or phrase)


def from_decoding(error: msgspec.MsgspecError) -> RequestProblem:
    """The problem for a body that cannot be decoded, naming the field that msgspec named."""
    text = str(error)
    if not isinstance(error, msgspec.ValidationError):
        return BadRequest("The body is not readable JSON.")
    placed = _PLACE.match(text)
    message, path = (placed["message"], placed["path"].removeprefix("$").lstrip(".")) if placed else (text, "")
    for pattern, words in ((_MISSING, "this field is required"), (_UNKNOWN, "there is no such field")):
        if hit := pattern.match(message):
            message, path = words, f"{path}.{hit[1]}".lstrip(".")
    named = path or "body"
    return Invalid(f"{named}: {message}", errors=(FieldError(named, message),))
