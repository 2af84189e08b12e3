"""The media register (5.8, 5.12, 6.3): pictures that may be published, and the company's logos, by their fingerprints.

A picture is looked at in memory and forgotten; 128 bits of it are kept, from which nobody can draw it again. One that shows
pupils is on the devices' list only while as many of them consent (consents.py): a consent that runs out or is withdrawn, or a
pupil whose record goes, takes it off.
"""

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Row, Select, delete, func, insert, select, update

from policy.drafts.pictures.look import fingerprint_of
from policy.register import ApprovedPicture
from server.problem import Conflict, Invalid, NotFound
from server.store import log
from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import consents
from server.tables import pictures as table

MOST = {"picture": 1_000, "logo": 20}
MAX_TITLE = 100
MAX_LICENCE = 200
MOST_PUPILS = 99
DECODER = ThreadPoolExecutor(1, "pictures")  # one picture at a time: a decoded one may take 200 MB

type Sort = Literal["picture", "logo"]


class NewPicture(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`picture`: the file, in base64; a small copy does as well. `licence`: whose it is and by what leave it is used.
    `until`: the last day of the licence. `pupils`: how many it shows, none of them named. The title is seen by every tutor, so
    it names nobody.
    """

    title: str
    picture: bytes
    kind: Sort = "picture"
    licence: str = ""
    until: date | None = None
    pupils: int = 0


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many pupils a picture shows."""

    pupils: int


class Approved(msgspec.Struct, frozen=True, kw_only=True):
    """`fingerprint`: 128 bits in hexadecimal. `at`: Unix seconds. `expired`: its last day is over. `consents`: of how many of
    the `pupils` on it there is a valid one. `listed`: devices hold it as approved.
    """

    id: str
    kind: Sort
    fingerprint: str
    title: str
    licence: str
    until: date | None
    by: str
    at: int
    expired: bool
    pupils: int
    consents: int
    listed: bool


async def fingerprint(picture: bytes) -> str:
    """The fingerprint of a picture file. Raises Invalid, which never quotes it."""
    try:
        mark = await asyncio.get_running_loop().run_in_executor(DECODER, fingerprint_of, picture)
    except ValueError as error:
        raise Invalid("This is no picture that can be read (JPEG, PNG, WebP, GIF, TIFF or AVIF).", field="picture") from error
    if not mark:
        raise Invalid("There is nothing on this picture by which it could be recognised.", field="picture")
    return f"{mark:032x}"


async def add(db: Transaction, actor: str, new: NewPicture, mark: str) -> Approved:
    """Keep a picture's fingerprint. Raises Invalid, or Conflict for a picture that is in the register."""
    title = new.title.strip()
    if not 0 < len(title) <= MAX_TITLE or not title.isprintable():
        raise Invalid(f"Please use 1 to {MAX_TITLE} printable characters.", field="title")
    if len(new.licence) > MAX_LICENCE:
        raise Invalid(f"This has more than {MAX_LICENCE} characters.", field="licence")
    if new.until and new.until < db.today:
        raise Invalid("This day is over.", field="until")
    _check_pupils(new.pupils, new.kind)
    alike = select(table.c.title).where(table.c.kind == new.kind, table.c.mark == mark)
    if (there := await db.value(alike)) is not None:
        raise Conflict(f"This picture is in the register already: {there}.", field="picture")
    if await db.value(select(func.count()).select_from(table).where(table.c.kind == new.kind)) >= MOST[new.kind]:
        raise Conflict(f"The register holds {MOST[new.kind]:,} of these already.", field="picture")
    key = secrets.token_hex(16)
    row = {"id": key, "kind": new.kind, "mark": mark, "title": title, "licence": new.licence.strip(), "until": new.until}
    who = {"pupils": new.pupils, "added_by": actor.partition(":")[2] or actor, "added_at": db.now}
    await db.run(insert(table).values(**row, **who))
    await _changed(db, actor, Kind.PICTURE_ADDED, key, sort=new.kind)
    return await find(db, key)


async def show(db: Transaction, actor: str, key: str, shown: Shown) -> Approved:
    """Say how many pupils a picture shows. Raises NotFound or Invalid."""
    _check_pupils(shown.pupils, (await find(db, key)).kind)
    await db.run(update(table).where(table.c.id == key).values(pupils=shown.pupils))
    await _changed(db, actor, Kind.PICTURE_CHANGED, key, pupils=str(shown.pupils))
    return await find(db, key)


async def remove(db: Transaction, actor: str, key: str) -> None:
    """Raises NotFound."""
    if not await db.run(delete(table).where(table.c.id == key)):
        raise NotFound("There is no such picture in the register.")
    await _changed(db, actor, Kind.PICTURE_REMOVED, key)


async def find(db: Transaction, key: str) -> Approved:
    """Raises NotFound."""
    row = await db.row(_every(db).where(table.c.id == key))
    if row is None:
        raise NotFound("There is no such picture in the register.")
    return _shown(db, row)


async def page(db: Transaction, *, after: str = "", limit: int = 1_000) -> list[Approved]:
    """In the order of their keys, for programs to go through."""
    query = _every(db).where(table.c.id > after).order_by(table.c.id).limit(limit)
    return [_shown(db, row) for row in await db.rows(query)]


async def told(db: Transaction) -> tuple[ApprovedPicture, ...]:
    """What devices are told: those that may be published today, each until the first of its dates."""
    rows = await db.rows(_every(db).order_by(table.c.kind, table.c.title, table.c.id))
    return tuple(
        ApprovedPicture(row.mark, row.title, row.kind == "logo", row.licence, _until(row)) for row in rows if _listed(db, row)
    )


def _every(db: Transaction) -> Select[Any]:
    valid = _valid(db)
    agreed = select(func.count()).select_from(consents).where(valid).correlate(table).scalar_subquery()
    ends = select(func.min(consents.c.until)).where(valid).correlate(table).scalar_subquery()
    return select(table, agreed.label("agreed"), ends.label("ends"))


def _valid(db: Transaction) -> ColumnElement[bool]:
    return (consents.c.picture == table.c.id) & consents.c.withdrawn_on.is_(None) & (consents.c.until >= db.today)


def _listed(db: Transaction, row: Row[Any]) -> bool:
    return (row.until is None or row.until >= db.today) and bool(row.agreed >= row.pupils)


def _until(row: Row[Any]) -> date | None:
    return min((day for day in (row.until, row.ends if row.pupils else None) if day), default=None)


def _check_pupils(number: int, kind: Sort) -> None:
    if not 0 <= number <= MOST_PUPILS:
        raise Invalid(f"Please give a number from 0 to {MOST_PUPILS}.", field="pupils")
    if number and kind == "logo":
        raise Invalid("A logo shows no pupils.", field="pupils")


def _shown(db: Transaction, row: Row[Any]) -> Approved:
    return Approved(
        id=row.id,
        kind=row.kind,
        fingerprint=row.mark,
        title=row.title,
        licence=row.licence,
        until=row.until,
        by=row.added_by,
        at=row.added_at,
        expired=row.until is not None and row.until < db.today,
        pupils=row.pupils,
        consents=row.agreed,
        listed=_listed(db, row),
    )


async def _changed(db: Transaction, actor: str, kind: Kind, key: str, **detail: str) -> None:
    db.publish = True
    await log.write(db, actor, kind, f"picture:{key}", **detail)
