"""Devices: enrolled once with a code, known by a token of which only the hash is kept, and what each of them holds."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, insert, select, update

from policy.wire import Held, Preflight
from server.problem import NotFound, Unauthorised
from server.store import bundles, log, tutors
from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import devices, enrolment_codes

CODE_SECONDS = 24 * 3600
MAX_LABEL = 60
MAX_WORDS = 40
NOTHING_HELD = 0
SEEN_EVERY = 60  # seconds: `last_seen` is for people, not worth a write for each request


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """`serial`, `epoch`: of the bundle in force there. `state`: its own word for how it is; `new` before the first sync."""

    id: str
    tutor: str
    label: str
    version: str
    enrolled_at: int
    last_seen: int
    serial: int
    epoch: int
    state: str
    not_watching: tuple[str, ...]
    revoked_at: int | None


class Credentials(msgspec.Struct, frozen=True):
    device: str
    tutor: str
    token: str


async def make_code(db: Transaction, actor: str, tutor: str) -> str:
    """The secret of a new enrolment code for a tutor's device; single use, 24 hours. Raises NotFound."""
    await tutors.find(db, tutor)
    secret = secrets.token_urlsafe(24)
    row = {"secret_hash": _hash(secret), "tutor": tutor, "created_at": db.now, "expires_at": db.now + CODE_SECONDS}
    await db.run(insert(enrolment_codes).values(row))
    await log.write(db, actor, Kind.CODE_MADE, f"tutor:{tutor}")
    return secret


async def enrol(db: Transaction, secret: str, label: str, version: str) -> Credentials:
    """Turn a code into a device. Raises Unauthorised for a code that is unknown, used or too old: it doesn't say which."""
    wanted = _hash(secret)
    code = await db.row(select(enrolment_codes).where(enrolment_codes.c.secret_hash == wanted))
    if code is None or not hmac.compare_digest(bytes(code.secret_hash), wanted) or _spent(code, db.now):
        raise Unauthorised("This code cannot be used.")
    await db.run(update(enrolment_codes).where(enrolment_codes.c.secret_hash == wanted).values(used_at=db.now))
    device, token = secrets.token_hex(8), secrets.token_urlsafe(32)
    await db.run(
        insert(devices).values(
            id=device,
            tutor=code.tutor,
            token_hash=_hash(token),
            label=_tidy(label, MAX_LABEL),
            version=_tidy(version, MAX_WORDS),
            enrolled_at=db.now,
            last_seen=db.now,
        )
    )
    await log.write(db, f"device:{device}", Kind.DEVICE_ENROLLED, f"device:{device}", tutor=code.tutor)
    return Credentials(device, code.tutor, token)


async def authenticate(db: Transaction, token: str) -> Device | None:
    """The device that a token belongs to, unless it was revoked."""
    wanted = _hash(token)
    row = await db.row(select(devices).where(devices.c.token_hash == wanted))
    if row is None or not hmac.compare_digest(bytes(row.token_hash), wanted) or row.revoked_at is not None:
        return None
    return _opened(row)


async def heard(db: Transaction, device: Device, said: Preflight) -> None:
    """Keep what a device says of itself; `serial` and `digest` are what it has in force."""
    await db.run(
        update(devices)
        .where(devices.c.id == device.id)
        .values(
            version=_tidy(said.version, MAX_WORDS),
            state=_tidy(said.state, MAX_WORDS),
            not_watching=[_tidy(name, MAX_LABEL) for name in said.not_watching[:50]],
            last_seen=db.now,
            serial=said.serial,
            epoch=said.epoch,
            digest=said.digest[:32],
        )
    )


def same_as_before(device: Device, said: Preflight, now: int) -> bool:
    """Whether a preflight says nothing that is not on record: then there is no need to write."""
    before = (device.version, device.state, device.not_watching, device.serial, device.epoch)
    after = (said.version, said.state, said.not_watching, said.serial, said.epoch)
    return before == after and now - device.last_seen < SEEN_EVERY


async def acknowledge(db: Transaction, device: Device, held: Held) -> bool:
    """Write into the ledger what a device has in force; whether the office published just that under that serial."""
    values = {"serial": held.serial, "epoch": held.epoch, "digest": held.digest[:32], "last_seen": db.now}
    await db.run(update(devices).where(devices.c.id == device.id).values(values))
    return await bundles.digest(db, held.serial) == held.digest


async def revoke(db: Transaction, actor: str, number: str) -> None:
    """From now on nothing is answered to this device. Raises NotFound."""
    active = (devices.c.id == number) & devices.c.revoked_at.is_(None)
    if not await db.run(update(devices).where(active).values(revoked_at=db.now)):
        raise NotFound("There is no such device, or it is revoked already.")
    await log.write(db, actor, Kind.DEVICE_REVOKED, f"device:{number}")


async def left(db: Transaction, device: Device) -> None:
    """The tutor removed the guard: its token is of no use any more. What it sent before stays."""
    await db.run(update(devices).where(devices.c.id == device.id).values(revoked_at=db.now, state="left"))
    await log.write(db, f"device:{device.id}", Kind.DEVICE_LEFT, f"device:{device.id}", tutor=device.tutor)


async def find(db: Transaction, number: str) -> Device:
    """Raises NotFound."""
    row = await db.row(select(devices).where(devices.c.id == number))
    if row is None:
        raise NotFound("There is no such device.")
    return _opened(row)


async def page(db: Transaction, *, after: str = "", limit: int = 50, tutor: str = "") -> list[Device]:
    """Devices in the order of their ids, those beyond `after`; revoked ones too."""
    query = select(devices).where(devices.c.id > after).order_by(devices.c.id).limit(limit)
    return _all(await db.rows(query.where(devices.c.tutor == tutor) if tutor else query))


def _all(rows: Sequence[Row[Any]]) -> list[Device]:
    return [_opened(row) for row in rows]


def _opened(row: Row[Any]) -> Device:
    return Device(
        id=row.id,
        tutor=row.tutor,
        label=row.label,
        version=row.version,
        enrolled_at=row.enrolled_at,
        last_seen=row.last_seen,
        serial=row.serial,
        epoch=row.epoch,
        state=row.state,
        not_watching=tuple(row.not_watching),
        revoked_at=row.revoked_at,
    )


def _spent(code: Row[Any], now: int) -> bool:
    return code.used_at is not None or bool(code.expires_at <= now)


def _hash(secret: str) -> bytes:
    """The secrets are random, so a plain hash is enough; nothing that is compared is the secret itself."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _tidy(text: str, limit: int) -> str:
    return "".join(char for char in text if char.isprintable())[:limit]
