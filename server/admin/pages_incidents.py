"""Incidents for the DSL: what happened, what the policy says, what to do next. Names only when asked for, with a reason."""

from datetime import datetime, time

from aiohttp import web

from policy.clauses import Clause
from policy.rules import RULES
from server.admin.api_incidents import shown
from server.admin.listing import place
from server.admin.next_steps import next_steps
from server.admin.render import LONDON, page
from server.auth import PERSON, form
from server.problem import BadRequest, NotFound
from server.roles import Right
from server.route import Routes
from server.store import history, incidents, log, pupils, reports, tutors
from server.store.incidents import Incident
from server.store.log import Kind
from server.store.transaction import Transaction
from server.web import DB

REASONS = {
    "assess": "To assess this incident",
    "tutor": "To speak to the tutor",
    "family": "To speak to the family",
    "referral": "For a referral",
    "check": "For a check or an audit",
}
FILTERS = ("clause", "pupil", "tutor", "since")
SENTENCES = {rule.clause.value: rule.sentence for rule in reversed(RULES)}
CLAUSES = (("", "All"), *((clause.value, f"{clause}: {clause.heading}") for clause in Clause))
routes = Routes("/incidents")


@routes.on("GET", "", Right.READ_INCIDENTS)
async def list_incidents(request: web.Request) -> web.Response:
    """Incidents, those heard of last first."""
    at = place(request)
    wanted = {name: request.query.get(name, "").strip() for name in FILTERS}
    filters = {name: wanted[name] for name in ("clause", "pupil", "tutor")}
    async with request.app[DB].reading() as db:
        found = await incidents.page(db, after=at.after, limit=at.reading, since=_midnight(wanted["since"]), **filters)
    newest = found[: at.limit]
    following = incidents.cursor(newest[-1]) if len(found) > at.limit else ""
    return page(request, "incidents.html", incidents=newest, wanted=wanted, clauses=CLAUSES, following=following)


def _midnight(day: str) -> int:
    """When a day began in London; 0 for no day. Raises BadRequest."""
    try:
        return int(datetime.combine(datetime.fromisoformat(day).date(), time(), LONDON).timestamp()) if day else 0
    except ValueError as error:
        raise BadRequest("Please give the date as year-month-day.", field="since") from error


@routes.on("GET", "/{id}", Right.READ_INCIDENTS)
async def read_incident(request: web.Request) -> web.Response:
    """One incident, without names."""
    return await _incident(request)


@routes.on("POST", "/{id}", Right.UNMASK)
async def show_names(request: web.Request) -> web.Response:
    """The same with names; who asked and why is written down first."""
    why = (await form(request)).get("why", "")
    if why not in REASONS:
        return await _incident(request, errors={"why": "Please choose why you need the names."})
    return await _incident(request, why=why)


async def _incident(request: web.Request, *, why: str = "", errors: dict[str, str] | None = None) -> web.Response:
    number = request.match_info["id"]
    async with request.app[DB].begin() as db:
        incident = await incidents.find(db, number)
        happened = await history.of_incident(db, number)
        told = await reports.of_incident(db, request[PERSON].role, number)
        names = await _names(db, incident) if why else {}
        said = {"part": "names", "why": why} if why else {}
        await log.write(db, request[PERSON].actor, Kind.RECORD_READ, f"incident:{number}", **said)
    return page(
        request, "incident.html", incident=shown(incident), history=happened, reports=told, names=names, reasons=REASONS,
        heading=Clause(incident.clause).heading, sentence=SENTENCES.get(incident.clause, ""),
        steps=next_steps(incident), errors=errors or {},
    )  # fmt: skip


async def _names(db: Transaction, incident: Incident) -> dict[str, str]:
    found = {"tutor": (await tutors.find(db, incident.tutor)).name or "no name is kept"}
    try:
        pupil = await pupils.find(db, incident.pupil or "")
    except NotFound:
        return found | {"pupil": "no longer registered"}
    return found | {"pupil": f"{pupil.first_name} {pupil.last_name}".strip() or "no name is kept"}
