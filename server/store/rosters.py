"""The roster of a day, from the registry: every account's pseudonyms in the set of its pupil's standing."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Row, select

from policy.roster import ALIASES, IDENTITIES, Part, Roster, family_token, prefix
from policy.standing import Standing, standing
from server.store import pupils, tutors
from server.store.pupils import Status
from server.store.transaction import Transaction
from server.tables import accounts, exemptions, pseudonyms
from server.tables import pupils as pupil_table
from server.tables import tutors as tutor_table


async def roster(db: Transaction, epoch: int) -> Roster:
    """The sets for devices, as of the transaction's day in London."""
    gone = await left(db)
    parts: dict[Part, set[int]] = {part: set() for part in Part}
    for row in await db.rows(_entries(epoch)):
        now = gone.get(row.pupil, Standing.CURRENT)
        if row.id_pseudonym:
            parts[IDENTITIES[now]].add(prefix(row.id_pseudonym))
        if row.handle_pseudonym:
            parts[(ALIASES if row.id_pseudonym else IDENTITIES)[now]].add(prefix(row.handle_pseudonym))
    parts[Part.FAMILY] = set(_tokens(db, await db.rows(_family(epoch))))
    return Roster(parts)


async def left(db: Transaction) -> dict[str, Standing]:
    """The standings of those who left; everybody else is current, whatever their age."""
    columns = (pupil_table.c.ref, pupil_table.c.date_of_birth, pupil_table.c.vulnerable)
    rows = await db.rows(select(*columns).where(pupil_table.c.status == Status.LEFT.value))
    return {row.ref: _standing(db, row) for row in rows}


def _standing(db: Transaction, row: Row[Any]) -> Standing:
    return standing(left=True, born=pupils.date_of_birth(db, row), vulnerable=row.vulnerable, today=db.today)


def _entries(epoch: int) -> Any:
    return (
        select(accounts.c.pupil, pseudonyms.c.id_pseudonym, pseudonyms.c.handle_pseudonym)
        .join(accounts, accounts.c.id == pseudonyms.c.account)
        .where(pseudonyms.c.epoch == epoch)
    )


def _family(epoch: int) -> Any:
    return (
        select(tutor_table.c.ref, tutor_table.c.key, pseudonyms.c.id_pseudonym, pseudonyms.c.handle_pseudonym)
        .join_from(exemptions, tutor_table, tutor_table.c.ref == exemptions.c.tutor)
        .join(accounts, accounts.c.pupil == exemptions.c.pupil)
        .join(pseudonyms, pseudonyms.c.account == accounts.c.id)
        .where(pseudonyms.c.epoch == epoch, exemptions.c.ended_at.is_(None))
    )


def _tokens(db: Transaction, rows: Iterable[Row[Any]]) -> Iterator[int]:
    for row in rows:
        key = tutors.opened_key(db, row)
        yield from (family_token(key, said) for said in (row.id_pseudonym, row.handle_pseudonym) if said)
