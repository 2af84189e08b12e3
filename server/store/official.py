"""The register of official accounts (2.9.1, 4.2.1): what is not in it only looks like the company's.

They are public by nature, so nothing of them is a secret but the mailbox that recovers them and the office's own notes.
"""

import secrets
from typing import Any

import msgspec
from sqlalchemy import Row, delete, func, insert, select

from policy.account import Account
from policy.hosts import canonical, upwards
from policy.register import OfficialAccount
from policy.settings import Settings
from server.problem import Conflict, Invalid, NotFound
from server.store import choices, log
from server.store.entered import HANDLE_FIELD, NewAccount, parsed
from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import official_accounts as table

MOST = 500
MAX_TEXT = {"owner": 100, "note": 500, "email": 254}


class NewOfficial(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`handle`: as people write it, or the profile's address, which may also stand in `url`. `owner`: who answers for it.
    `email`: with which it was opened; on the company's own domain (4.2.1).
    """

    platform: str
    handle: str = ""
    url: str = ""
    id: str = ""
    owner: str = ""
    email: str = ""
    note: str = ""


class Official(msgspec.Struct, frozen=True, kw_only=True):
    """`key`: by which the entry is known here. `at`: Unix seconds."""

    key: str
    platform: str
    handle: str
    id: str
    owner: str
    email: str
    note: str
    by: str
    at: int


async def add(db: Transaction, actor: str, new: NewOfficial) -> Official:
    """Raises Invalid, or Conflict for an account that is in the register."""
    account = _checked(new, await choices.policy(db))
    if await same(db, account):
        raise Conflict("This account is in the register already.", field=HANDLE_FIELD)
    if await db.value(select(func.count()).select_from(table)) >= MOST:
        raise Conflict(f"The register holds {MOST:,} accounts already.", field=HANDLE_FIELD)
    key = secrets.token_hex(16)
    await db.run(
        insert(table).values(
            id=key,
            platform=account.platform,
            handle=account.handle,
            account_id=account.id,
            owner=new.owner,
            email=db.vault.seal_text(table.c.email, key, new.email),
            note=db.vault.seal_text(table.c.note, key, new.note),
            added_by=actor.partition(":")[2] or actor,
            added_at=db.now,
        )
    )
    await _changed(db, actor, Kind.OFFICIAL_ADDED, key, platform=account.platform)
    return await find(db, key)


async def remove(db: Transaction, actor: str, key: str) -> None:
    """Raises NotFound."""
    if not await db.run(delete(table).where(table.c.id == key)):
        raise NotFound("There is no such account in the register.")
    await _changed(db, actor, Kind.OFFICIAL_REMOVED, key)


async def find(db: Transaction, key: str) -> Official:
    """Raises NotFound."""
    row = await db.row(select(table).where(table.c.id == key))
    if row is None:
        raise NotFound("There is no such account in the register.")
    return _shown(db, row)


async def every(db: Transaction) -> list[Official]:
    """All of them, by platform."""
    query = select(table).order_by(table.c.platform, table.c.handle, table.c.account_id)
    return [_shown(db, row) for row in await db.rows(query)]


async def told(db: Transaction) -> tuple[OfficialAccount, ...]:
    """What devices are told."""
    return tuple(OfficialAccount(one.platform, one.handle, one.id) for one in await every(db))


async def same(db: Transaction, account: Account) -> bool:
    """Is this account in the register, by its id or its handle?"""
    by_id = (table.c.account_id == account.id) & (table.c.account_id != "")
    by_handle = (table.c.handle == account.handle) & (table.c.handle != "")
    query = select(table.c.id).where(table.c.platform == account.platform, by_id | by_handle)
    return await db.value(query) is not None


def _checked(new: NewOfficial, chosen: Settings) -> Account:
    """The account as its platform writes it. Raises Invalid, naming the field."""
    for field, most in MAX_TEXT.items():
        if len(getattr(new, field)) > most:
            raise Invalid(f"This has more than {most} characters.", field=field)
    if new.handle and new.url:
        raise Invalid("Please enter the handle or the profile's address, not both.", field="url")
    try:
        account = parsed("", NewAccount(platform=new.platform, handle=new.handle or new.url, id=new.id)).account
    except Invalid as error:
        if new.url and error.errors[0].field == HANDLE_FIELD:
            raise Invalid(error.detail, field="url") from error
        raise
    _check_mailbox(new.email, chosen)
    return account


def _check_mailbox(email: str, chosen: Settings) -> None:
    """An official account belongs to a mailbox of the company, so that it outlives whoever opened it (4.2.1)."""
    if not email:
        return
    name, at, domain = email.rpartition("@")
    if not (name and at and canonical(domain)) or any(map(str.isspace, email)):
        raise Invalid("This is no e-mail address.", field="email")
    own = {canonical(name) for name in chosen.drafts.names if "." in name and " " not in name} - {""}
    if not own:
        raise Invalid("Please name the company's own sites among its names first, so that its mail is known.", field="email")
    if own.isdisjoint(upwards(canonical(domain))):
        raise Invalid(f"An official account has a mailbox of the company's own: {', '.join(sorted(own))}.", field="email")


def _shown(db: Transaction, row: Row[Any]) -> Official:
    return Official(
        key=row.id,
        platform=row.platform,
        handle=row.handle,
        id=row.account_id,
        owner=row.owner,
        email=db.vault.open_text(table.c.email, row.id, row.email),
        note=db.vault.open_text(table.c.note, row.id, row.note),
        by=row.added_by,
        at=row.added_at,
    )


async def _changed(db: Transaction, actor: str, kind: Kind, key: str, **detail: str) -> None:
    db.publish = True
    await log.write(db, actor, kind, f"official:{key}", **detail)
