"""Pupils: the company's reference, whether they are current, and only what the policy needs to know besides."""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType
from sqlalchemy import Row, delete, insert, select, update

from server.problem import Conflict, Invalid, NotFound
from server.store import log, names
from server.store.log import Kind
from server.store.names import Guardian
from server.store.transaction import Transaction
from server.tables import pupils

REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
OLDEST = date(1900, 1, 1)
MAX_NAME = 100
MAX_GUARDIANS = 8
NAME_FIELDS = ("first_name", "last_name", "known_as", "guardians", "full_name_consent")


class Status(StrEnum):
    CURRENT = "current"
    LEFT = "left"


class NewPupil(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`full_name_consent`: written consent to publish first and last name (4.2.4)."""

    ref: str
    status: Status = Status.CURRENT
    date_of_birth: date | None = None
    left_on: date | None = None
    vulnerable: bool = False
    first_name: str = ""
    last_name: str = ""
    known_as: str = ""
    guardians: tuple[Guardian, ...] = ()
    full_name_consent: bool = False


class PupilChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Only what is to change; `null` forgets a date."""

    status: Status | UnsetType = UNSET
    date_of_birth: date | UnsetType | None = UNSET
    left_on: date | UnsetType | None = UNSET
    vulnerable: bool | UnsetType = UNSET
    first_name: str | UnsetType = UNSET
    last_name: str | UnsetType = UNSET
    known_as: str | UnsetType = UNSET
    guardians: tuple[Guardian, ...] | UnsetType = UNSET
    full_name_consent: bool | UnsetType = UNSET


class Written(msgspec.Struct, frozen=True, array_like=True):
    """Names as they are sealed; earlier versions wrote the first two alone."""

    first_name: str = ""
    last_name: str = ""
    known_as: str = ""
    guardians: tuple[Guardian, ...] = ()
    full_name_consent: bool = False


class Pupil(NewPupil, frozen=True, kw_only=True):
    created_at: int
    updated_at: int


async def add(db: Transaction, actor: str, new: NewPupil) -> Pupil:
    """Raises Invalid or Conflict."""
    if await db.value(select(pupils.c.ref).where(pupils.c.ref == new.ref)):
        raise Conflict(f"There is a pupil {new.ref} already.", field="ref")
    await add_all(db, actor, [new])
    return await find(db, new.ref)


async def add_all(db: Transaction, actor: str, new: Sequence[NewPupil]) -> None:
    """Add pupils whose references are known to be new. Raises Invalid."""
    if not new:
        return
    await db.run(insert(pupils), [{**_columns(db, checked(db, pupil)), "created_at": db.now} for pupil in new])
    await log.write_all(db, actor, [(Kind.PUPIL_ADDED, f"pupil:{pupil.ref}", {"status": pupil.status}) for pupil in new])
    await names.keep_pupils(db, {pupil.ref: names.of_pupil(pupil) for pupil in new}, new=True)
    db.publish = True


async def change(db: Transaction, actor: str, ref: str, wanted: PupilChange) -> Pupil:
    """Change what is named. Raises NotFound or Invalid."""
    before = await find(db, ref)
    asked = {field: value for field, value in msgspec.structs.asdict(wanted).items() if value is not UNSET}
    if asked.get("status") is Status.CURRENT:
        asked["left_on"] = None
    after = checked(db, msgspec.structs.replace(before, **asked))
    changed = [field for field in NewPupil.__struct_fields__ if getattr(before, field) != getattr(after, field)]
    if not changed:
        return before
    await db.run(update(pupils).where(pupils.c.ref == ref).values(_columns(db, after)))
    if not {*NAME_FIELDS}.isdisjoint(changed):
        await names.keep_pupils(db, {ref: names.of_pupil(after)})
    await log.write(db, actor, Kind.PUPIL_CHANGED, f"pupil:{ref}", fields=changed, status=after.status)
    db.publish = True
    return await find(db, ref)


async def remove(db: Transaction, actor: str, ref: str) -> None:
    """Forget a pupil with all accounts and exemptions; incidents stay, without the reference. Raises NotFound."""
    if not await db.run(delete(pupils).where(pupils.c.ref == ref)):
        raise NotFound(f"There is no pupil {ref[:64]}.")
    await log.write(db, actor, Kind.PUPIL_REMOVED, f"pupil:{ref}")
    db.publish = True


async def find(db: Transaction, ref: str) -> Pupil:
    """Raises NotFound."""
    row = await db.row(select(pupils).where(pupils.c.ref == ref))
    if row is None:
        raise NotFound(f"There is no pupil {ref[:64]}.")
    return _opened(db, row)


async def page(db: Transaction, *, after: str = "", limit: int = 50, status: Status | None = None) -> list[Pupil]:
    """Pupils in the order of their references, those beyond `after`."""
    query = select(pupils).where(pupils.c.ref > after).order_by(pupils.c.ref).limit(limit)
    rows = await db.rows(query.where(pupils.c.status == status.value) if status else query)
    return [_opened(db, row) for row in rows]


async def every(db: Transaction) -> list[Pupil]:
    """The whole registry, for what compares many at once."""
    return [_opened(db, row) for row in await db.rows(select(pupils))]


def checked[P: NewPupil](db: Transaction, pupil: P) -> P:
    """A pupil that can be kept; who left without a date left today. Raises Invalid."""
    if not REF.fullmatch(pupil.ref):
        raise Invalid("A reference has 1 to 64 letters, digits, dots, hyphens or underscores.", field="ref")
    if pupil.date_of_birth and not OLDEST <= pupil.date_of_birth <= db.today:
        raise Invalid("This cannot be a date of birth.", field="date_of_birth")
    if pupil.left_on and pupil.left_on > db.today:
        raise Invalid("Somebody who leaves later is a current pupil until then.", field="left_on")
    for field in ("first_name", "last_name", "known_as"):
        if len(getattr(pupil, field)) > MAX_NAME:
            raise Invalid(f"A name has at most {MAX_NAME} characters.", field=field)
    if any(not 0 < len(one.name.strip()) <= MAX_NAME or len(one.relation) > MAX_NAME for one in pupil.guardians):
        raise Invalid(f"A guardian has a name, of at most {MAX_NAME} characters.", field="guardians")
    if len(pupil.guardians) > MAX_GUARDIANS:
        raise Invalid(f"At most {MAX_GUARDIANS} guardians can be named.", field="guardians")
    if pupil.status is Status.CURRENT and pupil.left_on:
        raise Invalid("A current pupil has not left.", field="left_on")
    if pupil.status is Status.LEFT and pupil.left_on is None:
        return msgspec.structs.replace(pupil, left_on=db.today)
    return pupil


def _columns(db: Transaction, pupil: NewPupil) -> dict[str, Any]:
    born = pupil.date_of_birth.isoformat() if pupil.date_of_birth else ""
    written = Written(*(getattr(pupil, field) for field in NAME_FIELDS))
    sealed = msgspec.json.encode(written).decode() if written != Written() else ""
    return {
        "ref": pupil.ref,
        "status": pupil.status.value,
        "date_of_birth": db.vault.seal_text(pupils.c.date_of_birth, pupil.ref, born),
        "left_on": pupil.left_on,
        "vulnerable": pupil.vulnerable,
        "names": db.vault.seal_text(pupils.c.names, pupil.ref, sealed),
        "updated_at": db.now,
    }


def _opened(db: Transaction, row: Row[Any]) -> Pupil:
    opened = db.vault.open_text(pupils.c.names, row.ref, row.names)
    written = msgspec.json.decode(opened, type=Written) if opened else Written()
    return Pupil(
        ref=row.ref,
        status=Status(row.status),
        date_of_birth=date_of_birth(db, row),
        left_on=row.left_on,
        vulnerable=row.vulnerable,
        **msgspec.structs.asdict(written),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def date_of_birth(db: Transaction, row: Row[Any]) -> date | None:
    """Opened from a row with `ref` and `date_of_birth`."""
    born = db.vault.open_text(pupils.c.date_of_birth, row.ref, row.date_of_birth)
    return date.fromisoformat(born) if born else None
