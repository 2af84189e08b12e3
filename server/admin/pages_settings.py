"""Settings for people: how the company is called in notices, and which servers of its own the guards watch."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import msgspec
from aiohttp import web

from policy.clauses import Clause
from policy.live import Service
from policy.platforms import PLATFORMS
from policy.settings import Mode, Settings
from policy.standing import Standing
from server.admin.render import page, see, wrong
from server.auth import PERSON, form
from server.problem import BadRequest, Invalid
from server.roles import Right
from server.route import Routes
from server.store import choices
from server.web import DB

type Patch = dict[str, Any]

COMPANY_FIELDS = ("company", "contact")
POLICY_FIELDS = ("unchecked", "left_minor_message", "hold_seconds")
MODES = tuple(  # of the other clauses no mode changes anything: they only note or record
    (f"mode-{clause}-{number}", clause, standing, f"{clause}: {words}, {who}")
    for clause, words in ((Clause.ONE_TO_ONE, "a private message or call"), (Clause.FRIENDS_AND_FOLLOWERS, "a friend request"))
    for number, (standing, who) in enumerate(
        ((Standing.CURRENT, "current pupil"), (Standing.LEFT_MINOR, "former pupil under 18"))
    )
)
MODE_WORDS = (
    (Mode.ENFORCE, "As the policy says"),
    (Mode.WARN, "The tutor is asked at most"),
    (Mode.OBSERVE, "It is only written down"),
)
LIVE_WORDS = ((Service.OFF, "No"), (Service.WEB_RISK, "Google Web Risk"), (Service.SAFE_BROWSING, "Google Safe Browsing"))
PLATFORM_NAMES = tuple((platform.name, platform.name) for platform in PLATFORMS)
routes = Routes("/settings")


@routes.on("GET", "", Right.READ_SETTINGS)
async def show_settings(request: web.Request) -> web.Response:
    """The settings in force."""
    return await _settings(request)


async def _settings(request: web.Request, *, status: int = HTTPStatus.OK, **context: Any) -> web.Response:
    async with request.app[DB].reading() as db:
        chosen = await choices.policy(db)
    given = {"modes": MODES, "mode_words": MODE_WORDS, "live_words": LIVE_WORDS, "platforms": PLATFORM_NAMES, "at": ""}
    return page(request, "settings.html", status=status, chosen=chosen, **(given | context))


@routes.on("POST", "", Right.SET_HOSTS)
async def change_company(request: web.Request) -> web.Response:
    """Change how the company and its office are called."""
    fields = await form(request)
    return await _change(request, "company", fields, lambda _: {name: fields.get(name, "") for name in COMPANY_FIELDS})


@routes.on("POST", "/policy", Right.SET_POLICY)
async def change_policy(request: web.Request) -> web.Response:
    """Change how strongly clauses act."""
    fields = await form(request)
    seconds = fields.get("hold_seconds", "")
    patch: Patch = {name: fields.get(name, "") for name in POLICY_FIELDS}
    patch["hold_seconds"] = int(seconds) if seconds.isascii() and seconds.isdecimal() and len(seconds) < 9 else seconds
    return await _change(request, "policy", fields, lambda _: patch)


@routes.on("POST", "/modes", Right.SET_POLICY)
async def change_modes(request: web.Request) -> web.Response:
    """Have clauses only ask or only write down."""
    fields = await form(request)
    modes: Patch = {}
    for field, clause, standing, _ in MODES:
        if (wanted := fields.get(field, "")) not in dict(MODE_WORDS):
            raise BadRequest("Please choose one of those that are offered.")
        modes.setdefault(clause, {})[standing] = None if wanted == Mode.ENFORCE else wanted
    return await _change(request, "modes", fields, lambda _: {"modes": modes})


@routes.on("POST", "/live", Right.SET_POLICY)
async def change_live(request: web.Request) -> web.Response:
    """Have devices ask a live list about links, or no longer. A key that is not entered anew stays."""
    fields = await form(request)
    service, key = fields.get("service", ""), fields.get("key", "")

    def chosen(now: Settings) -> Patch:
        kept = key or now.drafts.live.key
        if service not in {Service.OFF, ""} and not kept:
            raise Invalid("The service needs the company's own key.", field="key")
        return {"drafts": {"live": None if service == Service.OFF else {"service": service, "key": kept}}}

    return await _change(request, "live", {"service": service}, chosen)


@routes.on("POST", "/hosts", Right.SET_HOSTS)
async def add_host(request: web.Request) -> web.Response:
    """Have the guards watch one more server."""
    fields = await form(request)
    platform, host = fields.get("platform", ""), fields.get("host", "")
    return await _change(request, "host", fields, lambda chosen: {"hosts": {platform: [*chosen.hosts.get(platform, ()), host]}})


@routes.on("POST", "/hosts/remove", Right.SET_HOSTS)
async def remove_host(request: web.Request) -> web.Response:
    """Watch a server no longer."""
    fields = await form(request)
    platform, host = fields.get("platform", ""), fields.get("host", "")

    def without(chosen: Settings) -> Patch:
        return {"hosts": {platform: [name for name in chosen.hosts.get(platform, ()) if name != host] or None}}

    return await _change(request, "host", fields, without)


async def _change(request: web.Request, at: str, fields: dict[str, str], patch: Callable[[Settings], Patch]) -> web.Response:
    """Make the patch from what is in force and apply it, in one transaction."""
    try:
        async with request.app[DB].begin() as db:
            await choices.change(db, request[PERSON].actor, patch(await choices.policy(db)))
    except Invalid as error:
        shown = wrong(_beside(error), fields, (*COMPANY_FIELDS, *POLICY_FIELDS, "host", "service", "key"))
        return await _settings(request, status=error.status, at=at, **shown)
    raise see("/settings", "added")


def _beside(error: Invalid) -> Invalid:
    """The API names `hosts.moodle` and `drafts.live.key`; on the page these are the fields `host` and `key`."""
    errors = [
        msgspec.structs.replace(found, field="host" if found.field.startswith("hosts") else found.field.rpartition(".")[2])
        for found in error.errors
    ]
    return Invalid(error.detail, errors=tuple(errors))
