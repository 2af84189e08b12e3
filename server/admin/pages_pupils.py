"""The registry for people: find a pupil, register one, keep accounts. Every record that is opened is written down."""

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from aiohttp import web

from policy.platforms import PLATFORMS
from server.admin.api_accounts import named
from server.admin.listing import place
from server.admin.render import page, see, wrong
from server.auth import PERSON, form
from server.problem import Conflict, Invalid, from_decoding
from server.roles import Right
from server.route import Routes
from server.store import accounts, history, log, pupils, search
from server.store.entered import NewAccount
from server.store.log import Kind
from server.store.overview import account_counts
from server.store.pupils import NewPupil, PupilChange
from server.web import DB

FIELDS = ("ref", "status", "date_of_birth", "left_on", "first_name", "last_name", "known_as", "guardians")
ACCOUNT_FIELDS = ("platform", "handle", "id")
PLATFORM_NAMES = tuple((platform.name, platform.name) for platform in PLATFORMS)
routes = Routes("/pupils")


@routes.on("GET", "", Right.READ_PUPILS)
async def list_pupils(request: web.Request) -> web.Response:
    """Pupils, or those that a search finds."""
    return await _list(request)


async def _list(request: web.Request, *, status: int = HTTPStatus.OK, **context: object) -> web.Response:
    at, words = place(request), request.query.get("q", "").strip()
    async with request.app[DB].reading() as db:
        found = await search.find(db, words) if words else await pupils.page(db, after=at.after, limit=at.reading)
        shown = found if words else found[: at.limit]
        counts = await account_counts(db, [pupil.ref for pupil in shown])
    following = shown[-1].ref if len(found) > len(shown) else ""
    return page(request, "pupils.html", status=status, pupils=shown, counts=counts, words=words, following=following, **context)


@routes.on("POST", "", Right.WRITE_PUPILS)
async def add_pupil(request: web.Request) -> web.Response:
    """Register a pupil, and go on to the record."""
    fields = await form(request)
    try:
        async with request.app[DB].begin() as db:
            pupil = await pupils.add(db, request[PERSON].actor, _pupil(fields, NewPupil, FIELDS))
    except (Invalid, Conflict) as error:
        return await _list(request, status=error.status, **wrong(error, fields, FIELDS))
    raise see(f"/pupils/{pupil.ref}", "added")


def _pupil[S](fields: Mapping[str, str], shape: type[S], names: tuple[str, ...]) -> S:
    """The form's fields as JSON would have them: an empty date is none. Raises Invalid."""
    values: dict[str, object] = {name: fields[name] for name in names if name in fields}
    for date in ("date_of_birth", "left_on"):
        values[date] = values.get(date) or None
    values |= {flag: fields.get(flag) == "yes" for flag in ("vulnerable", "full_name_consent")}
    if "guardians" in fields:
        values["guardians"] = _guardians(fields["guardians"])
    try:
        return msgspec.convert(values, shape)
    except msgspec.ValidationError as error:
        raise from_decoding(error) from error


def _guardians(written: str) -> list[dict[str, str]]:
    """`Mina Patel (mother); Raj Patel`: each with what stands in brackets as the relation."""
    parts = (part.strip().rstrip(")").partition("(") for part in written.split(";"))
    return [{"name": name.strip(), "relation": relation.strip()} for name, _, relation in parts if name.strip()]


@routes.on("GET", "/{ref}", Right.READ_PUPILS)
async def read_pupil(request: web.Request) -> web.Response:
    """A pupil's record, accounts and history."""
    return await _record(request)


async def _record(request: web.Request, *, status: int = HTTPStatus.OK, **context: object) -> web.Response:
    ref = request.match_info["ref"]
    async with request.app[DB].begin() as db:
        pupil = await pupils.find(db, ref)
        kept = await accounts.of_pupil(db, ref)
        happened = await history.of_pupil(db, ref)
        await log.write(db, request[PERSON].actor, Kind.RECORD_READ, f"pupil:{ref}")
    named = "; ".join(f"{one.name} ({one.relation})" if one.relation else one.name for one in pupil.guardians)
    defaults = {"errors": {}, "entered": {}, "at": "", "platforms": PLATFORM_NAMES, "guardians": named}
    return page(request, "pupil.html", status=status, pupil=pupil, accounts=kept, history=happened, **(defaults | context))


@routes.on("POST", "/{ref}", Right.WRITE_PUPILS)
async def change_pupil(request: web.Request) -> web.Response:
    """Change the record."""
    fields, ref = await form(request), request.match_info["ref"]
    try:
        async with request.app[DB].begin() as db:
            await pupils.change(db, request[PERSON].actor, ref, _pupil(fields, PupilChange, FIELDS[1:]))
    except Invalid as error:
        return await _record(request, status=error.status, at="record", **wrong(error, fields, FIELDS))
    raise see(f"/pupils/{ref}", "added")


@routes.on("POST", "/{ref}/accounts", Right.WRITE_PUPILS)
async def add_account(request: web.Request) -> web.Response:
    """Add an account."""
    fields, ref = await form(request), request.match_info["ref"]
    new = NewAccount(platform=fields.get("platform", ""), handle=fields.get("handle", ""), id=fields.get("id", ""))
    try:
        async with request.app[DB].begin() as db:
            await accounts.add(db, request[PERSON].actor, ref, new)
    except (Invalid, Conflict) as error:
        return await _record(request, status=error.status, at="account", **wrong(error, fields, ACCOUNT_FIELDS))
    raise see(f"/pupils/{ref}", "added")


@routes.on("POST", "/{ref}/accounts/{account}/remove", Right.WRITE_PUPILS)
async def remove_account(request: web.Request) -> web.Response:
    """Remove an account."""
    ref = request.match_info["ref"]
    async with request.app[DB].begin() as db:
        kept = await named(db, ref, request.match_info["account"])
        await accounts.remove(db, request[PERSON].actor, kept.key)
    raise see(f"/pupils/{ref}", "removed")
