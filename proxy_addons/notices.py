"""What the tutor was told lately: the last hundred blocked, held or noted acts, in memory alone.

The status page lists them, and whoever subscribed hears of each at once: the system's own notifications, later the
browser extension. An entry names nobody; the words are policy/notice.py's.
"""

import secrets
from collections import deque
from collections.abc import Callable

import msgspec

from policy.clauses import Clause
from policy.verdict import Action

SIZE = 100


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the tutor was told. `at`: Unix seconds. `event`: the key of what was written down of it for the office.
    `page`: a page of the browser extension shows it already.
    """

    id: str
    at: float
    platform: str
    act: str
    clause: Clause
    action: Action
    text: str
    event: str = ""
    page: bool = False


type Reader = Callable[[Entry], None]


class Notices:
    """`clock`: Unix seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._entries: deque[Entry] = deque(maxlen=SIZE)
        self._readers: list[Reader] = []

    def add(  # noqa: PLR0913 - the fields of an entry
        self, *, platform: str, act: str, clause: Clause, action: Action, text: str, event: str = "", page: bool = False
    ) -> None:
        entry = Entry(
            id=secrets.token_hex(4),
            at=self._clock(),
            platform=platform,
            act=act,
            clause=clause,
            action=action,
            text=text,
            event=event,
            page=page,
        )
        self._entries.appendleft(entry)
        for reader in tuple(self._readers):
            reader(entry)

    def recent(self) -> tuple[Entry, ...]:
        """The newest first."""
        return tuple(self._entries)

    def find(self, number: str) -> Entry | None:
        return next((entry for entry in self._entries if entry.id == number), None)

    def subscribe(self, reader: Reader) -> Callable[[], None]:
        """Hear of every new entry; returns what ends the subscription."""
        self._readers.append(reader)
        return lambda: self._readers.remove(reader)
