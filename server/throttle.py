"""How often somebody may get a password wrong: by the name that is tried, and by the address it is tried from.

Counted before the password is looked at, so that parallel attempts do not slip through. Kept in memory: several server
processes allow as many times the limit, and a restart forgets; both are still far too few to guess twelve characters.
"""

from collections import OrderedDict, deque

from server.problem import TooMany

WINDOW = 15 * 60
LIMITS = {"name": 10, "address": 50}
MAX_KEYS = 10_000


class Throttle:
    """The attempts of the last fifteen minutes, the least recent forgotten first when there are too many to keep."""

    def __init__(self) -> None:
        self._attempts: OrderedDict[tuple[str, str], deque[int]] = OrderedDict()

    def attempt(self, *, name: str, address: str, now: int) -> None:
        """Count one attempt. Raises TooMany, without counting it, when a limit is reached."""
        keys = (("name", name.casefold()), ("address", address))
        for key in keys:
            if len(recent := self._recent(key, now)) >= LIMITS[key[0]]:
                wait = recent[0] + WINDOW - now
                raise TooMany(f"Too many attempts. Please try again in {-(-wait // 60)} minutes.", retry_after=wait)
        for key in keys:
            self._attempts.setdefault(key, deque()).append(now)
            self._attempts.move_to_end(key)
        while len(self._attempts) > MAX_KEYS:
            self._attempts.popitem(last=False)

    def succeeded(self, *, name: str, address: str) -> None:
        """The right password: this name starts afresh, and this attempt no longer counts against the address."""
        self._attempts.pop(("name", name.casefold()), None)
        if attempts := self._attempts.get(("address", address)):
            attempts.pop()

    def _recent(self, key: tuple[str, str], now: int) -> deque[int]:
        attempts = self._attempts.get(key, deque[int]())
        while attempts and attempts[0] <= now - WINDOW:
            attempts.popleft()
        return attempts
