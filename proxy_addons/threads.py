"""Conversations by every id that names them: sealed lists of members under tags, bounded, the least recently used forgotten."""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection

import msgspec

from policy.account import Account
from policy.activity import Thread
from policy.sighting import ThreadSeen
from proxy_addons.database import Database
from proxy_addons.vault import Unopenable, Vault

DAY = 86_400
LIMIT = 10_000


class Known(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A conversation as it is remembered. people: each by one identifier, the tutor left out where it was known who that is.

    `with_tutor`: the platform lists the tutor among the members. `used`: the day of last use.
    """

    platform: str
    people: tuple[Account, ...] = ()
    complete: bool = False
    with_tutor: bool = False
    public: bool = False
    used: int = 0


class Threads:
    """All of them, in memory and on the disk."""

    def __init__(self, database: Database, vault: Vault, *, limit: int = LIMIT, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._vault = vault
        self._limit = limit
        self._clock = clock
        self._threads: OrderedDict[int, Known] = OrderedDict()
        self._numbers: dict[bytes, int] = {}
        self._tags: dict[int, set[bytes]] = {}
        self._states: dict[int, int] = {}
        database.table("TABLE threads (number INTEGER PRIMARY KEY, sealed BLOB NOT NULL)")
        database.table("TABLE thread_tags (tag BLOB PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID")
        self._load()
        self._next = max(self._threads, default=0) + 1

    def __len__(self) -> int:
        return len(self._threads)

    def find(self, thread: Thread) -> Known | None:
        number = next(iter(self._named(thread)), None)
        if number is None:
            return None
        self._touch(number)
        return self._threads[number]

    def unchanged(self, thread: Thread, state: int) -> bool:
        """Was this very state learned last? Then there is nothing to do, which is the rule: inboxes are polled."""
        number = self._numbers.get(self._vault.tag(next(iter(thread.keys), "")), 0)  # one id says it: the state holds them all
        return self._states.get(number) == state

    def learn(self, sighting: ThreadSeen, others: tuple[Account, ...], state: int) -> None:
        """Remember what was seen; `others`: its people without the tutor. `state`: for `unchanged`."""
        numbers = self._named(sighting.thread)
        before = [self._threads[number] for number in numbers]
        kept = () if sighting.complete else (person for known in before for person in known.people)
        known = Known(
            platform=sighting.thread.platform,
            people=tuple(sorted({*kept, *others}, key=lambda person: person.keys)),
            complete=sighting.complete or any(known.complete for known in before),
            with_tutor=sighting.with_tutor and len(others) == len(sighting.people),
            public=sighting.public,
            used=self._today(),
        )
        number = numbers[0] if numbers else self._new()
        if self._threads.get(number) != known:
            self._store(number, known)
        self._name(number, {*map(self._vault.tag, sighting.thread.keys)}.union(*map(self._forget, numbers[1:])))
        self._states[number] = state
        while len(self._threads) > self._limit:
            self._forget(next(iter(self._threads)))

    def leave(self, thread: Thread, gone: Collection[Account]) -> None:
        """These members left it."""
        for number in self._named(thread)[:1]:
            known = self._threads[number]
            self._states.pop(number, None)
            self._store(number, msgspec.structs.replace(known, people=tuple(p for p in known.people if p not in gone)))

    def _named(self, thread: Thread) -> list[int]:
        """The threads that its ids name: several, until it is seen that they are one."""
        numbers = (self._numbers.get(tag) for tag in map(self._vault.tag, thread.keys))
        return list(dict.fromkeys(number for number in numbers if number is not None))

    def _name(self, number: int, tags: set[bytes]) -> None:
        for tag in tags - self._tags.setdefault(number, set()):
            self._numbers[tag] = number
            self._tags[number].add(tag)
            self._database.write("INSERT OR REPLACE INTO thread_tags VALUES (?, ?)", tag, number)

    def _touch(self, number: int) -> None:
        self._threads.move_to_end(number)
        if self._threads[number].used != (today := self._today()):
            self._store(number, msgspec.structs.replace(self._threads[number], used=today))

    def _today(self) -> int:
        return int(self._clock() // DAY)

    def _new(self) -> int:
        self._next += 1
        return self._next - 1

    def _store(self, number: int, known: Known) -> None:
        self._threads[number] = known
        self._threads.move_to_end(number)
        sealed = self._vault.seal(msgspec.msgpack.encode(known))
        self._database.write("INSERT OR REPLACE INTO threads VALUES (?, ?)", number, sealed)

    def _forget(self, number: int) -> set[bytes]:
        """Forget a thread; returns the tags that named it."""
        tags = self._tags.pop(number, set())
        for tag in tags:
            del self._numbers[tag]
        del self._threads[number]
        self._states.pop(number, None)
        self._database.write("DELETE FROM threads WHERE number = ?", number)
        self._database.write("DELETE FROM thread_tags WHERE number = ?", number)
        return tags

    def _load(self) -> None:
        found: dict[int, Known] = {}
        for number, sealed in self._database.read("SELECT number, sealed FROM threads"):
            if isinstance(number, int) and isinstance(sealed, bytes):
                try:
                    found[number] = msgspec.msgpack.decode(self._vault.open(sealed), type=Known)
                except (Unopenable, msgspec.MsgspecError):
                    self._database.write("DELETE FROM threads WHERE number = ?", number)  # it is learned again
        self._threads.update(sorted(found.items(), key=lambda entry: entry[1].used))
        for tag, number in self._database.read("SELECT tag, number FROM thread_tags"):
            if isinstance(tag, bytes) and isinstance(number, int) and number in self._threads:
                self._numbers[tag] = number
                self._tags.setdefault(number, set()).add(tag)
