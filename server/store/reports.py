"""What tutors report in their own words: kept once, sealed, and read by nobody whom it is about.

The log says that a report came and what it hashes to, not from whom: whoever a report is about may read the log.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, insert, select

from policy.clauses import Clause
from policy.report import LONGEST, LONGEST_IDENTIFIER, MOST_IDENTIFIERS, Kind, Report, Route
from server.problem import BadRequest, NotFound
from server.roles import Role
from server.store import health, log
from server.store.devices import Device
from server.store.transaction import Transaction
from server.tables import events
from server.tables import reports as table

ID_BYTES = 16
ACTOR = "a device"
ROUTES: dict[Role, frozenset[Route]] = {
    Role.OWNER: frozenset({Route.DSL, Route.OWNER}),
    Role.DSL: frozenset({Route.DSL, Route.DSL_ONLY}),
}
KNOWN = frozenset(kind.value for kind in Kind)
SENT = frozenset(route.value for route in Route) - {Route.OUTSIDE.value}
CLAUSES = frozenset(clause.value for clause in Clause) | {""}
LONGEST_NAME = 40


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """`at`: when it happened, `written_at`: when it was reported, `received_at`: when the office heard. `receipt`: the tutor's.
    `incident`: what the office knew of it already. Unix seconds.
    """

    id: str
    receipt: str
    kind: str
    route: str
    platform: str
    clause: str
    tutor: str
    device: str
    incident: str | None
    at: int
    written_at: int
    received_at: int
    words: str
    identifiers: tuple[str, ...]


async def take(db: Transaction, device: Device, report: Report) -> None:
    """Keep a new report. One that cannot be is counted; that is a defect of the device, for it checks the same."""
    if not _possible(report):
        await health.count(db, device.id, report.key, health.UNREADABLE)
        return
    number = hashlib.sha256(f"{device.id}\0{report.key}".encode()).hexdigest()[: 2 * ID_BYTES]
    await db.run(insert(table).values(await _columns(db, number, device, report)))
    digest = hashlib.sha256(msgspec.msgpack.encode(report)).hexdigest()
    await log.write(db, ACTOR, log.Kind.REPORT_RECEIVED, "report", digest=digest)


async def page(db: Transaction, role: Role, *, after: str = "", limit: int = 50) -> list[Reported]:
    """What this role may read, those heard of last first; `after`: the cursor of the last one of the page before."""
    query = select(table).where(table.c.route.in_(_readable(role))).limit(limit)
    if after:
        moment, number = _place(after)
        same = (table.c.received_at == moment) & (table.c.id < number)
        query = query.where((table.c.received_at < moment) | same)
    return [_opened(db, row) for row in await db.rows(query.order_by(table.c.received_at.desc(), table.c.id.desc()))]


async def of_incident(db: Transaction, role: Role, incident: str) -> list[Reported]:
    """What was reported of an incident, as far as this role may read it."""
    mine = (table.c.incident == incident) & table.c.route.in_(_readable(role))
    return [_opened(db, row) for row in await db.rows(select(table).where(mine).order_by(table.c.received_at))]


async def find(db: Transaction, role: Role, number: str) -> Reported:
    """Raises NotFound, also for what this role may not read."""
    mine = (table.c.id == number) & table.c.route.in_(_readable(role))
    row = await db.row(select(table).where(mine))
    if row is None:
        raise NotFound("There is no such report.")
    return _opened(db, row)


def cursor(report: Reported) -> str:
    """For `page(after=…)`."""
    return f"{report.received_at}-{report.id}"


def _readable(role: Role) -> Sequence[str]:
    return sorted(route.value for route in ROUTES.get(role, frozenset()))


def _place(after: str) -> tuple[int, str]:
    moment, _, number = after.partition("-")
    if not (moment.isascii() and moment.isdecimal() and len(moment) <= 12):
        raise BadRequest("This is no place in the list.", field="after")
    return int(moment), number


def _possible(report: Report) -> bool:
    return (
        report.kind in KNOWN
        and report.route in SENT
        and report.clause in CLAUSES
        and len(report.platform) <= LONGEST_NAME
        and len(report.words) <= LONGEST
        and len(report.identifiers) <= 2 * MOST_IDENTIFIERS  # a handle and an id each
        and all(len(identifier) <= LONGEST_IDENTIFIER + LONGEST_NAME for identifier in report.identifiers)
        and report.at >= 0
        and report.written >= 0
    )


async def _columns(db: Transaction, number: str, device: Device, report: Report) -> dict[str, Any]:
    mine = (events.c.device == device.id) & (events.c.key == report.event)
    event = await db.row(select(events).where(mine)) if report.event else None
    named = "\n".join(report.identifiers)
    return {
        "id": number,
        "device": device.id,
        "key": report.key,
        "tutor": device.tutor,
        "kind": report.kind,
        "route": report.route,
        "platform": report.platform,
        "clause": report.clause,
        "incident": event.incident if event else None,
        "at": min(report.at, db.now),
        "written_at": min(report.written, db.now),
        "received_at": db.now,
        "words": db.vault.seal_text(table.c.words, number, report.words),
        "identifiers": db.vault.seal_text(table.c.identifiers, number, named),
    }


def _opened(db: Transaction, row: Row[Any]) -> Reported:
    named = db.vault.open_text(table.c.identifiers, row.id, row.identifiers)
    return Reported(
        id=row.id,
        receipt=row.key,
        kind=row.kind,
        route=row.route,
        platform=row.platform,
        clause=row.clause,
        tutor=row.tutor,
        device=row.device,
        incident=row.incident,
        at=row.at,
        written_at=row.written_at,
        received_at=row.received_at,
        words=db.vault.open_text(table.c.words, row.id, row.words),
        identifiers=tuple(named.splitlines()),
    )
