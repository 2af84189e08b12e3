"""The oracle's keys over time: one epoch of today, and the one before it for ten minutes more."""

from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from policy.account import Account
from server import oracle
from server.settings import Unusable
from server.store import log
from server.store.transaction import Transaction
from server.tables import accounts, epochs, pseudonyms
from server.vault import Unsealable

OVERLAP_SECONDS = 600  # devices renew what they know under the new key before they leave the old one
TRACE_SECONDS = 30 * 24 * 3600  # how long an offline device's events can still be traced to a pupil: its outbox's limit


async def current(db: Transaction) -> int:
    """The epoch of today, its key loaded."""
    row = await db.row(select(epochs).where(epochs.c.until_at.is_(None)).order_by(epochs.c.epoch.desc()).limit(1))
    if row is None:
        raise LookupError("the office has no epoch yet")
    _load(db, row.epoch, row.seed)
    return int(row.epoch)


async def usable(db: Transaction, epoch: int) -> bool:
    """Whether questions under this epoch are still answered; its key is loaded then."""
    row = await db.row(select(epochs).where(epochs.c.epoch == epoch))
    if row is None or (row.until_at is not None and row.until_at <= db.now):
        return False
    _load(db, epoch, row.seed)
    return True


async def public_key(db: Transaction, epoch: int) -> bytes:
    return bytes(await db.value(select(epochs.c.public_key).where(epochs.c.epoch == epoch)))


async def ensure(db: Transaction) -> None:
    """Make the first epoch of a new office; of an old one, see that the key file fits. Raises Unusable."""
    newest = await db.row(select(epochs).order_by(epochs.c.epoch.desc()).limit(1))
    if newest is None:
        await _open(db, 1)
        return
    try:
        _load(db, newest.epoch, newest.seed)
    except Unsealable as error:
        raise Unusable("the key file field.key does not belong to this database; restore both from one backup") from error


async def rotate(db: Transaction, actor: str) -> int:
    """A new key: every pseudonym anew, so that what devices hold becomes noise once they have changed over."""
    old = await current(db)
    new = old + 1
    await db.run(update(epochs).where(epochs.c.until_at.is_(None)).values(until_at=db.now + OVERLAP_SECONDS))
    await _open(db, new)
    if rows := await _renewed(db, new):
        await db.run(insert(pseudonyms), rows)
    forgotten = select(epochs.c.epoch).where(epochs.c.until_at < db.now - TRACE_SECONDS)
    await db.run(delete(pseudonyms).where(pseudonyms.c.epoch.in_(forgotten)))
    await log.write(db, actor, log.Kind.KEY_ROTATED, f"epoch:{new}")
    db.publish = True
    return new


def pseudonyms_of(db: Transaction, epoch: int, account: Account) -> tuple[bytes | None, bytes | None]:
    """What the oracle says of an account's id and of its handle; None for one that it has not."""
    asked = (account.id_key, account.handle_key)
    by_id, by_handle = (db.oracle.pseudonym(epoch, identifier) if identifier else None for identifier in asked)
    return by_id, by_handle


def pseudonym_row(db: Transaction, epoch: int, key: str, account: Account) -> dict[str, object]:
    """The same as a row of the table."""
    by_id, by_handle = pseudonyms_of(db, epoch, account)
    return {"account": key, "epoch": epoch, "id_pseudonym": by_id, "handle_pseudonym": by_handle}


async def _renewed(db: Transaction, epoch: int) -> list[dict[str, object]]:
    rows = await db.rows(select(accounts.c.id, accounts.c.platform, accounts.c.handle, accounts.c.account_id))
    return [pseudonym_row(db, epoch, row.id, _account(db, row)) for row in rows]


def _account(db: Transaction, row: Row[Any]) -> Account:
    number = db.vault.open_text(accounts.c.account_id, row.id, row.account_id)
    return Account(row.platform, number, db.vault.open_text(accounts.c.handle, row.id, row.handle))


async def _open(db: Transaction, epoch: int) -> None:
    seed = oracle.new_seed()
    sealed = db.vault.seal(epochs.c.seed, str(epoch), seed)
    key = oracle.public_key(seed)
    await db.run(insert(epochs).values(epoch=epoch, seed=sealed, public_key=key, from_at=db.now))
    db.oracle.learn(epoch, seed)
    db.publish = True


def _load(db: Transaction, epoch: int, sealed: bytes) -> None:
    if epoch not in db.oracle:
        db.oracle.learn(epoch, db.vault.open(epochs.c.seed, str(epoch), sealed))
