"""Consents to pictures (4.2.4): who of a family let a pupil be shown on which picture, since when and until when.

The least that the policy asks for: the office's own reference of the pupil, whether a parent, a guardian or the pupil gave
it, and three dates; no name and no signature, which stay on the paper. One entry stands for a pupil and a picture; it is
renewed or withdrawn, and goes with the pupil's record or with the picture. A picture that shows more pupils than have
consented is on no device's list (pictures.py), so the question is asked anew at the next post.
"""

import secrets
from datetime import date
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Row, insert, select, update

from server.problem import Conflict, Invalid, NotFound
from server.store import log, pictures, pupils
from server.store.log import Kind
from server.store.sites import SOON, YEAR
from server.store.transaction import Transaction
from server.tables import consents as table
from server.tables import pictures as picture_table

type Giver = Literal["parent", "guardian", "pupil"]
type State = Literal["valid", "expiring", "expired", "withdrawn"]


class NewConsent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`picture`: its key in the media register. `pupil`: the office's reference. `given_on`: today, and `until`: in a year,
    unless they say otherwise.
    """

    picture: str
    pupil: str
    given_by: Giver
    given_on: date | None = None
    until: date | None = None


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    """`title`: the picture's. `by`, `at`: who entered it when (Unix seconds)."""

    id: str
    picture: str
    title: str
    pupil: str
    given_by: Giver
    given_on: date
    until: date
    withdrawn_on: date | None
    state: State
    by: str
    at: int


async def give(db: Transaction, actor: str, new: NewConsent) -> Consent:
    """Enter a consent, or renew it. Raises Invalid, naming the field, or Conflict for a picture that shows no pupil."""
    title, given, until = await _checked(db, new), new.given_on or db.today, new.until or db.today + YEAR
    if given > db.today:
        raise Invalid("This day is still to come.", field="given_on")
    if until < db.today:
        raise Invalid("This day is over.", field="until")
    if not title.pupils:
        raise Conflict(
            "This picture is entered as one that shows no pupil. Please say first how many it shows.", field="picture"
        )
    row = {
        "given_by": new.given_by, "given_on": given, "until": until, "withdrawn_on": None,
        "added_by": actor.partition(":")[2] or actor, "added_at": db.now,
    }  # fmt: skip
    same = (table.c.picture == new.picture) & (table.c.pupil == new.pupil)
    if not await db.run(update(table).where(same).values(row)):
        await db.run(insert(table).values(id=secrets.token_hex(16), picture=new.picture, pupil=new.pupil, **row))
    key = await db.value(select(table.c.id).where(same))
    await _changed(db, actor, Kind.CONSENT_GIVEN, key, picture=new.picture, pupil=new.pupil, until=until.isoformat())
    return await find(db, key)


async def withdraw(db: Transaction, actor: str, key: str) -> None:
    """Raises NotFound."""
    standing = (table.c.id == key) & table.c.withdrawn_on.is_(None)
    if not await db.run(update(table).where(standing).values(withdrawn_on=db.today)):
        raise NotFound("There is no such consent, or it is withdrawn already.")
    await _changed(db, actor, Kind.CONSENT_WITHDRAWN, key)


async def restore(db: Transaction, actor: str, key: str) -> None:
    """Take a withdrawal back: the consent stands as it stood. Raises NotFound."""
    withdrawn = (table.c.id == key) & table.c.withdrawn_on.is_not(None)
    if not await db.run(update(table).where(withdrawn).values(withdrawn_on=None)):
        raise NotFound("There is no such consent among those withdrawn.")
    await _changed(db, actor, Kind.CONSENT_RESTORED, key)


async def find(db: Transaction, key: str) -> Consent:
    """Raises NotFound."""
    row = await db.row(_every().where(table.c.id == key))
    if row is None:
        raise NotFound("There is no such consent.")
    return _shown(db, row)


async def page(
    db: Transaction, *, after: str = "", limit: int = 500, state: str = "", pupil: str = "", picture: str = ""
) -> list[Consent]:
    """In the order of their keys; those in one state, of one pupil or to one picture. Raises Invalid for no state."""
    states = _states(db)
    if state and state not in states:
        raise Invalid(f"A state is one of: {', '.join(states)}.", field="state")
    wanted = [states[state]] if state else []
    wanted += [column == value for column, value in ((table.c.pupil, pupil), (table.c.picture, picture)) if value]
    rows = await db.rows(_every().where(table.c.id > after, *wanted).order_by(table.c.id).limit(limit))
    return [_shown(db, row) for row in rows]


async def _checked(db: Transaction, new: NewConsent) -> pictures.Approved:
    """The picture. Raises Invalid for one, or for a pupil, that is not registered."""
    try:
        await pupils.find(db, new.pupil)
    except NotFound as error:
        raise Invalid(error.detail, field="pupil") from error
    try:
        return await pictures.find(db, new.picture)
    except NotFound as error:
        raise Invalid(error.detail, field="picture") from error


def _every() -> Any:
    return select(table, picture_table.c.title).join(picture_table, picture_table.c.id == table.c.picture)


def _states(db: Transaction) -> dict[str, ColumnElement[bool]]:
    stands, soon = table.c.withdrawn_on.is_(None), db.today + SOON
    return {
        "valid": stands & (table.c.until > soon),
        "expiring": stands & (table.c.until >= db.today) & (table.c.until <= soon),
        "expired": stands & (table.c.until < db.today),
        "withdrawn": ~stands,
    }


def _shown(db: Transaction, row: Row[Any]) -> Consent:
    columns = ("id", "picture", "title", "pupil", "given_by", "given_on", "until", "withdrawn_on")
    values = {name: getattr(row, name) for name in columns}
    return Consent(**values, state=_state(db, row), by=row.added_by, at=row.added_at)


def _state(db: Transaction, row: Row[Any]) -> State:
    if row.withdrawn_on is not None:
        return "withdrawn"
    if row.until < db.today:
        return "expired"
    return "expiring" if row.until <= db.today + SOON else "valid"


async def _changed(db: Transaction, actor: str, kind: Kind, key: str, **detail: str) -> None:
    db.publish = True
    await log.write(db, actor, kind, f"consent:{key}", **detail)
