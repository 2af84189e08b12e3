"""Transactions on the office's database.

    async with database.begin() as db:      to write; the log's chain and the publisher's wish are settled at its end
    async with database.reading() as db:    to read one consistent state

SQLite has one writer at a time. A writing transaction takes the lock at once (BEGIN IMMEDIATE), for a lock that is taken
late fails at once instead of waiting; so everything that must be serial (the log's chain, budgets, serials) simply is.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from server.keys import Keys
from server.oracle import Oracle
from server.settings import Unusable
from server.store import log, meta
from server.store.transaction import Transaction

__all__ = ["Clock", "Database", "Transaction", "utc_now"]

BUSY_MILLISECONDS = 10_000
DRIVER = "sqlite+aiosqlite"
type Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of a real office; tests bring their own."""
    return datetime.now(UTC)


def checked_url(url: str) -> str:
    """The database's address with the driver that we use. Raises Unusable."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise Unusable("the database address cannot be read") from error
    if parsed.get_backend_name() != "sqlite":
        raise Unusable("this version keeps its database in SQLite only")
    return parsed.set(drivername=DRIVER).render_as_string(hide_password=False)


class Database:
    """The engine, the keys, the oracle and the clock of one office."""

    def __init__(self, url: str, keys: Keys, *, clock: Clock = utc_now) -> None:
        self.url = checked_url(url)
        self.keys = keys
        self.clock = clock
        self.oracle = Oracle()
        self.on_change: list[Callable[[], None]] = []  # called after a commit that changed what devices hold
        self.engine = _engine(self.url)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """A transaction that writes: all of it, or nothing."""
        async with self.engine.connect() as plain:
            connection = await plain.execution_options(writes=True)
            async with connection.begin():
                db = Transaction(connection, self.keys, self.oracle, self.clock())
                yield db
                await log.settle(db)
                if db.publish:
                    await meta.count_change(db)
        if db.publish:
            for wish in self.on_change:
                wish()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """A transaction that sees one state throughout."""
        async with self.engine.connect() as connection, connection.begin():
            yield Transaction(connection, self.keys, self.oracle, self.clock())

    async def close(self) -> None:
        await self.engine.dispose()


def _engine(url: str) -> AsyncEngine:
    engine = create_async_engine(url)
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: object) -> None:
    """Turn off the driver's own idea of when a transaction begins, and set what SQLite leaves off for old programs' sake."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", f"busy_timeout={BUSY_MILLISECONDS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
