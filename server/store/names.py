"""Names of people as the oracle says them, kept for each role, so that a bundle is made without opening anybody's record.

Only that part of a pseudonym is kept that devices hold: a device never tells a name, so nothing has to be traced back.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec
from sqlalchemy import ColumnElement, delete, insert

from policy.names import Role
from policy.prefixes import PREFIX_BYTES
from policy.spelling import identifiers, of_whole
from server.store import epochs
from server.store.transaction import Transaction
from server.tables import names

TURN = 50  # identifiers evaluated before others have the event loop: some milliseconds

type Said = tuple[Role, str]


class Guardian(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pupil's parent or guardian, by one whole name."""

    name: str
    relation: str = ""


class Named(Protocol):
    """What a pupil's record has of names."""

    @property
    def first_name(self) -> str: ...
    @property
    def last_name(self) -> str: ...
    @property
    def known_as(self) -> str: ...
    @property
    def guardians(self) -> tuple[Guardian, ...]: ...
    @property
    def full_name_consent(self) -> bool: ...


def of_pupil(pupil: Named) -> tuple[Said, ...]:
    """What is to be found of a pupil and the parents, and as what."""
    role = Role.NAMED_PUPIL if pupil.full_name_consent else Role.PUPIL
    own = ((role, found) for found in identifiers(pupil.first_name, pupil.last_name, pupil.known_as))
    parents = ((Role.PARENT, found) for guardian in pupil.guardians for found in of_whole(guardian.name))
    return tuple(dict.fromkeys((*own, *parents)))


def of_tutor(name: str) -> tuple[Said, ...]:
    return tuple((Role.STAFF, found) for found in of_whole(name))


async def keep_pupils(db: Transaction, said: Mapping[str, Sequence[Said]], *, new: bool = False) -> None:
    """What is found of pupils from now on, by their references. `new`: nothing of them is kept yet."""
    if not new:
        await db.run(delete(names).where(names.c.pupil.in_(said)))
    await _keep(db, "pupil", said)


async def keep_tutors(db: Transaction, said: Mapping[str, Sequence[Said]]) -> None:
    """The same for tutors."""
    await db.run(delete(names).where(names.c.tutor.in_(said)))
    await _keep(db, "tutor", said)


async def forget(db: Transaction, which: ColumnElement[bool]) -> None:
    await db.run(delete(names).where(which))


async def _keep(db: Transaction, whose: str, said: Mapping[str, Sequence[Said]]) -> None:
    pairs = [(ref, one) for ref, every in said.items() for one in every]
    if not pairs:
        return
    epoch, rows = await epochs.current(db), []
    for batch in _batches(pairs):
        rows += [_row(db, epoch, whose, ref, one) for ref, one in batch]
        await asyncio.sleep(0)
    await db.run(insert(names), rows)


def _batches[T](items: Sequence[T]) -> Iterator[Iterable[T]]:
    return (items[at : at + TURN] for at in range(0, len(items), TURN))


def _row(db: Transaction, epoch: int, whose: str, ref: str, said: Said) -> dict[str, object]:
    role, identifier = said
    known = db.oracle.pseudonym(epoch, identifier)[:PREFIX_BYTES]
    return {"epoch": epoch, "pupil": None, "tutor": None, whose: ref, "role": int(role), "prefix": known}
