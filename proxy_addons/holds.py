"""Requests that wait for the tutor's answer.

A hold ends in one of four ways: continued with a reason, cancelled, never answered, or the app that asked hung up. Each
answer lets at most one request through: the oldest that is still there. The same act repeated joins the open hold. When
the answer and a hang-up cross, the answer is kept for a short while and used once by the same act, so that the tutor is
not asked twice; nothing is ever sent for an app that has gone. Holds live in memory alone: a restart refuses them all.

The browser extension may put the question ahead of the request. Its answer is kept in the same way: "continue" lets the next
request of that act pass without a second question, "cancel" refuses it.
"""

import asyncio
import secrets
from collections.abc import Callable, Iterator
from typing import Unpack

from policy.incident import checked_reason
from policy.settings import Settings
from proxy_addons.deed import Deed
from proxy_addons.hold import Answer, Asked, Cancelled, Continued, Decision, Expired, Fate, Gone, Hold, NoSuchHold
from proxy_addons.kept import Answers

KEPT_SECONDS = 600.0
TICKET_SECONDS = 120.0  # a page does at once what it asked about
MAX_OPEN = 200  # a script that follows thousands must not fill the memory; what is over is refused at once

type Ended = Callable[[Answer], None]


class _Waiter:
    def __init__(self, gone: asyncio.Event) -> None:
        self.gone = gone
        self.answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

    def tell(self, answer: Answer) -> None:
        if not self.answer.done():
            self.answer.set_result(answer)


class _Question:
    """An open hold and the requests that wait for it, the oldest first. `ended`: who asked ahead of them, if anybody did."""

    def __init__(self, deed: Deed, hold: Hold, ended: Ended | None) -> None:
        self.deed = deed
        self.hold = hold
        self.ended = ended
        self.waiters: list[_Waiter] = []

    def present(self) -> Iterator[_Waiter]:
        return (waiter for waiter in self.waiters if not waiter.gone.is_set())


class Holds:
    """`clock`: Unix seconds. `settings`: those in force now."""

    def __init__(self, clock: Callable[[], float], settings: Callable[[], Settings]) -> None:
        self._clock = clock
        self._settings = settings
        self._open: dict[str, _Question] = {}
        self._kept = Answers(clock)
        self._watchers: list[Callable[[], None]] = []

    async def ask(self, deed: Deed, *, gone: asyncio.Event, **asked: Unpack[Asked]) -> Answer:
        """Wait for the answer. `gone`: set when the app hangs up."""
        if kept := self._kept.use(deed):
            return kept
        question = self._joined(deed)
        if question is None:
            if len(self._open) >= MAX_OPEN:
                return Expired()
            question = self._ask_anew(deed, asked)
        return await self._wait(question, _Waiter(gone))

    def ask_ahead(self, deed: Deed, ended: Ended, **asked: Unpack[Asked]) -> Hold | None:
        """Put the question before the request is made; None when too much is open. `ended` hears the answer, unless a request
        came meanwhile and has it. A refusal that was kept is void: the tutor is asked anew.
        """
        question = self._joined(deed)
        if question is None:
            if len(self._open) >= MAX_OPEN:
                return None
            self._kept.forget(deed)
            question = self._ask_anew(deed, asked, ended)
            self._changed()
        return question.hold

    def grant(self, deed: Deed) -> str:
        """A ticket for an act of which nothing is asked, and which is written down already."""
        number = secrets.token_hex(4)
        self._kept.keep(number, deed, Continued("", written=True), TICKET_SECONDS)
        return number

    def granted(self, deed: Deed) -> str:
        """The ticket with which this act would pass, if there is one."""
        kept = self._kept.find(deed)
        return kept.id if kept and self._kept.is_ticket(kept.id) else ""

    def is_ticket(self, number: str) -> bool:
        return self._kept.is_ticket(number)

    def kept(self, deed: Deed) -> Answer | None:
        """The answer that was given for this act before it came; it is used up then."""
        return self._kept.use(deed)

    def spend(self, deed: Deed) -> bool:
        """Use the ticket of an act that passes anyway. Was there one?"""
        return bool(self.granted(deed)) and self._kept.use(deed) is not None

    def list(self) -> tuple[Hold, ...]:
        """What waits for an answer now, the oldest first."""
        return tuple(question.hold for question in self._open.values() if question.hold.ahead or any(question.present()))

    def answer(self, hold_id: str, decision: Decision, reason: str = "") -> Fate:
        """Answer a hold. Raises NoSuchHold, or ValueError for a reason that is too short or too long."""
        question = self._open.get(hold_id)
        if question is None:
            raise NoSuchHold
        given = Continued(checked_reason(reason)) if decision is Decision.CONTINUE else Cancelled()
        oldest = next(question.present(), None)
        self._close(question)
        if oldest is None:
            self._keep(question, given)
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
            self._kept.keep(question.hold.id, question.deed, answer, KEPT_SECONDS)
        return Gone()

    def _ask_anew(self, deed: Deed, asked: Asked, ended: Ended | None = None) -> _Question:
        now, seconds = self._clock(), self._settings().hold_seconds
        hold = Hold(id=secrets.token_hex(4), asked_at=now, expires_at=now + seconds, ahead=ended is not None, **asked)
        question = _Question(deed, hold, ended)
        self._open[hold.id] = question
        asyncio.get_running_loop().call_later(seconds, self._expire, question)
        return question

    def _joined(self, deed: Deed) -> _Question | None:
        return next((question for question in self._open.values() if question.deed.same(deed)), None)

    def _expire(self, question: _Question) -> None:
        if self._open.get(question.hold.id) is question:
            self._close(question)
            if question.ended and not any(question.present()):
                question.ended(Expired())
            for waiter in question.waiters:
                waiter.tell(Expired())

    def _close(self, question: _Question) -> None:
        del self._open[question.hold.id]
        self._changed()

    def _keep(self, question: _Question, answer: Continued | Cancelled) -> None:
        """Nobody is there to use it now. Who asked ahead hears it, and what is continued there is written down there."""
        seconds = KEPT_SECONDS
        if question.ended:
            question.ended(answer)
            if isinstance(answer, Continued):
                answer, seconds = Continued(answer.reason, written=True), TICKET_SECONDS
        self._kept.keep(question.hold.id, question.deed, answer, seconds)

    def _changed(self) -> None:
        for watcher in tuple(self._watchers):
            watcher()
