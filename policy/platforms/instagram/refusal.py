"""What makes Instagram's clients show that something was not sent, once, and go on: recorded with the real client.

The private API's clients show the text of `feedback_required` and neither retry nor log out; the page marks a message
as failed on a GraphQL error of this code. 401, 403 `login_required`, 429, 5xx and a few other codes make them log out,
reload or try again, so none of these is ever used.
"""

import re

import msgspec

from policy.adapter import Exchange, Refusal
from policy.formats import Unreadable, header
from policy.hosts import upwards
from policy.notice import Notice
from policy.platforms.instagram.graphql import PATHS, root
from policy.platforms.instagram.names import platform

SENDING_RESTRICTED = 1545120
ORIGIN = re.compile(r"https://([a-z0-9.-]+)")
TYPE = "application/json; charset=utf-8"


@platform.refusal
def refuse(exchange: Exchange, notice: Notice) -> Refusal:
    headers = {"content-type": TYPE, "cache-control": "no-store", **_shared(exchange)}
    if exchange.path.rstrip("/") in PATHS:
        return Refusal(200, msgspec.json.encode(_error(exchange, notice)), headers)
    return Refusal(400, msgspec.json.encode(_feedback(notice)), headers)


def _feedback(notice: Notice) -> dict[str, object]:
    return {
        "message": "feedback_required",
        "spam": True,
        "feedback_title": notice.title,
        "feedback_message": notice.text,
        "feedback_url": "",
        "feedback_appeal_label": "",
        "feedback_ignore_label": "OK",
        "feedback_action": "",
        "status": "fail",
        "error_type": "feedback_required",
    }


def _error(exchange: Exchange, notice: Notice) -> dict[str, object]:
    why = " ".join((notice.reason, *notice.steps))
    error: dict[str, object] = {
        "message": notice.text,
        "severity": "CRITICAL",
        "code": SENDING_RESTRICTED,
        "summary": notice.title,
        "description": why,
        "description_raw": why,
        "is_silent": False,
        "is_transient": False,
        "requires_reauth": False,
        "allow_user_retry": False,
    }
    if field := _root(exchange):
        error["path"] = [field]
    return {"data": None, "errors": [error], "extensions": {"is_final": True}}


def _root(exchange: Exchange) -> str:
    try:
        return root(exchange)
    except Unreadable:  # what cannot be read is refused too
        return ""


def _shared(exchange: Exchange) -> dict[str, str]:
    """Lets Instagram's own pages read a refusal across origins, and nobody else's: it says that somebody is a pupil."""
    origin = header(exchange.headers, "origin")
    page = ORIGIN.fullmatch(origin)
    if not page or page[1] == exchange.host or not set(upwards(page[1])) & set(platform.hosts):
        return {}
    return {"access-control-allow-origin": origin, "access-control-allow-credentials": "true", "vary": "origin"}
