"""When somebody entered the registry: what they wrote before is no contact from a pupil (design 4.7a).

The list itself does not say it. A device sees who is new on a newer list, and that they were not on the one before when the
office last confirmed it: the earliest moment at which they can have entered, for a message too many is better than one too
few. Whoever was there on the first list counts as a pupil ever since.
"""

import msgspec

from policy.roster import ALIASES, IDENTITIES, Roster, prefix
from proxy_addons.current import Current
from proxy_addons.database import Database

PARTS = (*IDENTITIES.values(), *ALIASES.values())  # who leaves or whose id becomes known changes parts, and does not enter


class Entries:
    """Survives a restart: one row for each list that brought somebody."""

    def __init__(self, database: Database, current: Current) -> None:
        self._database = database
        self._current = current
        self._since: dict[int, float] = {}
        database.table("TABLE entries (number INTEGER PRIMARY KEY, at REAL NOT NULL, prefixes BLOB NOT NULL)")
        for at, packed in database.read("SELECT at, prefixes FROM entries ORDER BY number"):
            if isinstance(at, float) and isinstance(packed, bytes):
                self._since.update(dict.fromkeys(msgspec.msgpack.decode(packed, type=list[int]), at))
        self._pupils, self._epoch = _pupils(current.roster), self._epoch_now()
        current.on_change(self._changed)

    def since(self, pseudonym: bytes) -> float:
        """Unix seconds; 0 for whoever has been a pupil for as long as this device has had a list."""
        return self._since.get(prefix(pseudonym), 0.0)

    def _changed(self) -> None:
        before, self._pupils = self._pupils, _pupils(self._current.roster)
        if self._epoch != self._epoch_now():  # everybody has another pseudonym
            self._epoch = self._epoch_now()
            self._since.clear()
            self._database.write("DELETE FROM entries")
        elif before and (new := self._pupils - before):
            self._enter(new, self._current.replaced_at)

    def _enter(self, new: frozenset[int], at: float) -> None:
        self._since.update(dict.fromkeys(new, at))
        self._database.write("INSERT INTO entries (at, prefixes) VALUES (?, ?)", at, msgspec.msgpack.encode(sorted(new)))

    def _epoch_now(self) -> int:
        return self._current.policy.head.epoch if self._current.policy else 0


def _pupils(roster: Roster) -> frozenset[int]:
    return frozenset().union(*(roster.parts[part] for part in PARTS))
