"""What the log says of one pupil or one incident: a chronology for people, out of the one record that nobody can edit."""

from typing import Any

import msgspec
from sqlalchemy import Row, Select, select

from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import log

MOST = 100
OF_PUPIL = (
    Kind.PUPIL_ADDED,
    Kind.PUPIL_CHANGED,
    Kind.ACCOUNT_ADDED,
    Kind.ACCOUNT_CHANGED,
    Kind.ACCOUNT_REMOVED,
    Kind.RECORD_READ,
)  # no incidents: a registrar reads this
WORDS = {
    Kind.PUPIL_ADDED: "registered",
    Kind.PUPIL_CHANGED: "record changed",
    Kind.ACCOUNT_ADDED: "account added",
    Kind.ACCOUNT_CHANGED: "account changed",
    Kind.ACCOUNT_REMOVED: "account removed",
    Kind.RECORD_READ: "record opened",
    Kind.INCIDENT_OPENED: "happened for the first time",
    Kind.INCIDENT_REPEATED: "happened again",
    Kind.HANDLES_IMPORTED: "file imported",
}


class Happened(msgspec.Struct, frozen=True):
    """`detail`: the log's own, as a dictionary."""

    at: int
    actor: str
    what: str
    detail: dict[str, Any]


async def of_pupil(db: Transaction, ref: str) -> list[Happened]:
    """The newest first."""
    about = msgspec.json.encode({"pupil": ref}).decode()[1:-1]
    mine = (log.c.subject == f"pupil:{ref}") | log.c.detail.contains(about, autoescape=True)
    kinds = log.c.kind.in_([kind.value for kind in OF_PUPIL])
    return [_happened(row) for row in await db.rows(_newest().where(mine, kinds))]


async def of_incident(db: Transaction, number: str) -> list[Happened]:
    """The newest first: each occurrence, and who opened it."""
    return [_happened(row) for row in await db.rows(_newest().where(log.c.subject == f"incident:{number}"))]


async def of_imports(db: Transaction) -> list[Happened]:
    """The imports that were carried out, the newest first."""
    return [_happened(row) for row in await db.rows(_newest().where(log.c.kind == Kind.HANDLES_IMPORTED.value))]


def _newest() -> Select[Any]:
    return select(log).order_by(log.c.seq.desc()).limit(MOST)


def _happened(row: Row[Any]) -> Happened:
    detail = msgspec.json.decode(row.detail, type=dict[str, Any])
    return Happened(row.at, row.actor, WORDS.get(Kind(row.kind), row.kind), detail)
