"""Requests that wait for the tutor's answer.

A hold ends in one of four ways: continued with a reason, cancelled, never answered, or the app that asked hung up. Each
answer lets at most one request through: the oldest that is still there. The same act repeated joins the open hold. When
the answer and a hang-up cross, the answer is kept for a short while and used once by the same act, so that the tutor is
not asked twice; nothing is ever sent for an app that has gone. Holds live in memory alone: a restart refuses them all.
"""

import asyncio
import secrets
from collections.abc import Callable, Iterator
from typing import Unpack

from policy.incident import checked_reason
from policy.settings import Settings
from proxy_addons.hold import Answer, Asked, Cancelled, Continued, Decision, Expired, Fate, Gone, Hold, NoSuchHold

KEPT_SECONDS = 600.0
MAX_OPEN = 200  # a script that follows thousands must not fill the memory; what is over is refused at once

type Key = tuple[object, ...]


class _Waiter:
    def __init__(self, gone: asyncio.Event) -> None:
        self.gone = gone
        self.answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

    def tell(self, answer: Answer) -> None:
        if not self.answer.done():
            self.answer.set_result(answer)


class _Question:
    """An open hold and the requests that wait for it, the oldest first."""

    def __init__(self, key: Key, hold: Hold) -> None:
        self.key = key
        self.hold = hold
        self.waiters: list[_Waiter] = []

    def present(self) -> Iterator[_Waiter]:
        return (waiter for waiter in self.waiters if not waiter.gone.is_set())


class Holds:
    """`clock`: Unix seconds. `settings`: those in force now."""

    def __init__(self, clock: Callable[[], float], settings: Callable[[], Settings]) -> None:
        self._clock = clock
        self._settings = settings
        self._open: dict[str, _Question] = {}
        self._kept: dict[Key, tuple[Answer, float]] = {}
        self._watchers: list[Callable[[], None]] = []

    async def ask(self, key: Key, *, gone: asyncio.Event, **asked: Unpack[Asked]) -> Answer:
        """Wait for the answer. `key`: what makes two requests the same act. `gone`: set when the app hangs up."""
        if kept := self._use_kept(key):
            return kept
        question = self._joined(key)
        if question is None:
            if len(self._open) >= MAX_OPEN:
                return Expired()
            question = self._ask_anew(key, asked)
        return await self._wait(question, _Waiter(gone))

    def list(self) -> tuple[Hold, ...]:
        """What waits for an answer now, the oldest first."""
        return tuple(question.hold for question in self._open.values() if any(question.present()))

    def answer(self, hold_id: str, decision: Decision, reason: str = "") -> Fate:
        """Answer a hold. Raises NoSuchHold, or ValueError for a reason that is too short or too long."""
        question = self._open.get(hold_id)
        if question is None:
            raise NoSuchHold
        given = Continued(checked_reason(reason)) if decision is Decision.CONTINUE else Cancelled()
        oldest = next(question.present(), None)
        self._close(question)
        if oldest is None:
            self._keep(question.key, given)
            return Fate.KEPT
        oldest.tell(given)
        for other in question.waiters:
            other.tell(Cancelled())
        return Fate.USED

    def subscribe(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Be called whenever a hold opens or ends; returns what ends the subscription."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    async def _wait(self, question: _Question, waiter: _Waiter) -> Answer:
        question.waiters.append(waiter)
        self._changed()
        leaving = asyncio.ensure_future(waiter.gone.wait())
        leaving.add_done_callback(lambda _: waiter.tell(Gone()))
        try:
            answer = await waiter.answer
        finally:
            leaving.cancel()
            question.waiters.remove(waiter)
            self._changed()
        if not waiter.gone.is_set():
            return answer
        if isinstance(answer, Continued):  # the answer and the hang-up crossed
            self._keep(question.key, answer)
        return Gone()

    def _ask_anew(self, key: Key, asked: Asked) -> _Question:
        now, seconds = self._clock(), self._settings().hold_seconds
        hold = Hold(id=secrets.token_hex(4), asked_at=now, expires_at=now + seconds, **asked)
        question = _Question(key, hold)
        self._open[hold.id] = question
        asyncio.get_running_loop().call_later(seconds, self._expire, question)
        return question

    def _joined(self, key: Key) -> _Question | None:
        return next((question for question in self._open.values() if question.key == key), None)

    def _expire(self, question: _Question) -> None:
        if self._open.get(question.hold.id) is question:
            self._close(question)
            for waiter in question.waiters:
                waiter.tell(Expired())

    def _close(self, question: _Question) -> None:
        del self._open[question.hold.id]
        self._changed()

    def _keep(self, key: Key, answer: Answer) -> None:
        self._kept[key] = (answer, self._clock() + KEPT_SECONDS)

    def _use_kept(self, key: Key) -> Answer | None:
        now = self._clock()
        self._kept = {key: kept for key, kept in self._kept.items() if kept[1] > now}
        answer, _ = self._kept.pop(key, (None, 0.0))
        return answer

    def _changed(self) -> None:
        for watcher in tuple(self._watchers):
            watcher()
