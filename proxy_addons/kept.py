"""Answers that wait for their request: each is used once, by the same act, within its time. In memory alone.

An answer is kept when the app hung up while the tutor was thinking, or when the browser extension asked ahead of the
request: then a "continue" is the ticket with which the request passes.
"""

from collections.abc import Callable

import msgspec

from proxy_addons.deed import Deed
from proxy_addons.hold import Cancelled, Continued

MOST = 200  # the oldest goes first; without its answer the act is asked about anew


class Kept(msgspec.Struct, frozen=True):
    """`id`: of the question that was answered. `until`: Unix seconds."""

    id: str
    deed: Deed
    answer: Continued | Cancelled
    until: float


class Answers:
    """`clock`: Unix seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: list[Kept] = []

    def keep(self, number: str, deed: Deed, answer: Continued | Cancelled, seconds: float) -> None:
        """Have it used by the next request of the same act; an earlier answer for that act is void."""
        self.forget(deed)
        self._kept.append(Kept(number, deed, answer, self._clock() + seconds))
        del self._kept[:-MOST]

    def use(self, deed: Deed) -> Continued | Cancelled | None:
        """The answer for this act, if there is one; it is gone then."""
        found = self.find(deed)
        if found is None:
            return None
        self._kept.remove(found)
        return found.answer

    def find(self, deed: Deed) -> Kept | None:
        """The answer that would be used."""
        return next((kept for kept in self._live() if kept.deed.same(deed)), None)

    def is_ticket(self, number: str) -> bool:
        """Does that question's answer let a request pass that has not come yet, and was written down?"""
        return any(kept.id == number and isinstance(kept.answer, Continued) and kept.answer.written for kept in self._live())

    def forget(self, deed: Deed) -> None:
        self._kept = [kept for kept in self._live() if not kept.deed.same(deed)]

    def _live(self) -> list[Kept]:
        now = self._clock()
        self._kept = [kept for kept in self._kept if kept.until > now]
        return self._kept
