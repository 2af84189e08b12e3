"""The log: who did what when, append-only, each entry bound to the one before it by its hash.

An entry cannot be changed, taken out or put in without breaking the chain; and since the chain's head is signed with the
office's key, which is no part of the database, neither can the end be cut off or the whole be written anew. Details hold
references and numbers, never a handle, a name or a tutor's words.
"""

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from sqlalchemy import Row, insert, select

from server.store import meta
from server.store.transaction import Transaction
from server.tables import log as table

HEAD = "log head"
CONTEXT = b"tutor-guard log v1\0"
FIRST = bytes(32)
PAGE = 5_000


class Kind(StrEnum):
    """`subject:action`. Stored as words: a new one needs no migration."""

    PUPIL_ADDED = "pupil:added"
    PUPIL_CHANGED = "pupil:changed"
    PUPIL_REMOVED = "pupil:removed"
    ACCOUNT_ADDED = "account:added"
    ACCOUNT_CHANGED = "account:changed"
    ACCOUNT_REMOVED = "account:removed"
    TUTOR_ADDED = "tutor:added"
    TUTOR_CHANGED = "tutor:changed"
    EXEMPTION_GRANTED = "exemption:granted"
    EXEMPTION_ENDED = "exemption:ended"
    CODE_MADE = "enrolment code:made"
    DEVICE_ENROLLED = "device:enrolled"
    DEVICE_REVOKED = "device:revoked"
    DEVICE_LEFT = "device:left"
    DEVICE_AHEAD = "device:ahead"
    LOOKUPS_HIGH = "lookups:high"
    LOOKUPS_REFUSED = "lookups:refused"
    NAMES_HIGH = "names:high"
    NAMES_REFUSED = "names:refused"
    INCIDENT_OPENED = "incident:opened"
    INCIDENT_REPEATED = "incident:repeated"
    REPORT_RECEIVED = "report:received"
    REVIEW_PROPOSED = "review:proposed"
    REVIEW_DECIDED = "review:decided"
    SITE_VERIFIED = "site:verified"
    SITE_WITHDRAWN = "site:withdrawn"
    SITE_RESTORED = "site:restored"
    OFFICIAL_ADDED = "official account:added"
    OFFICIAL_REMOVED = "official account:removed"
    PICTURE_ADDED = "picture:added"
    PICTURE_REMOVED = "picture:removed"
    PICTURE_CHANGED = "picture:changed"
    CONSENT_GIVEN = "consent:given"
    CONSENT_WITHDRAWN = "consent:withdrawn"
    CONSENT_RESTORED = "consent:restored"
    FAKE_REPORTED = "fake account:reported"
    FAKE_CLOSED = "fake account:closed"
    FAKE_REOPENED = "fake account:reopened"
    ASK_DECIDED = "ask:decided"
    SETTINGS_CHANGED = "settings:changed"
    ADMIN_ADDED = "admin:added"
    ADMIN_CHANGED = "admin:changed"
    TOKEN_ADDED = "token:added"  # noqa: S105 - a word of the log, no secret
    TOKEN_REVOKED = "token:revoked"  # noqa: S105 - as above
    SIGNED_IN = "session:opened"
    SIGN_IN_REFUSED = "session:refused"
    SIGNED_OUT = "session:closed"
    RECORD_READ = "record:read"
    HANDLES_IMPORTED = "handles:imported"
    KEY_ROTATED = "key:rotated"
    BACKUP_MADE = "backup:made"
    BACKUP_RESTORED = "backup:restored"


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """What an entry's hash covers, together with the hash before it."""

    seq: int
    at: int
    actor: str
    kind: str
    subject: str
    detail: str


class Broken(ValueError):
    """The log is not as it was written; `seq` is the first entry that shows it."""

    def __init__(self, seq: int, why: str) -> None:
        super().__init__(f"entry {seq}: {why}")
        self.seq = seq


async def write(db: Transaction, actor: str, kind: Kind, subject: str, **detail: object) -> None:
    """Add an entry. `actor`: admin:NAME, token:NAME, device:ID, cli or office."""
    await write_all(db, actor, [(kind, subject, detail)])


async def write_all(db: Transaction, actor: str, happened: Sequence[tuple[Kind, str, dict[str, object]]]) -> None:
    """Add many entries at once."""
    seq, before = db.head or await _last(db)
    rows = []
    for kind, subject, detail in happened:
        seq += 1
        words = msgspec.json.encode(detail, order="deterministic").decode()
        entry = Entry(seq, db.now, actor, kind.value, subject, words)
        now = _hash(entry, before)
        rows.append({**msgspec.structs.asdict(entry), "prev_hash": before, "hash": now})
        before = now
    if rows:
        await db.run(insert(table), rows)
    db.head = seq, before


async def settle(db: Transaction) -> None:
    """Sign the chain's head, if this transaction moved it."""
    if db.head:
        seq, last = db.head
        await meta.note(db, HEAD, number=seq, bytes=db.keys.signer.sign(_signed(seq, last)))


async def verify(db: Transaction) -> int:
    """How many entries stand, all as they were written. Raises Broken."""
    seq, before = 0, FIRST
    while page := await db.rows(select(table).where(table.c.seq > seq).order_by(table.c.seq).limit(PAGE)):
        for row in page:
            seq, before = seq + 1, _checked(row, seq + 1, before)
    await _check_head(db, seq, before)
    return seq


async def recent(db: Transaction, *, before: int | None = None, limit: int = 50) -> Sequence[Row[Any]]:
    """The newest entries, or those older than `before`."""
    query = select(table).order_by(table.c.seq.desc()).limit(limit)
    return await db.rows(query.where(table.c.seq < before) if before is not None else query)


async def said(db: Transaction, kind: Kind, subject: str, *, since: int) -> bool:
    """Whether the log has such an entry from that moment on."""
    entry = (table.c.subject == subject) & (table.c.kind == kind.value) & (table.c.at >= since)
    return await db.value(select(table.c.seq).where(entry).limit(1)) is not None


def _checked(row: Row[Any], seq: int, before: bytes) -> bytes:
    if row.seq != seq:
        raise Broken(seq, "is missing")
    entry = Entry(row.seq, row.at, row.actor, row.kind, row.subject, row.detail)
    if row.prev_hash != before or row.hash != _hash(entry, before):
        raise Broken(seq, "was changed")
    return bytes(row.hash)


async def _check_head(db: Transaction, seq: int, last: bytes) -> None:
    head = await meta.fact(db, HEAD)
    if head is None and seq == 0:
        return
    try:
        db.keys.signer.public_key().verify(head.bytes if head else b"", _signed(seq, last))
    except InvalidSignature as error:
        raise Broken(seq, "is not the end that was signed: entries are missing, or the log was written anew") from error


async def _last(db: Transaction) -> tuple[int, bytes]:
    row = await db.row(select(table.c.seq, table.c.hash).order_by(table.c.seq.desc()).limit(1))
    return (row.seq, bytes(row.hash)) if row else (0, FIRST)


def _hash(entry: Entry, before: bytes) -> bytes:
    return hashlib.sha256(before + msgspec.msgpack.encode(entry)).digest()


def _signed(seq: int, last: bytes) -> bytes:
    return CONTEXT + seq.to_bytes(8) + last
