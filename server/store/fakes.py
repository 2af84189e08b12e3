"""Accounts that pupils, parents or anybody else report as passing themselves off as the company's (2.9.1, 4.2.1).

Nobody is asked who they are, and of the visitor nothing is kept. The account may be a private person's, so it is sealed. The
same account reported again is one entry with a count. What was dealt with is forgotten after 90 days.
"""

import secrets
from typing import Any

import msgspec
from sqlalchemy import Row, delete, func, insert, select, update

from policy.account import Account
from policy.platforms import by_host
from server.problem import Invalid, NotFound, TooMany
from server.store import log, official
from server.store.entered import NewAccount, parsed
from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import fakes as table

MOST_OPEN = 200
FORGOTTEN_SECONDS = 90 * 86_400
LONGEST_ACCOUNT, LONGEST_WORDS = 300, 500
OTHER = "other"
VISITOR = "a visitor"


class Suspicion(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`platform`: its name here, "other", or nothing where `account` is the address of a profile."""

    account: str
    platform: str = ""
    words: str = ""


class Fake(msgspec.Struct, frozen=True, kw_only=True):
    """`times`: how often it was reported, first `at` (Unix seconds). `words`: the last visitor's who wrote some."""

    id: str
    platform: str
    account: str
    words: str
    at: int
    times: int
    closed_at: int | None
    closed_by: str


async def report(db: Transaction, said: Suspicion) -> bool:
    """Keep a report; False, and nothing is kept, if the account is the company's own. Raises Invalid or TooMany."""
    platform, account = _named(said)
    if isinstance(account, Account) and await official.same(db, account):
        return False
    if len(said.words) > LONGEST_WORDS:
        raise Invalid(f"Please use at most {LONGEST_WORDS} characters.", field="words")
    await db.run(delete(table).where(table.c.closed_at < db.now - FORGOTTEN_SECONDS))
    shown = account if isinstance(account, str) else account.handle or account.id
    standing = next((one for one in await page(db) if (one.platform, one.account) == (platform, shown)), None)
    await (_again(db, standing, said.words) if standing else _new(db, platform, shown, said.words))
    return True


async def close(db: Transaction, actor: str, key: str) -> None:
    """It was dealt with. Raises NotFound."""
    await _mark(db, actor, key, closed=True)


async def reopen(db: Transaction, actor: str, key: str) -> None:
    """It was not, after all. Raises NotFound."""
    await _mark(db, actor, key, closed=False)


async def page(db: Transaction, *, closed: bool = False) -> list[Fake]:
    """Those that wait, the newest first; or those that were dealt with."""
    lately = table.c.closed_at >= db.now - FORGOTTEN_SECONDS
    which = lately if closed else table.c.closed_at.is_(None)
    return [_shown(db, row) for row in await db.rows(select(table).where(which).order_by(table.c.at.desc(), table.c.id))]


async def waiting(db: Transaction) -> int:
    """How many wait."""
    return int(await db.value(select(func.count()).select_from(table).where(table.c.closed_at.is_(None))))


def _named(said: Suspicion) -> tuple[str, Account | str]:
    """The platform, and the account as it writes it. Raises Invalid."""
    text = said.account.strip()
    if not 0 < len(text) <= LONGEST_ACCOUNT or not text.isprintable():
        raise Invalid(f"Please give the account's name or address, in at most {LONGEST_ACCOUNT} characters.", field="account")
    host = by_host(text.removeprefix("https://").removeprefix("http://").partition("/")[0]) if "/" in text else None
    platform = host.name if host else said.platform
    if not platform:
        raise Invalid("Please say on which site the account is.", field="platform")
    if platform == OTHER:
        return OTHER, text
    try:
        return platform, parsed("", NewAccount(platform=platform, handle=text)).account
    except Invalid as error:
        field = "platform" if error.errors[0].field == "platform" else "account"
        raise Invalid("This cannot be the name or address of an account there.", field=field) from error


async def _new(db: Transaction, platform: str, account: str, words: str) -> None:
    if await waiting(db) >= MOST_OPEN:
        raise TooMany("Very many accounts are reported just now. Please tell us directly.", retry_after=3_600)
    key = secrets.token_hex(16)
    sealed = {
        "account": db.vault.seal_text(table.c.account, key, account),
        "words": db.vault.seal_text(table.c.words, key, words.strip()),
    }
    await db.run(insert(table).values(id=key, platform=platform, at=db.now, times=1, **sealed))
    await log.write(db, VISITOR, Kind.FAKE_REPORTED, f"fake:{key}", platform=platform)


async def _again(db: Transaction, standing: Fake, words: str) -> None:
    row: dict[str, object] = {"times": standing.times + 1}
    if words.strip():
        row["words"] = db.vault.seal_text(table.c.words, standing.id, words.strip())
    await db.run(update(table).where(table.c.id == standing.id).values(row))


async def _mark(db: Transaction, actor: str, key: str, *, closed: bool) -> None:
    row = {"closed_at": db.now, "closed_by": actor} if closed else {"closed_at": None, "closed_by": ""}
    other = table.c.closed_at.is_(None) if closed else table.c.closed_at.is_not(None)
    if not await db.run(update(table).where((table.c.id == key) & other).values(row)):
        raise NotFound("There is no such report, or it stands so already.")
    await log.write(db, actor, Kind.FAKE_CLOSED if closed else Kind.FAKE_REOPENED, f"fake:{key}")


def _shown(db: Transaction, row: Row[Any]) -> Fake:
    return Fake(
        id=row.id,
        platform=row.platform,
        account=db.vault.open_text(table.c.account, row.id, row.account),
        words=db.vault.open_text(table.c.words, row.id, row.words),
        at=row.at,
        times=row.times,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
    )
