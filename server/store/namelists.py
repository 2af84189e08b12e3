"""The names that devices may look for, of a day: pupils, parents and tutors, each in the set of the role.

Who left and is an adult is no pupil to be named carefully any more (5.3), so neither are the parents. A new key makes all
of them anew, at the first bundle under it.
"""

from sqlalchemy import select

from policy.names import OWN, Names, own_token
from policy.standing import Standing
from server.store import meta, pupils, rosters, tutors
from server.store import names as kept
from server.store.transaction import Transaction
from server.tables import names
from server.tables import tutors as tutor_table

EPOCH = "names epoch"


async def namelists(db: Transaction, epoch: int) -> Names:
    """The sets for devices, as of the transaction's day in London."""
    if await meta.number(db, EPOCH) != epoch:
        await _renew(db, epoch)
    left = await rosters.left(db)
    sets: dict[int, set[int]] = {}
    for row in await db.rows(select(names.c.pupil, names.c.role, names.c.prefix).where(names.c.epoch == epoch)):
        if left.get(row.pupil) is not Standing.LEFT_ADULT:
            sets.setdefault(row.role, set()).add(int.from_bytes(row.prefix))
    own = select(tutor_table.c.ref, tutor_table.c.key, names.c.prefix).join_from(names, tutor_table)
    for row in await db.rows(own.where(names.c.epoch == epoch)):
        sets.setdefault(OWN, set()).add(own_token(tutors.opened_key(db, row), row.prefix))
    return Names(sets)


async def _renew(db: Transaction, epoch: int) -> None:
    """Everybody anew, under the key of this epoch."""
    await kept.forget(db, names.c.id.is_not(None))
    await kept.keep_pupils(db, {pupil.ref: kept.of_pupil(pupil) for pupil in await pupils.every(db)}, new=True)
    await kept.keep_tutors(db, {tutor.ref: kept.of_tutor(tutor.name) for tutor in await tutors.every(db)})
    await meta.note(db, EPOCH, number=epoch)
