"""Settings for programs. Hosts and the company's details are the registrar's; how strongly clauses act is the DSL's."""

from http import HTTPStatus
from typing import Any

from aiohttp import web

from server.auth import API, PERSON, may
from server.problem import Forbidden
from server.roles import Right
from server.route import Routes
from server.store import choices
from server.web import DB, read, reply

OFFICE_FIELDS = frozenset({"adviser_sites", "hosts", "company", "contact"})
routes = Routes(f"{API}v1/settings")


@routes.on("GET", "", Right.READ_SETTINGS, reply=dict[str, Any])
async def read_settings(request: web.Request) -> web.Response:
    """Every setting with its value now."""
    async with request.app[DB].reading() as db:
        return reply(await choices.shown(db))


@routes.on("PATCH", "", Right.READ_SETTINGS, body=dict[str, Any], reply=dict[str, Any], status=HTTPStatus.OK)
async def change_settings(request: web.Request) -> web.Response:
    """Change what the body names (JSON merge patch, RFC 7396). Which fields a role may change depends on the field."""
    patch = await read(request, dict[str, Any])
    refuse_foreign(request, patch)
    async with request.app[DB].begin() as db:
        return reply(await choices.change(db, request[PERSON].actor, patch))


def refuse_foreign(request: web.Request, patch: dict[str, Any]) -> None:
    """Raises Forbidden when a field is not this role's to change, naming the field."""
    for name in patch:
        if not may(request, right := Right.SET_HOSTS if name in OFFICE_FIELDS else Right.SET_POLICY):
            raise Forbidden(f"The role {request[PERSON].role} does not have the right {right}.", field=name[:40])
