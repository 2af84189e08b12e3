"""The roster of a day, from the registry: every account's pseudonyms in the set of its pupil's standing."""

from collections.abc import Iterable
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
    standings = await _standings(db)
    parts: dict[Part, set[int]] = {part: set() for part in Part}
    for row in await db.rows(_entries(epoch)):
        sets = ALIASES if row.kind == "handle" and row.numbered else IDENTITIES
        parts[sets[standings[row.pupil]]].add(prefix(row.pseudonym))
    parts[Part.FAMILY] = set(_tokens(db, await db.rows(_family(epoch))))
    return Roster(parts)


async def _standings(db: Transaction) -> dict[str, Standing]:
    columns = (pupil_table.c.ref, pupil_table.c.status, pupil_table.c.date_of_birth, pupil_table.c.vulnerable)
    return {row.ref: _standing(db, row) for row in await db.rows(select(*columns))}


def _standing(db: Transaction, row: Row[Any]) -> Standing:
    left = row.status == Status.LEFT
    born = pupils.date_of_birth(db, row) if left else None  # of no matter for a current pupil
    return standing(left=left, born=born, vulnerable=row.vulnerable, today=db.today)


def _entries(epoch: int) -> Any:
    return (
        select(
            accounts.c.pupil, pseudonyms.c.kind, pseudonyms.c.pseudonym, accounts.c.account_id.is_not(None).label("numbered")
        )
        .join(accounts, accounts.c.id == pseudonyms.c.account)
        .where(pseudonyms.c.epoch == epoch)
    )


def _family(epoch: int) -> Any:
    return (
        select(tutor_table.c.ref, tutor_table.c.key, pseudonyms.c.pseudonym)
        .join_from(exemptions, tutor_table, tutor_table.c.ref == exemptions.c.tutor)
        .join(accounts, accounts.c.pupil == exemptions.c.pupil)
        .join(pseudonyms, pseudonyms.c.account == accounts.c.id)
        .where(pseudonyms.c.epoch == epoch, exemptions.c.ended_at.is_(None))
    )


def _tokens(db: Transaction, rows: Iterable[Row[Any]]) -> Iterable[int]:
    return (family_token(tutors.opened_key(db, row), row.pseudonym) for row in rows)
