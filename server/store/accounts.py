"""Pupils' accounts: entered by people, normalised by the platform, traced by pseudonyms.

The same account may stand with two pupils (siblings share one); with one pupil it stands once. Whether it is there already
is asked of the pseudonyms, for sealed handles cannot be compared.
"""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Row, delete, insert, select, update

from policy.account import Account
from server.problem import Conflict, NotFound
from server.store import epochs, log, pupils
from server.store.entered import HANDLE_FIELD, ID_FIELD, NewAccount, Parsed, parsed
from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import accounts, pseudonyms


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An account as it stands in the registry. `key`: its own, random. `shared_with`: other pupils with the same account."""

    key: str
    pupil: str
    platform: str
    handle: str
    id: str
    as_entered: str
    source: str
    confirmed_by: str
    confirmed_on: date | None
    created_at: int
    updated_at: int
    shared_with: tuple[str, ...] = ()

    @property
    def account(self) -> Account:
        return Account(self.platform, self.id, self.handle)


async def add(db: Transaction, actor: str, pupil: str, entered: NewAccount) -> Kept:
    """Raises NotFound, Invalid or Conflict."""
    await pupils.find(db, pupil)
    new = parsed(pupil, entered)
    await _refuse_duplicate(db, pupil, new.account)
    (key,) = await add_all(db, actor, [new])
    return await find(db, key)


async def add_all(db: Transaction, actor: str, new: Sequence[Parsed]) -> list[str]:
    """Add accounts that are known to be new to their pupils; their keys."""
    if not new:
        return []
    epoch = await epochs.current(db)
    keys = [secrets.token_hex(8) for _ in new]
    pairs = list(zip(keys, new, strict=True))
    await db.run(insert(accounts), [_columns(db, key, item) for key, item in pairs])
    await db.run(insert(pseudonyms), [epochs.pseudonym_row(db, epoch, key, item.account) for key, item in pairs])
    await log.write_all(
        db,
        actor,
        [
            (Kind.ACCOUNT_ADDED, f"account:{key}", {"pupil": item.pupil, "platform": item.account.platform})
            for key, item in pairs
        ],
    )
    db.publish = True
    return keys


async def replace(db: Transaction, actor: str, key: str, *, handle: str, id: str) -> Kept:  # noqa: A002 - the field's name
    """Another handle or id for the same account. Raises NotFound, Invalid or Conflict."""
    kept = await find(db, key)
    entered = NewAccount(platform=kept.platform, handle=handle, id=id, source=kept.source)
    new = parsed(kept.pupil, entered)
    await _refuse_duplicate(db, kept.pupil, new.account, but=key)
    epoch = await epochs.current(db)
    columns = _columns(db, key, new)
    wanted = {name: columns[name] for name in ("handle", "account_id", "as_entered", "updated_at")}
    await db.run(update(accounts).where(accounts.c.id == key).values(wanted))
    await db.run(delete(pseudonyms).where(pseudonyms.c.account == key, pseudonyms.c.epoch == epoch))
    await db.run(insert(pseudonyms), epochs.pseudonym_row(db, epoch, key, new.account))
    await log.write(db, actor, Kind.ACCOUNT_CHANGED, f"account:{key}", pupil=kept.pupil, platform=kept.platform)
    db.publish = True
    return await find(db, key)


async def remove(db: Transaction, actor: str, key: str) -> None:
    """Raises NotFound."""
    row = await _row(db, key)
    await db.run(delete(accounts).where(accounts.c.id == key))
    await log.write(db, actor, Kind.ACCOUNT_REMOVED, f"account:{key}", pupil=row.pupil, platform=row.platform)
    db.publish = True


async def find(db: Transaction, key: str) -> Kept:
    """Raises NotFound."""
    row = await _row(db, key)
    return (await _opened(db, [row]))[0]


async def of_pupil(db: Transaction, pupil: str) -> list[Kept]:
    """A pupil's accounts, the oldest first."""
    query = select(accounts).where(accounts.c.pupil == pupil).order_by(accounts.c.created_at, accounts.c.id)
    return await _opened(db, await db.rows(query))


async def by_pseudonym(db: Transaction, epoch: int, pseudonym: bytes) -> list[Row[Any]]:
    """The accounts (id, pupil, platform) behind a pseudonym: what only the office can say."""
    query = (
        select(accounts.c.id, accounts.c.pupil, accounts.c.platform)
        .join(pseudonyms, pseudonyms.c.account == accounts.c.id)
        .where(pseudonyms.c.epoch == epoch)
        .where((pseudonyms.c.id_pseudonym == pseudonym) | (pseudonyms.c.handle_pseudonym == pseudonym))
        .order_by(accounts.c.created_at, accounts.c.id)
    )
    return list(await db.rows(query))


async def _refuse_duplicate(db: Transaction, pupil: str, account: Account, *, but: str = "") -> None:
    epoch = await epochs.current(db)
    pair = epochs.pseudonyms_of(db, epoch, account)
    for field, pseudonym in zip((ID_FIELD, HANDLE_FIELD), pair, strict=True):
        for hit in await by_pseudonym(db, epoch, pseudonym) if pseudonym else ():
            if hit.pupil == pupil and hit.id != but:
                raise Conflict(f"This account stands with pupil {pupil} already.", field=field)


async def _row(db: Transaction, key: str) -> Row[Any]:
    row = await db.row(select(accounts).where(accounts.c.id == key))
    if row is None:
        raise NotFound("There is no such account.")
    return row


def _columns(db: Transaction, key: str, new: Parsed) -> dict[str, Any]:
    entered = new.entered
    return {
        "id": key,
        "pupil": new.pupil,
        "platform": new.account.platform,
        "handle": db.vault.seal_text(accounts.c.handle, key, new.account.handle),
        "account_id": db.vault.seal_text(accounts.c.account_id, key, new.account.id),
        "as_entered": db.vault.seal_text(accounts.c.as_entered, key, entered.handle or entered.id),
        "source": entered.source,
        "confirmed_by": entered.confirmed_by,
        "confirmed_on": entered.confirmed_on,
        "created_at": db.now,
        "updated_at": db.now,
    }


async def _opened(db: Transaction, rows: Sequence[Row[Any]]) -> list[Kept]:
    shared = await _sharers(db, [row.id for row in rows])
    opened = db.vault.open_text
    return [
        Kept(
            key=row.id,
            pupil=row.pupil,
            platform=row.platform,
            handle=opened(accounts.c.handle, row.id, row.handle),
            id=opened(accounts.c.account_id, row.id, row.account_id),
            as_entered=opened(accounts.c.as_entered, row.id, row.as_entered),
            source=row.source,
            confirmed_by=row.confirmed_by,
            confirmed_on=row.confirmed_on,
            created_at=row.created_at,
            updated_at=row.updated_at,
            shared_with=tuple(sorted(shared.get(row.id, set()) - {row.pupil})),
        )
        for row in rows
    ]


async def _sharers(db: Transaction, keys: Sequence[str]) -> dict[str, set[str]]:
    """For each account, the pupils with whom one of its pseudonyms stands too."""
    mine, theirs = pseudonyms.alias("mine"), pseudonyms.alias("theirs")
    by_id = theirs.c.id_pseudonym == mine.c.id_pseudonym
    same = by_id | (theirs.c.handle_pseudonym == mine.c.handle_pseudonym)
    query = (
        select(mine.c.account, accounts.c.pupil)
        .join(theirs, (theirs.c.epoch == mine.c.epoch) & (theirs.c.account != mine.c.account) & same)
        .join(accounts, accounts.c.id == theirs.c.account)
        .where(mine.c.account.in_(keys))
    )
    found: dict[str, set[str]] = {}
    for row in await db.rows(query):
        found.setdefault(row.account, set()).add(row.pupil)
    return found
