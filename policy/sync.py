"""The sync conversation as data, for both ends: preflight, events, changes, postflight (design 4.5).

The device's end is a state machine without I/O. It is told what happened and says what to do next:

    told   Due, the office's answers (wire.py), Taken | Rejected (what became of a change), Failed (no answer)
    says   Ask (send the question of that stage), Take (verify and apply), Forget, Report, Settled, Wait

Three rules make it converge whatever is lost, repeated or late. An answer that was not asked for is ignored. Whatever goes
wrong ends the conversation, and the next one starts from what is *held*, not from what was sent. A change that was refused
leaves the last good bundle in force, is reported, and a whole bundle is asked for from then on.

Events go before changes, so that a bundle that cannot be applied never delays a report. The office's end is three functions.
"""

import re
from enum import StrEnum

import msgspec

from policy.bundle import Bundle, Delta, Head
from policy.wire import Changes, EventsHeld, Ledger, Preflight, Preflighted

FIRST_RETRY = 1.0
LONGEST_RETRY = 30.0  # while the office does not answer
CLEAN_RETRY = 5.0  # after a refused change
LONGEST_CLEAN = 300.0
MAX_ROUNDS = 50  # batches of events in one conversation
CURSOR = re.compile(r"([0-9]{1,15})-[0-9]{1,15}")


class Stage(StrEnum):
    IDLE = "idle"
    PREFLIGHT = "preflight"
    EVENTS = "events"
    CHANGES = "changes"
    TAKING = "taking"
    POSTFLIGHT = "postflight"


class Due(msgspec.Struct, frozen=True):
    """It is time to sync. `serial`: of the bundle in force, 0 for none."""

    serial: int


class Taken(msgspec.Struct, frozen=True):
    """The change is in force. `serial`: of the bundle that is in force now."""

    serial: int


class Rejected(msgspec.Struct, frozen=True):
    """The change may not come into force (BundleRejected's `why`), or could not even be read."""

    why: str


class Failed(msgspec.Struct, frozen=True):
    """There was no usable answer."""


type Told = Due | Preflighted | EventsHeld | Changes | Taken | Rejected | Ledger | Failed


class Ask(msgspec.Struct, frozen=True):
    """Send this stage's question. EVENTS with nothing to send is answered by EventsHeld(()) without a request."""

    stage: Stage
    clean: bool = False
    cursor: str = ""


class Take(msgspec.Struct, frozen=True):
    change: Delta | Bundle


class Forget(msgspec.Struct, frozen=True):
    keys: tuple[str, ...]


class Report(msgspec.Struct, frozen=True):
    """Tell tutor and office that a change was refused. `why`: BundleRejected's word, or "ledger"."""

    why: str


class Settled(msgspec.Struct, frozen=True):
    """The newest is in force."""


class Wait(msgspec.Struct, frozen=True):
    """The conversation is over; the next is due after so many seconds, or when there is news."""

    seconds: float


type Command = Ask | Take | Forget | Report | Settled | Wait


class Device:
    """The device's end. `clean`: it does not trust deltas now and asks for whole bundles."""

    def __init__(self) -> None:
        self.stage = Stage.IDLE
        self.clean = False
        self._serial = 0
        self._found = Preflighted(serial=0)
        self._rounds = 0
        self._failures = 0
        self._refusals = 0

    def receive(self, told: Told) -> tuple[Command, ...]:
        """What to do now that this has happened."""
        says: tuple[Command, ...] = ()
        match self.stage, told:
            case Stage.IDLE, Due():
                says = self._due(told)
            case Stage.PREFLIGHT, Preflighted():
                says = self._preflighted(told)
            case Stage.EVENTS, EventsHeld():
                says = self._events_held(told)
            case Stage.CHANGES, Changes():
                says = self._changes(told)
            case Stage.TAKING, Taken():
                says = self._taken(told.serial)
            case ((Stage.CHANGES | Stage.TAKING), Rejected()):
                says = self._refused(told.why)
            case Stage.POSTFLIGHT, Ledger():
                says = self._settled() if told.agrees else self._refused("ledger")
            case stage, Failed() if stage is not Stage.IDLE:
                says = self._failed()
        return says

    def _due(self, told: Due) -> tuple[Command, ...]:
        self._serial, self._rounds = told.serial, 0
        return self._ask(Stage.PREFLIGHT)

    def _ask(self, stage: Stage) -> tuple[Command, ...]:
        self.stage = stage
        return (Ask(stage, self.clean, self._found.cursor if stage is Stage.CHANGES else ""),)

    def _preflighted(self, answer: Preflighted) -> tuple[Command, ...]:
        self._found = answer
        return self._ask(Stage.EVENTS)

    def _events_held(self, answer: EventsHeld) -> tuple[Command, ...]:
        self._rounds += 1
        if answer.keys and self._rounds < MAX_ROUNDS:
            return (Forget(answer.keys), *self._ask(Stage.EVENTS))
        forget = (Forget(answer.keys),) if answer.keys else ()
        if self._found.serial < self._serial:  # the office was restored from an older backup
            return forget + self._refused("older")
        return forget + (self._ask(Stage.CHANGES) if self._found.cursor else self._settled())

    def _changes(self, answer: Changes) -> tuple[Command, ...]:
        change = answer.bundle or answer.delta
        if change is None:
            return self._taken(self._serial)
        self.stage = Stage.TAKING
        return (Take(change),)

    def _taken(self, serial: int) -> tuple[Command, ...]:
        if serial < self._found.serial:  # genuine, but not what was announced: something between us remembers old answers
            return self._refused("older")
        return self._ask(Stage.POSTFLIGHT)

    def _settled(self) -> tuple[Command, ...]:
        self.clean, self._failures, self._refusals = False, 0, 0
        return (Settled(), self._wait(self._found.poll))

    def _refused(self, why: str) -> tuple[Command, ...]:
        self.clean, self._failures = True, 0
        self._refusals += 1
        return (Report(why), self._wait(min(LONGEST_CLEAN, CLEAN_RETRY * 2 ** min(self._refusals - 1, 10))))

    def _failed(self) -> tuple[Command, ...]:
        self._failures += 1
        return (self._wait(min(LONGEST_RETRY, FIRST_RETRY * 2 ** min(self._failures - 1, 10))),)

    def _wait(self, seconds: float) -> Wait:
        self.stage = Stage.IDLE
        return Wait(seconds)


def up_to_date(said: Preflight, newest: Head) -> bool:
    """The office's end: is there nothing new for a device that says this?"""
    return not said.clean and (said.serial, said.digest) == (newest.serial, newest.digest)


def cursor(said: Preflight, newest: Head, digest: bytes | None) -> str:
    """Where its changes start. `digest`: of what the office published under the serial that the device names, if anything."""
    known = not said.clean and bool(said.digest) and said.digest == digest
    return f"{said.serial if known else 0}-{newest.serial}"


def base(cursor: str) -> int:
    """The serial that a cursor starts from; 0 asks for a whole bundle. Raises ValueError for what is no cursor of ours."""
    if found := CURSOR.fullmatch(cursor):
        return int(found[1])
    raise ValueError("not a cursor of this office")
