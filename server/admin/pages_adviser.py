"""What the adviser in the browser is told by this office, for people: sites that have changed, and what devices say of them."""

from http import HTTPStatus
from typing import Any

import msgspec
from aiohttp import web

from server.admin.render import page, see
from server.auth import PERSON, form
from server.problem import Invalid, NotFound
from server.roles import Right
from server.route import Routes
from server.store import choices, health
from server.web import DB

LOOKED_BACK = 90 * 86_400
FIELD = "document"
routes = Routes("/settings/adviser")


@routes.on("GET", "", Right.READ_SETTINGS)
async def show_adviser(request: web.Request) -> web.Response:
    """The sites described here, and where devices met a page that they did not know."""
    return await _page(request)


@routes.on("POST", "", Right.SET_HOSTS)
async def describe_site(request: web.Request) -> web.Response:
    """Put a description in the place of the one that ships."""
    written = (await form(request)).get(FIELD, "")
    try:
        site = _read(written)
        async with request.app[DB].begin() as db:
            await choices.change(db, request[PERSON].actor, {"adviser_sites": {site["platform"]: site}})
    except Invalid as error:
        field = error.errors[0].field.removeprefix("adviser_sites.") if error.errors else ""
        said = f"In {field}: {error.errors[0].message}" if field not in {"", FIELD} else error.detail
        return await _page(request, status=error.status, errors={FIELD: said}, entered={FIELD: written})
    raise see("/settings/adviser", "added")


@routes.on("POST", "/{platform}/reset", Right.SET_HOSTS)
async def reset_site(request: web.Request) -> web.Response:
    """Go back to the description that ships; the one that goes is shown once more, so that a slip can be taken back."""
    platform = request.match_info["platform"]
    async with request.app[DB].begin() as db:
        gone = (await choices.policy(db)).adviser_sites.get(platform)
        if gone is None:
            raise NotFound("There is no such site described here.")
        await choices.change(db, request[PERSON].actor, {"adviser_sites": {platform: None}})
    said = "What ships holds again. To take that back, save the description below once more."
    return await _page(request, said=said, entered={FIELD: _written(gone)})


async def _page(request: web.Request, *, status: int = HTTPStatus.OK, **context: object) -> web.Response:
    async with request.app[DB].reading() as db:
        sites = (await choices.policy(db)).adviser_sites
        gaps = await health.gaps(db, since=db.now - LOOKED_BACK)
    described = [(name, site.hosts, _written(site)) for name, site in sites.items()]
    return page(request, "adviser.html", status=status, described=described, gaps=gaps, **context)


def _read(written: str) -> dict[str, Any]:
    """The description as JSON. Raises Invalid."""
    try:
        site = msgspec.json.decode(written, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise Invalid("This is no JSON object; a comma or a bracket may be missing.", field=FIELD) from error
    if not isinstance(site.get("platform"), str):
        raise Invalid('Please say which platform it is: "platform": "x".', field=FIELD)
    return site


def _written(site: msgspec.Struct) -> str:
    return msgspec.json.format(msgspec.json.encode(site), indent=2).decode()
