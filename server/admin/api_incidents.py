"""Incidents and the log for programs."""

from datetime import datetime

import msgspec
from aiohttp import web

from policy.verdict import Action
from server.admin.listing import QUERY, Items, listed, place
from server.auth import API, PERSON
from server.problem import BadRequest
from server.roles import Right
from server.route import Routes
from server.store import incidents, log
from server.store.incidents import Incident
from server.store.log import Kind
from server.web import DB, reply

routes = Routes(f"{API}v1")
FILTERS = {
    "clause": "only this clause",
    "pupil": "only this pupil",
    "tutor": "only this tutor",
    "since": "only what the office heard of since then (Unix seconds, or ISO 8601 with an offset)",
}


class ListedIncident(msgspec.Struct, frozen=True, kw_only=True):
    """`at`: when it happened last; `first_at`: when first; `received_at`: when the office heard. Unix seconds."""

    id: str
    clause: str
    platform: str
    act: str
    action: str
    outcome: str
    standing: str
    pupil: str | None
    tutor: str
    device: str
    count: int
    at: int
    first_at: int
    received_at: int
    reason: str
    family: bool


class LogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """`hash` covers the entry and `prev_hash`, in hexadecimal."""

    seq: int
    at: int
    actor: str
    kind: str
    subject: str
    detail: msgspec.Raw
    prev_hash: str
    hash: str


def shown(incident: Incident) -> ListedIncident:
    """The same with the action as a word."""
    return ListedIncident(**(msgspec.structs.asdict(incident) | {"action": Action(incident.action).name.lower()}))


def since(request: web.Request) -> int:
    """A moment from the query as Unix seconds; 0 for none. Raises BadRequest."""
    text = request.query.get("since", "")
    if not text:
        return 0
    if text.isascii() and text.isdecimal() and len(text) <= 12:
        return int(text)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise BadRequest("since must be Unix seconds, or ISO 8601 with an offset", field="since")
    return int(at.timestamp())


@routes.on("GET", "/incidents", Right.READ_INCIDENTS, reply=Items[ListedIncident], query=QUERY | FILTERS)
async def list_incidents(request: web.Request) -> web.Response:
    """Incidents, those heard of last first."""
    at, moment, asked = place(request), since(request), request.query
    wanted = {name: asked.get(name, "") for name in ("clause", "pupil", "tutor")}
    async with request.app[DB].reading() as db:
        found = await incidents.page(db, after=at.after, limit=at.reading, since=moment, **wanted)
    page = listed(found, at, incidents.cursor)
    return reply(Items([shown(incident) for incident in page.items], page.next))


@routes.on("GET", "/incidents/{id}", Right.READ_INCIDENTS, reply=ListedIncident)
async def read_incident(request: web.Request) -> web.Response:
    """One incident."""
    async with request.app[DB].begin() as db:
        incident = await incidents.find(db, request.match_info["id"])
        await log.write(db, request[PERSON].actor, Kind.RECORD_READ, f"incident:{incident.id}")
    return reply(shown(incident))


@routes.on("GET", "/audit", Right.READ_AUDIT, reply=Items[LogEntry], query=QUERY)
async def list_audit(request: web.Request) -> web.Response:
    """The log, the newest entry first."""
    at = place(request)
    if at.after and not (at.after.isascii() and at.after.isdecimal() and len(at.after) <= 12):
        raise BadRequest("after must be the `next` of the page before", field="after")
    async with request.app[DB].reading() as db:
        rows = await log.recent(db, before=int(at.after) if at.after else None, limit=at.reading)
    entries = [
        LogEntry(
            seq=row.seq, at=row.at, actor=row.actor, kind=row.kind, subject=row.subject,
            detail=msgspec.Raw(row.detail.encode()), prev_hash=row.prev_hash.hex(), hash=row.hash.hex(),
        )
        for row in rows
    ]  # fmt: skip
    return reply(listed(entries, at, lambda entry: str(entry.seq)))
