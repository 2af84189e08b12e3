"""Pages from templates: Jinja2 with everything escaped and no undefined name let pass.

Every page works without a script; what a page says after a form was carried out is one of a few fixed sentences, named in
the address, so that a reload repeats nothing and no address can put words into the page.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from http import HTTPStatus
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
from aiohttp import web
from markupsafe import Markup

from server import roles
from server.auth import PERSON
from server.problem import RequestProblem
from server.roles import Right
from server.web import DB

TEMPLATES = Path(__file__).parent.parent / "templates"
LONDON = ZoneInfo("Europe/London")

NAVIGATION = (
    ("/", "Today", None),
    ("/incidents", "Incidents", Right.READ_INCIDENTS),
    ("/reports", "Reports", Right.READ_REPORTS),
    ("/pupils", "Pupils", Right.READ_PUPILS),
    ("/reviews", "Proposals", Right.REVIEW),
    ("/posts", "Posts", Right.READ_REGISTERS),
    ("/exemptions", "Exemptions", Right.READ_EXEMPTIONS),
    ("/devices", "Devices", Right.READ_DEVICES),
    ("/settings", "Settings", Right.READ_SETTINGS),
    ("/log", "Log", Right.READ_AUDIT),
)

SAID = {
    "added": "Saved. Devices that are online have it within seconds.",
    "removed": "Removed. Devices that are online forget it within seconds.",
    "saved": "Saved.",
    "password": "Your password is changed. Please log in with the new one.",
    "out": "You are logged out.",
    "revoked": "The device is revoked. It gets nothing from the office any more.",
    "accepted": "The id now stands with the account.",
    "dismissed": "Dismissed. Nothing was changed.",
    "verified": "Verified. Devices that are online have it within seconds.",
    "withdrawn": "Withdrawn. It can be taken back below.",
    "restored": "Taken back. The site stands as it stood.",
    "consent-withdrawn": "Withdrawn. Devices that are online forget the picture within seconds. Take down posts that show it.",
    "consent-restored": "Taken back. The consent stands as it stood.",
    "ended": "Ended. Devices that are online have it within seconds.",
    "fake-closed": "Dealt with. It can be opened again below.",
    "fake-reopened": "Open again.",
    "reported": "Thank you. The office will look at this account.",
    "ours": "This account is ours: it stands in the list.",
    "ask-approved": "Approved. Whoever asked has it within seconds.",
    "ask-declined": "Declined. Whoever asked is told so.",
}


def moment(seconds: int) -> Markup:
    """A moment as people in the office read it: London's time."""
    at = datetime.fromtimestamp(seconds, UTC)
    local = at.astimezone(LONDON)
    words = f"{local.day} {local:%b %Y, %H:%M}"
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), words)


def day(value: date) -> Markup:
    """A day as people in the office read it."""
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), f"{value.day} {value:%b %Y}")


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["moment"] = moment
    environment.filters["day"] = day
    return environment


ENVIRONMENT = _environment()


def page(request: web.Request, template: str, *, status: int = HTTPStatus.OK, **context: object) -> web.Response:
    """A page for whoever is asking."""
    person = request.get(PERSON)
    shown = [
        (path, words, path == request.path or (path != "/" and request.path.startswith(path)))
        for path, words, right in NAVIGATION
        if person and not person.one_time and (right is None or roles.may(person.role, right))
    ]
    common: dict[str, object] = {
        "person": person,
        "navigation": shown,
        "said": SAID.get(request.query.get("said", ""), ""),
        "may": lambda right: person is not None and roles.may(person.role, Right(right)),
        "now": int(request.app[DB].clock().timestamp()),
        "errors": {},
        "entered": {},
    }
    text = ENVIRONMENT.get_template(template).render({**common, **context})
    return web.Response(text=text, status=status, content_type="text/html")


def see(path: str, said: str = "") -> web.HTTPSeeOther:
    """To be raised after a form was carried out, so that a reload does not send it again."""
    return web.HTTPSeeOther(f"{path}?said={said}" if said else path)


def wrong(error: RequestProblem, entered: Mapping[str, str], fields: tuple[str, ...]) -> dict[str, object]:
    """For a form that is shown again: what was entered, and what is wrong beside which field ("" for the whole form)."""
    errors = {found.field if found.field in fields else "": found.message for found in error.errors}
    return {"errors": errors or {"": error.detail}, "entered": entered}
