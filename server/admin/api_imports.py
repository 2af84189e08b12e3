"""Imports for programs: a CSV file is compared with the registry; with `?apply=1` what it says is done, all or nothing."""

import msgspec
from aiohttp import web

from server.admin.listing import Items, whole
from server.auth import API, PERSON
from server.problem import BadRequest, FieldError, Invalid
from server.roles import Right
from server.route import Routes
from server.store import history, imports
from server.store.history import Happened
from server.store.plan import Plan
from server.web import DB, reply

MOST_SHOWN = 1_000
routes = Routes(f"{API}v1/imports")


class RejectedRow(msgspec.Struct, frozen=True):
    line: int
    field: str
    message: str


class Import(msgspec.Struct, frozen=True, kw_only=True):
    """`lines`: a sentence for each difference, the first thousand. `ignored`: columns that were not used."""

    applied: bool
    counts: dict[str, int]
    lines: list[str]
    rejected: list[RejectedRow]
    ignored: tuple[str, ...]


@routes.on("GET", "", Right.IMPORT, reply=Items[Happened])
async def list_imports(request: web.Request) -> web.Response:
    """Imports that were carried out, the newest first."""
    async with request.app[DB].reading() as db:
        return reply(whole(await history.of_imports(db)))


@routes.on("POST", "", Right.IMPORT, text="text/csv", reply=Import, query={"apply": "1: do it; else only compare"})
async def import_file(request: web.Request) -> web.Response:
    """Compare a CSV file with the registry, or carry it out."""
    text, wanted = await _text(request), request.query.get("apply", "0")
    if wanted not in {"0", "1"}:
        raise BadRequest("apply is 1 or 0", field="apply")
    if wanted == "0":
        async with request.app[DB].reading() as db:
            return reply(_shown(await imports.planned(db, text), applied=False))
    async with request.app[DB].begin() as db:
        plan = await imports.carried_out(db, request[PERSON].actor, text)
    if plan.rejected:
        errors = tuple(FieldError(f"line {row.line}: {row.field}", row.why) for row in plan.rejected[:MOST_SHOWN])
        raise Invalid(f"{len(plan.rejected)} rows cannot be taken as they are, so nothing was changed.", errors=errors)
    return reply(_shown(plan, applied=True))


async def _text(request: web.Request) -> str:
    try:
        return (await request.read()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequest("The file is not UTF-8 text.", field="body") from error


def _shown(plan: Plan, *, applied: bool) -> Import:
    return Import(
        applied=applied,
        counts=plan.counts(),
        lines=plan.lines()[:MOST_SHOWN],
        rejected=[RejectedRow(row.line, row.field, row.why) for row in plan.rejected[:MOST_SHOWN]],
        ignored=plan.ignored,
    )
