"""What was reported already, so that an inbox that is polled all day reports each message once.

Only tags are kept: neither a message's id nor a thread's can be read from them. Bounded; the oldest are forgotten.
"""

from collections import OrderedDict

from policy.activity import Thread
from proxy_addons.database import Database
from proxy_addons.vault import Vault

LIMIT = 50_000
SLACK = 1_000  # forgotten in batches, so that a full table does not cost a deletion each


class Seen:
    """Says of a thing once that it is new; survives a restart."""

    def __init__(self, database: Database, vault: Vault, limit: int = LIMIT) -> None:
        self._database = database
        self._vault = vault
        self._limit = limit
        database.table("TABLE seen (number INTEGER PRIMARY KEY, tag BLOB NOT NULL UNIQUE)")
        rows = database.read("SELECT tag FROM seen ORDER BY number")
        self._tags = OrderedDict.fromkeys(tag for (tag,) in rows if isinstance(tag, bytes))

    def first_time(self, platform: str, message: str) -> bool:
        """Is this message id (or any name of a thing to report once) new? From now on it is not."""
        return self._first(f"{platform}:message:{message}")

    def first_in_thread(self, thread: Thread, subject: str) -> bool:
        """Is this the first report of that pupil in that conversation? Any of the thread's ids counts for it."""
        news = [self._first(f"{key}:subject:{subject}") for key in thread.keys]  # all of them: each id is noted
        return all(news)

    def _first(self, name: str) -> bool:
        tag = self._vault.tag(name)
        if tag in self._tags:
            return False
        self._tags[tag] = None
        self._database.write("INSERT OR IGNORE INTO seen (tag) VALUES (?)", tag)
        if len(self._tags) > self._limit + SLACK:
            self._shorten()
        return True

    def _shorten(self) -> None:
        while len(self._tags) > self._limit:
            self._tags.popitem(last=False)
        self._database.write(
            "DELETE FROM seen WHERE number <= (SELECT number FROM seen ORDER BY number DESC LIMIT 1 OFFSET ?)", self._limit
        )
