"""The people who sign in to the office: their role and the hash of their password."""

import msgspec
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from server import passwords
from server.problem import Conflict, Invalid, NotFound
from server.roles import Role
from server.store import log
from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import admins

MAX_NAME = 64


class Admin(msgspec.Struct, frozen=True):
    """`one_time`: the password was printed by the command line and must be changed at the first login."""

    name: str
    role: Role
    password_hash: str
    one_time: bool = False


def checked_name(name: str) -> str:
    """A name without outer space. Raises Invalid."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > MAX_NAME or not tidy.isprintable():
        raise Invalid(f"a name has 1 to {MAX_NAME} printable characters", field="name")
    return tidy


async def add(db: Transaction, name: str, role: Role, *, actor: str = "cli") -> str:
    """Let somebody sign in; the one-time password is returned and nowhere else. Raises Conflict for a name in use."""
    password = passwords.one_time()
    named = checked_name(name)
    row = {"name": named, "role": role, "one_time": True, "created_at": db.now}
    try:
        await db.run(insert(admins).values(**row, password_hash=passwords.hashed(password)))
    except IntegrityError as error:
        raise Conflict(f"there is somebody called {named} already", field="name") from error
    await log.write(db, actor, Kind.ADMIN_ADDED, named, role=role)
    return password


async def find(db: Transaction, name: str) -> Admin | None:
    """Somebody who may sign in."""
    chosen = select(admins).where(admins.c.name == name, admins.c.disabled_at.is_(None))
    row = await db.row(chosen)
    return Admin(row.name, Role(row.role), row.password_hash, row.one_time) if row else None


async def set_password(db: Transaction, name: str, password_hash: str) -> None:
    """Replace the password by one that its owner chose."""
    await db.run(update(admins).where(admins.c.name == name).values(password_hash=password_hash, one_time=False))
    await log.write(db, f"admin:{name}", Kind.ADMIN_CHANGED, name, changed="password")


async def reset(db: Transaction, name: str, *, actor: str = "cli") -> str:
    """A new one-time password for somebody who forgot theirs. Raises NotFound."""
    password = passwords.one_time()
    chosen = update(admins).where(admins.c.name == name, admins.c.disabled_at.is_(None))
    if not await db.run(chosen.values(password_hash=passwords.hashed(password), one_time=True)):
        raise NotFound(f"there is nobody called {name}")
    await log.write(db, actor, Kind.ADMIN_CHANGED, name, changed="password reset")
    return password
