"""What waits for the office: sealed on the disk before anything else happens, and kept until the office says it holds it.

Every entry has a random key. Sending it twice is harmless, for the office counts a key once; so an entry is forgotten only
when the office names its key. When much waits, identical events that were never sent become one with a count. Those sent
already keep their keys: the office may hold them, although its answer was lost.
"""

import contextlib
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator

import msgspec

from policy.incident import SAME_ACT_SECONDS, Health, Review
from policy.wire import MAX_EVENTS, Events
from proxy_addons.counts import counted
from proxy_addons.database import aside, connected
from proxy_addons.home import Home
from proxy_addons.letters import KINDS, Letter, batch, kind
from proxy_addons.vault import Unopenable, Vault

MAX_BYTES = 200_000  # of one batch: the office reads no more than 256 kB
LIMIT = 1_000_000  # bytes that wait, from which on identical events become counts
KEPT = 500
KEPT_SECONDS = 30 * 86_400


class Entry(msgspec.Struct, frozen=True):
    """What was or will be sent, verbatim: `text` is the message as JSON. `sent_at`: when the office said so, else 0."""

    key: str
    kind: str
    at: float
    sent_at: float
    text: str


class Outbox:
    """`set_aside`: the file, or some of it, was damaged: reports that waited in it did not reach the office. `full`: identical
    events became counts, and not all has been sent since.
    """

    def __init__(self, home: Home, vault: Vault, clock: Callable[[], float] = time.time, limit: int = LIMIT) -> None:
        self._vault = vault
        self._clock = clock
        self._limit = limit
        self._listeners: list[Callable[[], None]] = []
        self.set_aside = self.full = False
        try:
            self._database = connected(home.outbox, durable=True)
        except sqlite3.DatabaseError:
            self.set_aside = True
            aside(home.outbox)
            self._database = connected(home.outbox, durable=True)
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS entries (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,"
            " at REAL NOT NULL, tried INTEGER NOT NULL DEFAULT 0, sent_at REAL NOT NULL DEFAULT 0, sealed BLOB NOT NULL)"
        )
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS acts (tag BLOB PRIMARY KEY, incident TEXT NOT NULL, at REAL NOT NULL) WITHOUT ROWID"
        )
        self._drop_unreadable()

    def on_put(self, callback: Callable[[], None]) -> None:
        """Have it called when there is something to send."""
        self._listeners.append(callback)

    # -- putting in ------------------------------------------------------------------------------------------------

    def put(self, letter: Letter) -> None:
        with self._transaction():
            self._insert(letter)
            if self.size > self._limit:
                self._collapse()
        for listener in self._listeners:
            listener()

    def review(self, review: Review) -> None:
        self.put(review)

    def health(self, health: Health) -> None:
        self.put(health)

    def incident_id(self, clause: str, platform: str, subject: str, direction: str) -> str:
        """The incident that an occurrence belongs to: the steps and retries of one act, within a minute, share it."""
        now, tag = self._clock(), self._vault.tag(f"{clause}\0{platform}\0{subject}\0{direction}")
        row = self._database.execute("SELECT incident, at FROM acts WHERE tag = ?", (tag,)).fetchone()
        if row and 0 <= now - row[1] <= SAME_ACT_SECONDS:
            return str(row[0])
        incident = secrets.token_hex(16)
        with self._transaction():
            self._database.execute("DELETE FROM acts WHERE at < ?", (now - SAME_ACT_SECONDS,))
            self._database.execute("INSERT OR REPLACE INTO acts VALUES (?, ?, ?)", (tag, incident, now))
        return incident

    # -- sending ---------------------------------------------------------------------------------------------------

    def batch(self) -> Events:
        """The oldest that wait; from now on they count as sent, perhaps."""
        rows = self._database.execute(
            "SELECT number, kind, sealed FROM (SELECT *, sum(length(sealed)) OVER (ORDER BY number) AS together FROM entries"
            " WHERE sent_at = 0) WHERE together <= ? ORDER BY number LIMIT ?",
            (MAX_BYTES, MAX_EVENTS),
        ).fetchall()
        with self._transaction():
            self._database.executemany("UPDATE entries SET tried = 1 WHERE number = ?", [(number,) for number, _, _ in rows])
        return batch(self._opened(name, sealed) for _, name, sealed in rows)

    def forget(self, keys: Iterable[str]) -> None:
        """The office holds these: keep them for the tutor to see, for a while."""
        now = self._clock()
        with self._transaction():
            self._database.executemany(
                "UPDATE entries SET sent_at = ? WHERE key = ? AND sent_at = 0", [(now, key) for key in keys]
            )
            self._database.execute(
                "DELETE FROM entries WHERE sent_at > 0 AND (sent_at < ? OR number NOT IN"
                " (SELECT number FROM entries WHERE sent_at > 0 ORDER BY sent_at DESC, number DESC LIMIT ?))",
                (now - KEPT_SECONDS, KEPT),
            )
        self.full = self.full and self.queued > 0

    # -- showing ---------------------------------------------------------------------------------------------------

    @property
    def queued(self) -> int:
        """How many entries wait."""
        (number,) = self._database.execute("SELECT count(*) FROM entries WHERE sent_at = 0").fetchone()
        return int(number)

    @property
    def size(self) -> int:
        """How much of the disk the waiting entries take."""
        (size,) = self._database.execute("SELECT coalesce(sum(length(sealed)), 0) FROM entries WHERE sent_at = 0").fetchone()
        return int(size)

    def entries(self, of: str = "") -> tuple[Entry, ...]:
        """All that waits and all that was sent lately, the newest first; `of`: of this kind alone."""
        rows = self._database.execute(
            "SELECT key, kind, at, sent_at, sealed FROM entries WHERE ? IN ('', kind) ORDER BY number DESC", (of,)
        )
        return tuple(
            Entry(key, name, at, sent_at, msgspec.json.encode(self._opened(name, sealed)).decode())
            for key, name, at, sent_at, sealed in rows
        )

    def close(self) -> None:
        self._database.close()

    # ----------------------------------------------------------------------------------------------------------------

    def _insert(self, letter: Letter) -> None:
        sealed = self._vault.seal(msgspec.msgpack.encode(letter))
        self._database.execute(
            "INSERT OR IGNORE INTO entries (key, kind, at, sealed) VALUES (?, ?, ?, ?)",
            (letter.key, kind(letter), self._clock(), sealed),
        )

    def _opened(self, name: str, sealed: bytes) -> Letter:
        return msgspec.msgpack.decode(self._vault.open(sealed), type=KINDS[name])

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def _drop_unreadable(self) -> None:
        rows = self._database.execute("SELECT number, kind, sealed FROM entries").fetchall()
        for number, name, sealed in rows:
            try:
                self._opened(name, sealed)
            except (Unopenable, msgspec.MsgspecError, KeyError):
                self.set_aside = True
                self._database.execute("DELETE FROM entries WHERE number = ?", (number,))

    def _collapse(self) -> None:
        """Let one entry stand for all identical ones that were never sent."""
        self.full = True
        rows = self._database.execute("SELECT number, kind, sealed FROM entries WHERE tried = 0 ORDER BY number").fetchall()
        for numbers, entry in counted((number, self._opened(name, sealed)) for number, name, sealed in rows):
            sealed = self._vault.seal(msgspec.msgpack.encode(entry))
            self._database.execute("UPDATE entries SET sealed = ? WHERE number = ?", (sealed, numbers[0]))
            self._database.executemany("DELETE FROM entries WHERE number = ?", [(number,) for number in numbers[1:]])
