"""API tokens of programs: 256 random bits each, of which only the SHA-256 is kept.

A random token needs no slow hash. It is found by its hash in an index, so no comparison runs over secret bytes: what the
index compares are hashes that a caller cannot steer.
"""

import hashlib
import secrets

import msgspec
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from server.problem import Conflict, NotFound
from server.roles import Role
from server.store import log
from server.store.admins import checked_name
from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import api_tokens

PREFIX = "tga_"  # so that a token in the wrong place is recognised, by people and by secret scanners
SEEN_EVERY = 60  # seconds: `used_at` is for people, not worth a write for each request


class Token(msgspec.Struct, frozen=True):
    """`stale`: its use was last written down a while ago, so it is time to `touch` it."""

    name: str
    role: Role
    stale: bool = False


def fingerprint(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


async def add(db: Transaction, name: str, role: Role, *, actor: str = "cli") -> str:
    """A new token, returned here and nowhere else. Raises Conflict for a name in use."""
    token, named = PREFIX + secrets.token_urlsafe(32), checked_name(name)
    row = {"name": named, "role": role, "token_hash": fingerprint(token), "created_at": db.now}
    try:
        await db.run(insert(api_tokens).values(**row))
    except IntegrityError as error:
        raise Conflict(f"there is a token called {named} already", field="name") from error
    await log.write(db, actor, Kind.TOKEN_ADDED, named, role=role)
    return token


async def find(db: Transaction, token: str) -> Token | None:
    """Whose token this is."""
    mine = api_tokens.c.token_hash == fingerprint(token)
    row = await db.row(select(api_tokens).where(mine, api_tokens.c.revoked_at.is_(None)))
    if row is None:
        return None
    return Token(row.name, Role(row.role), row.used_at is None or row.used_at + SEEN_EVERY <= db.now)


async def touch(db: Transaction, token: str) -> None:
    await db.run(update(api_tokens).where(api_tokens.c.token_hash == fingerprint(token)).values(used_at=db.now))


async def revoke(db: Transaction, name: str, *, actor: str = "cli") -> None:
    """End a token. Raises NotFound."""
    chosen = update(api_tokens).where(api_tokens.c.name == name, api_tokens.c.revoked_at.is_(None))
    if not await db.run(chosen.values(revoked_at=db.now)):
        raise NotFound(f"there is no token called {name}")
    await log.write(db, actor, Kind.TOKEN_REVOKED, name)
