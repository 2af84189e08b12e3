"""Single facts about this office, by name: the change counter, the address that `serve` listens on, the log's head."""

from typing import Any

from sqlalchemy import Row, insert, select, update

from server.store.transaction import Transaction
from server.tables import meta

CHANGE = "change"
ADDRESS = "address"
FLOOR = "serial floor"


async def count_change(db: Transaction) -> None:
    """Say that devices are to hold something new; whoever publishes, in this process or another, sees the number rise."""
    if not await db.run(update(meta).where(meta.c.name == CHANGE).values(number=meta.c.number + 1)):
        await db.run(insert(meta).values(name=CHANGE, number=1))


async def number(db: Transaction, name: str) -> int:
    return await db.value(select(meta.c.number).where(meta.c.name == name)) or 0


async def text(db: Transaction, name: str) -> str:
    return await db.value(select(meta.c.text).where(meta.c.name == name)) or ""


async def fact(db: Transaction, name: str) -> Row[Any] | None:
    return await db.row(select(meta).where(meta.c.name == name))


async def note(db: Transaction, name: str, **values: object) -> None:
    """Keep a fact: `number`, `text` or `bytes`."""
    if not await db.run(update(meta).where(meta.c.name == name).values(**values)):
        await db.run(insert(meta).values(name=name, **values))
