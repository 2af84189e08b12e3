"""Tutors, and the family exemptions that the DSL grants them."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from sqlalchemy import Row, insert, select, update

from policy.clauses import Clause
from server.problem import Conflict, Invalid, NotFound
from server.store import log, names, pupils
from server.store.log import Kind
from server.store.pupils import MAX_NAME, REF
from server.store.transaction import Transaction
from server.tables import exemptions, tutors

KEY_BYTES = 32
YEAR, MAX_REVIEW_DAYS = timedelta(days=365), 366
FAMILY_CLAUSES = (Clause.ONE_TO_ONE, Clause.FRIENDS_AND_FOLLOWERS)


class Tutor(msgspec.Struct, frozen=True, kw_only=True):
    ref: str
    name: str
    created_at: int


class NewExemption(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`review_on`: in a year unless it says otherwise."""

    tutor: str
    pupil: str
    relation: str
    review_on: date | None = None


class Exemption(msgspec.Struct, frozen=True, kw_only=True):
    tutor: str
    pupil: str
    relation: str
    review_on: date
    id: str
    clauses: tuple[str, ...]
    granted_by: str
    granted_at: int
    ended_at: int | None


async def add(db: Transaction, actor: str, ref: str, name: str = "") -> Tutor:
    """Raises Invalid or Conflict."""
    if not REF.fullmatch(ref):
        raise Invalid("A reference has 1 to 64 letters, digits, dots, hyphens or underscores.", field="ref")
    if len(name) > MAX_NAME:
        raise Invalid(f"A name has at most {MAX_NAME} characters.", field="name")
    if await db.value(select(tutors.c.ref).where(tutors.c.ref == ref)):
        raise Conflict(f"There is a tutor {ref} already.", field="ref")
    key = db.vault.seal(tutors.c.key, ref, secrets.token_bytes(KEY_BYTES))
    sealed = db.vault.seal_text(tutors.c.name, ref, name)
    await db.run(insert(tutors).values(ref=ref, name=sealed, key=key, created_at=db.now))
    await names.keep_tutors(db, {ref: names.of_tutor(name)})
    await log.write(db, actor, Kind.TUTOR_ADDED, f"tutor:{ref}")
    db.publish = db.publish or bool(name)
    return await find(db, ref)


async def rename(db: Transaction, actor: str, ref: str, name: str) -> Tutor:
    """Raises NotFound or Invalid."""
    if len(name) > MAX_NAME:
        raise Invalid(f"A name has at most {MAX_NAME} characters.", field="name")
    sealed = db.vault.seal_text(tutors.c.name, ref, name)
    if not await db.run(update(tutors).where(tutors.c.ref == ref).values(name=sealed)):
        raise _no_tutor(ref)
    await names.keep_tutors(db, {ref: names.of_tutor(name)})
    await log.write(db, actor, Kind.TUTOR_CHANGED, f"tutor:{ref}")
    db.publish = True
    return await find(db, ref)


async def find(db: Transaction, ref: str) -> Tutor:
    """Raises NotFound."""
    return _tutor(db, await _row(db, ref))


async def key(db: Transaction, ref: str) -> bytes:
    """The key with which this tutor's devices find their exemptions. Raises NotFound."""
    return opened_key(db, await _row(db, ref))


def opened_key(db: Transaction, row: Row[Any]) -> bytes:
    """Opened from a row with `ref` and `key`."""
    return db.vault.open(tutors.c.key, row.ref, row.key)


async def page(db: Transaction, *, after: str = "", limit: int = 50) -> list[Tutor]:
    """Tutors in the order of their references, those beyond `after`."""
    rows = await db.rows(select(tutors).where(tutors.c.ref > after).order_by(tutors.c.ref).limit(limit))
    return [_tutor(db, row) for row in rows]


async def every(db: Transaction) -> list[Tutor]:
    return [_tutor(db, row) for row in await db.rows(select(tutors))]


async def exempt(db: Transaction, actor: str, new: NewExemption) -> Exemption:
    """Close family: contact with this pupil is allowed to this tutor and recorded. Raises NotFound or Invalid."""
    review_on = new.review_on or db.today + YEAR
    await find(db, new.tutor)
    await pupils.find(db, new.pupil)
    if not 3 <= len(new.relation.strip()) <= MAX_NAME:
        raise Invalid("Please say how they are related.", field="relation")
    if not 0 < (review_on - db.today).days <= MAX_REVIEW_DAYS:
        raise Invalid("An exemption is reviewed within a year.", field="review_on")
    number = secrets.token_hex(8)
    await db.run(
        insert(exemptions).values(
            id=number,
            clauses=list(FAMILY_CLAUSES),
            granted_by=actor,
            granted_at=db.now,
            **(msgspec.structs.asdict(new) | {"review_on": review_on}),
        )
    )
    await log.write(db, actor, Kind.EXEMPTION_GRANTED, f"exemption:{number}", tutor=new.tutor, pupil=new.pupil)
    db.publish = True
    return await exemption(db, number)


async def end_exemption(db: Transaction, actor: str, number: str) -> None:
    """Raises NotFound."""
    active = (exemptions.c.id == number) & exemptions.c.ended_at.is_(None)
    if not await db.run(update(exemptions).where(active).values(ended_at=db.now)):
        raise NotFound("There is no such exemption, or it has ended already.")
    await log.write(db, actor, Kind.EXEMPTION_ENDED, f"exemption:{number}")
    db.publish = True


async def exemption(db: Transaction, number: str) -> Exemption:
    """Raises NotFound."""
    row = await db.row(select(exemptions).where(exemptions.c.id == number))
    if row is None:
        raise NotFound("There is no such exemption.")
    return _exemption(row)


async def all_exemptions(db: Transaction) -> list[Exemption]:
    """Every exemption, the newest first; ended ones too."""
    return _exemptions(await db.rows(select(exemptions).order_by(exemptions.c.granted_at.desc(), exemptions.c.id)))


def _exemptions(rows: Sequence[Row[Any]]) -> list[Exemption]:
    return [_exemption(row) for row in rows]


def _exemption(row: Row[Any]) -> Exemption:
    return Exemption(
        id=row.id,
        tutor=row.tutor,
        pupil=row.pupil,
        relation=row.relation,
        review_on=row.review_on,
        clauses=tuple(row.clauses),
        granted_by=row.granted_by,
        granted_at=row.granted_at,
        ended_at=row.ended_at,
    )


async def _row(db: Transaction, ref: str) -> Row[Any]:
    row = await db.row(select(tutors).where(tutors.c.ref == ref))
    if row is None:
        raise _no_tutor(ref)
    return row


def _no_tutor(ref: str) -> NotFound:
    return NotFound(f"There is no tutor {ref[:64]}.")


def _tutor(db: Transaction, row: Row[Any]) -> Tutor:
    return Tutor(ref=row.ref, name=db.vault.open_text(tutors.c.name, row.ref, row.name), created_at=row.created_at)
