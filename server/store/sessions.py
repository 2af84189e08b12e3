"""Login sessions: a random cookie, of which the SHA-256 is kept, and a secret of its own for the forms.

A session ends after an hour without a page, after twelve hours anyway, at logout, and when the password changes.
"""

import secrets

import msgspec
from sqlalchemy import delete, insert, select, update

from server.roles import Role
from server.store.tokens import SEEN_EVERY, fingerprint
from server.store.transaction import Transaction
from server.tables import admins, sessions

IDLE = 3600
LIFETIME = 12 * 3600


class Session(msgspec.Struct, frozen=True):
    """Who is signed in. `csrf` stands in every form of the session; `stale`: it is time to `touch` it."""

    name: str
    role: Role
    csrf: str
    one_time: bool
    stale: bool = False


async def start(db: Transaction, name: str) -> str:
    """Sign somebody in; returns the cookie's value. Sessions that are over are swept on the way."""
    token, now = secrets.token_urlsafe(32), db.now
    await db.run(delete(sessions).where((sessions.c.expires_at <= now) | (sessions.c.seen_at <= now - IDLE)))
    row = {"token_hash": fingerprint(token), "admin": name, "csrf": secrets.token_bytes(32)}
    await db.run(insert(sessions).values(**row, created_at=now, seen_at=now, expires_at=now + LIFETIME))
    return token


async def find(db: Transaction, token: str) -> Session | None:
    """The session behind a cookie, if it is not over and its owner may still sign in."""
    mine = sessions.c.token_hash == fingerprint(token)
    alive = (sessions.c.expires_at > db.now) & (sessions.c.seen_at > db.now - IDLE) & admins.c.disabled_at.is_(None)
    columns = select(admins.c.name, admins.c.role, admins.c.one_time, sessions.c.csrf, sessions.c.seen_at)
    row = await db.row(columns.join_from(sessions, admins).where(mine, alive))
    if row is None:
        return None
    return Session(row.name, Role(row.role), row.csrf.hex(), row.one_time, row.seen_at + SEEN_EVERY <= db.now)


async def touch(db: Transaction, token: str) -> None:
    await db.run(update(sessions).where(sessions.c.token_hash == fingerprint(token)).values(seen_at=db.now))


async def end(db: Transaction, token: str) -> None:
    await db.run(delete(sessions).where(sessions.c.token_hash == fingerprint(token)))


async def end_all(db: Transaction, name: str) -> None:
    """Sign somebody out everywhere: what a changed password is for."""
    await db.run(delete(sessions).where(sessions.c.admin == name))
