"""Does what the sync state machine says: sends its questions, applies changes, keeps the outbox and the pulse in step."""

import time
from collections import deque
from collections.abc import Awaitable, Callable

import msgspec

from policy import sync
from policy.bundle import Bundle, BundleRejected, Delta, Policy
from policy.sync import Ask, Command, Due, Forget, Report, Settled, Stage, Take, Told, Wait
from policy.wire import Changes, EventsHeld, Held, Ledger, Preflight, Preflighted
from proxy_addons.current import Current
from proxy_addons.letters import empty
from proxy_addons.office import Office, OfficeAway, Unreadable
from proxy_addons.oracle import CannotCheck
from proxy_addons.outbox import Outbox
from proxy_addons.pulse import Pulse, Trouble

KEPT = 100
NOT_TAKEN = {400, 413, 422}  # the office answers and does not take it as it is: another version, or a defect
type Renew = Callable[[Policy], Awaitable[None]]


class Sent(msgspec.Struct, frozen=True):
    """Something that went to the office besides the outbox's entries: verbatim, as JSON."""

    at: float
    what: str
    text: str


async def nobody_known(_: Policy) -> None:
    """The renewal of a device that remembers nobody."""


class Conversation:
    """One after another, never two at once.

    `renew` asks for all known people under a new epoch. `away`: why the last conversation broke off, if it did.
    `recent`: what was sent, the newest last.
    """

    def __init__(self, office: Office, current: Current, outbox: Outbox, pulse: Pulse, *, version: str = "") -> None:
        self.renew: Renew = nobody_known
        self.away: OfficeAway | None = None
        self.recent: deque[Sent] = deque(maxlen=KEPT)
        self._office = office
        self._current = current
        self._outbox = outbox
        self._pulse = pulse
        self._version = version
        self._device = sync.Device()

    @property
    def doubtful(self) -> bool:
        """Was the last change refused?"""
        return self._device.clean

    async def hold(self) -> float:
        """Hold one; returns the seconds until the next is due."""
        self.away = None
        self._device.receive(sync.Failed())  # ends one that was broken off by a cancellation or a full disk
        says: deque[Command] = deque(self._device.receive(Due(self._held().serial)))
        while says:
            match says.popleft():
                case Ask() as ask:
                    says.extend(self._device.receive(await self._asked(ask)))
                case Take(change):
                    says.extend(self._device.receive(await self._taken(change)))
                case Forget(keys):
                    self._outbox.forget(keys)
                    self._pulse.well(Trouble.NOT_TAKEN)
                case Report(why):
                    self._pulse.trouble(Trouble.REFUSED_BUNDLE)
                    self._pulse.report("bundle refused", "", why)
                case Settled():
                    self._current.confirmed()
                    self._pulse.well(Trouble.REFUSED_BUNDLE)
                case Wait(seconds):
                    return seconds
        raise AssertionError("a conversation ends with Wait")

    def note(self, what: str, message: msgspec.Struct) -> None:
        """Keep for the tutor to see what is being sent."""
        self.recent.append(Sent(time.time(), what, msgspec.json.encode(message).decode()))

    async def _asked(self, ask: Ask) -> Told:
        try:
            return await self._answer(ask)
        except OfficeAway as error:
            if ask.stage is Stage.CHANGES and isinstance(error, Unreadable):
                return sync.Rejected("torn")
            if ask.stage is Stage.EVENTS and error.status in NOT_TAKEN:
                self._pulse.trouble(Trouble.NOT_TAKEN)
                return EventsHeld(keys=())  # they are kept; the list of pupils must not wait for them
            self.away = error
            return sync.Failed()

    async def _answer(self, ask: Ask) -> Told:
        match ask.stage:
            case Stage.PREFLIGHT:
                question = self._preflight(clean=ask.clean)
                self.note("preflight", question)
                return await self._office.post("preflight", question, Preflighted)
            case Stage.EVENTS:
                events = self._outbox.batch()
                if empty(events):
                    return EventsHeld(keys=())
                return await self._office.post("events", events, EventsHeld)
            case Stage.CHANGES:
                return await self._office.get("changes", {"cursor": ask.cursor}, Changes)
            case _:
                held = self._held()
                self.note("postflight", held)
                return await self._office.post("postflight", held, Ledger)

    async def _taken(self, change: Bundle | Delta) -> Told:
        try:
            self._current.offer(change)
        except BundleRejected as error:
            return sync.Rejected(error.why)
        if self._current.staged:
            try:
                await self.renew(self._current.staged)
            except CannotCheck as error:  # the answers so far are kept; the next conversation goes on from there
                self.away = OfficeAway(error.why, retry_after=error.retry_after)
                return sync.Failed()
            self._current.switch()
        return sync.Taken(self._held().serial)

    def _preflight(self, *, clean: bool) -> Preflight:
        held = self._held()
        return Preflight(
            version=self._version,
            serial=held.serial,
            epoch=held.epoch,
            digest=held.digest,
            clean=clean,
            state=self._pulse.state,
            not_watching=tuple(self._pulse.not_watching),
        )

    def _held(self) -> Held:
        if (policy := self._current.policy) is None:
            return Held(serial=0, epoch=0, digest=b"")
        return Held(serial=policy.head.serial, epoch=policy.head.epoch, digest=policy.head.digest)
