"""Incidents: what devices report of contact with pupils, written down once, counted, and chained into the log.

Nothing is kept about anybody who is no pupil. A device sends pseudonyms; one that no pupil bears (any more) leaves only
a count of such events behind (health.py), and the device is told that its event is settled.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, insert, select, update

from policy.incident import Event
from server.problem import BadRequest, NotFound
from server.store import log
from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import events, incidents

ID_BYTES = 16


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """`at`: when it happened last; `first_at`: when first; `received_at`: when the office heard. Unix seconds."""

    id: str
    clause: str
    platform: str
    act: str
    action: int
    outcome: str
    standing: str
    pupil: str | None
    tutor: str
    device: str
    count: int
    first_at: int
    at: int
    received_at: int
    reason: str = ""
    family: bool = False


async def record(db: Transaction, device: str, tutor: str, pupil: str, event: Event) -> str:
    """Write one new event down: a new incident, or one more occurrence of an open one. The incident's id."""
    number = incident_id(device, pupil, event)
    known = await db.row(select(incidents).where(incidents.c.id == number))
    if known is None:
        await db.run(insert(incidents).values(_columns(db, number, device, tutor, pupil, event)))
        await log.write(db, f"device:{device}", Kind.INCIDENT_OPENED, f"incident:{number}", **_said(event, pupil))
    else:
        await db.run(update(incidents).where(incidents.c.id == number).values(_merged(db, known, event)))
        await log.write(db, f"device:{device}", Kind.INCIDENT_REPEATED, f"incident:{number}", **_said(event, pupil))
    await db.run(insert(events).values(device=device, key=event.key, incident=number, at=event.at, times=event.count))
    return number


def incident_id(device: str, pupil: str, event: Event) -> str:
    """The act's own id is the device's word; bound to device, pupil and clause it can touch no other incident."""
    act = f"{device}\0{event.incident}\0{pupil}\0{event.clause}"
    return hashlib.sha256(act.encode()).hexdigest()[: 2 * ID_BYTES]


async def find(db: Transaction, number: str) -> Incident:
    """Raises NotFound."""
    row = await db.row(select(incidents).where(incidents.c.id == number))
    if row is None:
        raise NotFound("There is no such incident.")
    return _opened(db, row)


async def page(  # noqa: PLR0913 - filters, all of them named
    db: Transaction,
    *,
    after: str = "",
    limit: int = 50,
    pupil: str = "",
    tutor: str = "",
    clause: str = "",
    since: int = 0,
) -> list[Incident]:
    """Incidents, those heard of last first; `after`: the cursor of the last one of the page before. Raises BadRequest."""
    query = select(incidents).order_by(incidents.c.received_at.desc(), incidents.c.id.desc()).limit(limit)
    for column, wanted in ((incidents.c.pupil, pupil), (incidents.c.tutor, tutor), (incidents.c.clause, clause)):
        if wanted:
            query = query.where(column == wanted)
    if since:
        query = query.where(incidents.c.received_at >= since)
    if after:
        moment, number = _place(after)
        same = (incidents.c.received_at == moment) & (incidents.c.id < number)
        query = query.where((incidents.c.received_at < moment) | same)
    return _all(db, await db.rows(query))


def cursor(incident: Incident) -> str:
    """For `page(after=…)`."""
    return f"{incident.received_at}-{incident.id}"


def _place(after: str) -> tuple[int, str]:
    moment, _, number = after.partition("-")
    if not (moment.isascii() and moment.isdecimal() and len(moment) <= 12):
        raise BadRequest("This is no place in the list.", field="after")
    return int(moment), number


def _all(db: Transaction, rows: Sequence[Row[Any]]) -> list[Incident]:
    return [_opened(db, row) for row in rows]


def _columns(db: Transaction, number: str, device: str, tutor: str, pupil: str, event: Event) -> dict[str, Any]:
    return {
        "id": number,
        "clause": event.clause.value,
        "platform": event.platform,
        "act": event.act,
        "action": int(event.action),
        "outcome": event.outcome.value,
        "standing": event.standing.value,
        "pupil": pupil,
        "tutor": tutor,
        "device": device,
        "first_at": event.at,
        "last_at": event.at,
        "received_at": db.now,
        "times": event.count,
        "reason": db.vault.seal_text(incidents.c.reason, number, event.reason),
        "family": event.family,
    }


def _merged(db: Transaction, known: Row[Any], event: Event) -> dict[str, Any]:
    """An act's strongest step names it; the tutor's words stand once."""
    merged: dict[str, Any] = {
        "times": known.times + event.count,
        "first_at": min(known.first_at, event.at),
        "last_at": max(known.last_at, event.at),
    }
    if event.action > known.action:
        merged |= {"action": int(event.action), "outcome": event.outcome.value, "act": event.act}
    if event.reason and not known.reason:
        merged["reason"] = db.vault.seal_text(incidents.c.reason, known.id, event.reason)
    return merged


def _said(event: Event, pupil: str) -> dict[str, object]:
    return {
        "clause": event.clause.value,
        "platform": event.platform,
        "act": event.act,
        "action": event.action.name.lower(),
        "outcome": event.outcome.value,
        "pupil": pupil,
        "at": event.at,
        "count": event.count,
        "serial": event.serial,
    }


def _opened(db: Transaction, row: Row[Any]) -> Incident:
    return Incident(
        id=row.id,
        clause=row.clause,
        platform=row.platform,
        act=row.act,
        action=row.action,
        outcome=row.outcome,
        standing=row.standing,
        pupil=row.pupil,
        tutor=row.tutor,
        device=row.device,
        count=row.times,
        first_at=row.first_at,
        at=row.last_at,
        received_at=row.received_at,
        reason=db.vault.open_text(incidents.c.reason, row.id, row.reason),
        family=row.family,
    )
