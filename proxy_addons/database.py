"""One SQLite file, read at start and written behind: decisions come from memory, so a write may wait a moment.

What waits is written a fifth of a second later in one transaction, and at the end. A process that is killed loses at most
that; it is learned again from the next answer. What may never be lost (the outbox) commits at once, in a file of its own.
"""

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

FLUSH_SECONDS = 0.2
type Value = bytes | str | int | float | None


class Database:
    """A connection and what waits to be written. A damaged file is set aside: its content can be learned again."""

    def __init__(self, path: Path) -> None:
        self.set_aside = False
        try:
            self._connection = connected(path)
        except sqlite3.DatabaseError:
            self.set_aside = True
            aside(path)
            self._connection = connected(path)
        self._waiting: list[tuple[str, tuple[Value, ...]]] = []
        self._timer: asyncio.TimerHandle | None = None

    def table(self, declaration: str) -> None:
        """Make a table (or index) unless it exists; `declaration` is what follows CREATE."""
        kind, _, rest = declaration.partition(" ")
        self._connection.execute(f"CREATE {kind} IF NOT EXISTS {rest}")

    def read(self, statement: str, *values: Value) -> Iterator[tuple[Value, ...]]:
        """The rows as they are on the disk, what waits included."""
        self.flush()
        yield from self._connection.execute(statement, values)

    def write(self, statement: str, *values: Value) -> None:
        """Have it written soon."""
        self._waiting.append((statement, values))
        if self._timer is None:
            with contextlib.suppress(RuntimeError):  # without a running loop it is written by the next flush
                self._timer = asyncio.get_running_loop().call_later(FLUSH_SECONDS, self.flush)

    def flush(self) -> None:
        """Write what waits, in order, all of it or nothing."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        self._connection.execute("BEGIN")
        try:
            for statement, values in waiting:
                self._connection.execute(statement, values)
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self.flush()
        self._connection.close()


def connected(path: Path, *, durable: bool = False) -> sqlite3.Connection:
    """A connection in WAL mode to a file that only its owner can read. `durable`: every commit is on the disk. Raises
    sqlite3.DatabaseError for a damaged file.
    """
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        connection.execute("PRAGMA secure_delete=ON")  # what was forgotten does not stay in free pages
        _check(connection)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("damaged")


def aside(path: Path) -> None:
    """Move a damaged file out of the way."""
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    path.replace(path.with_suffix(".damaged"))
