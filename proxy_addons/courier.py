"""Carries things between device and office: syncs when there is news on either side, listens for pushes, asks the oracle.

News is a push, an entry in the outbox, or somebody who calls `wake`. With the stream of pushes open it also asks every quarter
of an hour, without it every half minute, and while the office is away after a pause that grows to half a minute.
"""

import asyncio
import random
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from enum import StrEnum

from policy.wire import Evaluate, Evaluation, PackChange, Purpose
from proxy_addons.conversation import Conversation, Renew, Sent
from proxy_addons.current import Current
from proxy_addons.enrol import UNAUTHORISED, Enrolment, farewell
from proxy_addons.listener import HEARTBEAT_SECONDS, Listener
from proxy_addons.office import Office, OfficeAway
from proxy_addons.oracle import CannotCheck
from proxy_addons.outbox import Outbox
from proxy_addons.pulse import Pulse, Trouble

PUSHED_SECONDS = 900.0
POLL_SECONDS = 30.0
BREATH = 0.5  # between two attempts while the office is away, however much there is to send
LEAVE_SECONDS = 5.0
DAY = 86_400
TOO_MANY = 429


class Contact(StrEnum):
    """How the device stands to the office."""

    NONE = "not tried yet"
    AWAY = "away"
    POLL = "asking every half minute"
    PUSH = "listening"
    REVOKED = "revoked"


class Courier:
    """`run` stays in touch until it is cancelled. To be made inside the running loop."""

    def __init__(  # noqa: PLR0913 - the parts it stands between
        self,
        enrolment: Enrolment,
        current: Current,
        outbox: Outbox,
        pulse: Pulse,
        *,
        version: str = "",
        office_proxy: str = "",
        heartbeat: float = HEARTBEAT_SECONDS,
    ) -> None:
        self._contact = Contact.NONE
        self._current = current
        self._outbox = outbox
        self._pulse = pulse
        self._office = Office(enrolment.address, enrolment.pin, token=enrolment.token, proxy=office_proxy)
        self._conversation = Conversation(self._office, current, outbox, pulse, version=version)
        self._listener = Listener(self._office, pushed=self._pushed, broken=self.wake, heartbeat=heartbeat)
        self._news = asyncio.Event()
        self._asked: list[asyncio.Future[str]] = []
        self._back: list[Callable[[], None]] = []
        outbox.on_put(self.wake)
        self._look()

    # -- for everybody -----------------------------------------------------------------------------------------------

    @property
    def state(self) -> Contact:
        return Contact.PUSH if self._contact is Contact.POLL and self._listener.open else self._contact

    @property
    def recent(self) -> deque[Sent]:
        """What was sent besides the outbox's entries, verbatim, the newest last."""
        return self._conversation.recent

    def renewing(self, renew: Renew) -> None:
        """`renew` asks for all known people under a new epoch before it comes into force (People.renew)."""
        self._conversation.renew = renew

    def on_back(self, callback: Callable[[], None]) -> None:
        """Have it called when the office answers again after it did not."""
        self._back.append(callback)

    def wake(self) -> None:
        """There is news: sync at once."""
        self._news.set()

    async def now(self) -> str:
        """Have a conversation at once, while `run` is at work; what went wrong in it, or nothing."""
        done: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._asked.append(done)
        self.wake()
        return await done

    async def run(self) -> None:
        """Stay in touch until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listener.run())
            tasks.create_task(self._listener.watch_sleep())
            tasks.create_task(self._converse())

    async def sync(self) -> None:
        """One conversation now, for who does not `run`."""
        self._concluded(await self._conversation.hold())

    async def evaluate(self, question: Evaluate) -> Evaluation:
        """Ask the oracle. Raises CannotCheck."""
        self._conversation.note("evaluate", question)
        people = question.purpose is Purpose.PEOPLE and not question.renewal  # each of the others has a budget of its own
        try:
            answer = await self._office.post("evaluate", question, Evaluation)
        except OfficeAway as error:
            used_up = error.status == TOO_MANY
            if used_up and people:
                self._pulse.trouble(Trouble.LOOKUPS_USED)
                asyncio.get_running_loop().call_later(error.retry_after or DAY, self._pulse.well, Trouble.LOOKUPS_USED)
            raise CannotCheck("the look-ups of today are used up" if used_up else error.why, error.retry_after) from error
        if people:
            self._pulse.well(Trouble.LOOKUPS_USED)
        return answer

    async def pack(self, name: str, held: bytes) -> PackChange:
        """What leads from a held threat pack to the one in force. Raises OfficeAway."""
        return await self._office.get(f"packs/{name}", {"held": held.hex()}, PackChange)

    async def leave(self) -> bool:
        """Tell the office that this device leaves, if it can be reached. Was it told?"""
        try:
            async with asyncio.timeout(LEAVE_SECONDS):
                return await farewell(self._office, self._outbox)
        except TimeoutError:
            return False

    async def close(self) -> None:
        await self._office.close()

    # ----------------------------------------------------------------------------------------------------------------

    async def _converse(self) -> None:
        while True:
            self._news.clear()
            asked, self._asked = self._asked, []
            seconds, why = await self._attempt()
            for done in asked:
                if not done.done():  # who asked may have gone
                    done.set_result(why)
            if why:
                await asyncio.sleep(BREATH)
            try:
                async with asyncio.timeout(seconds):
                    await self._news.wait()
            except TimeoutError:
                continue

    async def _attempt(self) -> tuple[float, str]:
        """One conversation: the seconds until the next, and what went wrong, or nothing."""
        try:
            seconds = self._concluded(await self._conversation.hold())
        except (sqlite3.Error, OSError):  # a full or failing disk: what is in force stays so, and it is tried again
            self._pulse.trouble(Trouble.DISK)
            return POLL_SECONDS, str(Trouble.DISK)
        return seconds, self._conversation.away.why if self._conversation.away else ""

    def _concluded(self, seconds: float) -> float:
        """Take note of how a conversation ended; returns how long to wait for news."""
        self._pulse.well(Trouble.DISK)
        self._look()
        if error := self._conversation.away:
            revoked = error.status == UNAUTHORISED
            self._contact = Contact.REVOKED if revoked else Contact.AWAY
            self._pulse.trouble(Trouble.REVOKED if revoked else Trouble.OFFICE_AWAY)
            return seconds * random.uniform(0.5, 1.0)  # noqa: S311 - so that devices do not come back all at once
        self._reached()
        if self._conversation.doubtful:
            return seconds
        return PUSHED_SECONDS if self._listener.open else min(seconds, POLL_SECONDS)

    def _reached(self) -> None:
        was_away = self._contact in {Contact.AWAY, Contact.REVOKED}
        self._contact = Contact.POLL
        self._pulse.well(Trouble.OFFICE_AWAY)
        self._pulse.well(Trouble.REVOKED)
        if was_away:
            self._listener.hurry()
            for callback in self._back:
                callback()

    def _pushed(self, serial: int) -> None:
        policy = self._current.policy
        if policy is None or serial != policy.head.serial:
            self.wake()

    def _look(self) -> None:
        """What can be said of bundle and outbox by themselves."""
        age = self._current.age(time.time())
        for trouble, so in (
            (Trouble.NO_BUNDLE, age is None),
            (Trouble.OLD_BUNDLE, age is not None and age > DAY),
            (Trouble.FELL_BACK, self._current.fell_back),
            (Trouble.OUTBOX_FULL, self._outbox.full),
            (Trouble.OUTBOX_DAMAGED, self._outbox.set_aside),
        ):
            (self._pulse.trouble if so else self._pulse.well)(trouble)
