"""What the device is doing now, in words that the status page, `status --json` and the office's preflight share.

Everybody reports here; nothing here decides anything. Words that may leave the device come from the fixed lists below,
never from traffic.
"""

import secrets
import time
from collections import Counter
from collections.abc import Callable
from enum import StrEnum

import msgspec

from policy.incident import Health

HOUR = 3600
GOOD = 5  # readings of a kind, after one that failed, until it counts as watched again
CALM_SECONDS = 600.0  # of work without a failure, until a failed hook is over


class State(StrEnum):
    WATCHING = "watching"
    DEGRADED = "degraded"
    CANNOT_CHECK = "cannot-check"


class Trouble(StrEnum):
    """What can be wrong with the device as a whole; the value is what the tutor reads."""

    NO_BUNDLE = "no list of pupils yet: every one-to-one message is held"
    OFFICE_AWAY = "the office cannot be reached: people never seen before are held"
    LOOKUPS_USED = "today's look-ups of new people are used up: people never seen before are held"
    OLD_BUNDLE = "the list of pupils was last confirmed more than a day ago"
    REFUSED_BUNDLE = "the office's last answer was refused; the last good list stays in force"
    REFUSED_PACK = "the office's newest lists of harmful sites were refused; the last good ones stay in use"
    FELL_BACK = "the newest list on this disk is damaged; the one before it is in force"
    OUTBOX_FULL = "many reports wait for the office; identical ones are sent as counts"
    OUTBOX_DAMAGED = "reports that waited for the office were damaged on this disk; they did not reach it"
    NOT_TAKEN = "the office does not take this device's reports; they are kept. Please tell its operator"
    DISK = "this computer's disk cannot be written: reports and the list of pupils cannot be kept up to date"
    REVOKED = "the office does not know this device any more; please ask for a new enrolment code"
    HOOK_FAILED = "a part of the guard failed; what it could not check was refused"


BLIND = {Trouble.NO_BUNDLE}  # with these nothing can be decided; all others only make it worse


class Unseen(msgspec.Struct, frozen=True):
    """Something that is not watched: why, and since when (Unix seconds)."""

    why: str
    since: float


class Pulse:
    """State, troubles, what is not watched, and counts. `tell` takes what the office should know (Outbox.health)."""

    def __init__(self, tell: Callable[[Health], None] = lambda _: None, clock: Callable[[], float] = time.time) -> None:
        self._tell = tell
        self._clock = clock
        self.since = clock()
        self.troubles: dict[Trouble, float] = {}
        self.unseen: dict[str, Unseen] = {}
        self._drifting: dict[str, dict[str, int]] = {}  # platform → place → how often it was understood since
        self._failed_at = 0.0
        self.counts: Counter[str] = Counter()
        self._untold: Counter[tuple[str, str, str]] = Counter()
        self._told_at: dict[tuple[str, str, str], float] = {}
        self._watchers: list[Callable[[], None]] = []

    def subscribe(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Be called whenever the state or a reason for it changes; returns what ends the subscription."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    # -- read ------------------------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        if BLIND & self.troubles.keys():
            return State.CANNOT_CHECK
        return State.DEGRADED if self.troubles or self.unseen else State.WATCHING

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the state is not `watching`, one sentence each."""
        return (*(str(trouble) for trouble in self.troubles), *(f"not watching {what}: {why}" for what, why in self.blind()))

    @property
    def not_watching(self) -> dict[str, str]:
        """Platform, host or program → why."""
        return dict(self.blind())

    def blind(self) -> list[tuple[str, str]]:
        return [(what, entry.why) for what, entry in sorted(self.unseen.items())]

    # -- the device as a whole -------------------------------------------------------------------------------------

    def trouble(self, what: Trouble) -> None:
        """It is so from now on, until `well` says that it is over."""
        if what not in self.troubles:
            self.troubles[what] = self._clock()
            self._changed()

    def well(self, what: Trouble) -> None:
        if self.troubles.pop(what, None) is not None:
            self._changed()

    # -- what is not seen ------------------------------------------------------------------------------------------

    def not_seeing(self, what: str, why: str) -> None:
        """`what` (a platform, host or program) is not watched. Whether the office is told is the caller's affair (`report`)."""
        if what not in self.unseen:
            self.unseen[what] = Unseen(why, self._clock())
            self._changed()

    def seeing(self, what: str) -> None:
        """It is watched again."""
        if self.unseen.pop(what, None):
            self._changed()

    # -- counts ----------------------------------------------------------------------------------------------------

    def drift(self, platform: str, what: str = "payload", place: str = "") -> None:
        """A payload on a route that matters could not be read. `what`: a word of the adapter's, never of the traffic; `place`:
        where, so that it is known when it is read again.
        """
        self.counts["drift"] += 1
        self._drifting.setdefault(platform, {})[place] = 0
        self.not_seeing(platform, "the site has changed; some of its requests cannot be read")
        self.report("drift", platform, what)

    def drifting(self, platform: str) -> bool:
        return platform in self._drifting

    def understood(self, platform: str, place: str) -> None:
        """Something was read there. After some of them in a row it is watched again."""
        places = self._drifting.get(platform, {})
        if place in places:
            places[place] += 1
            if places[place] >= GOOD:
                self.over(platform, place)

    def over(self, platform: str, place: str) -> None:
        """What could not be read there is read again, or is no more."""
        places = self._drifting.get(platform, {})
        if places.pop(place, None) is not None and not places:
            del self._drifting[platform]
            self.seeing(platform)

    def failed(self, where: str) -> None:
        """A hook raised. `where`: its name in our own code."""
        self.counts["hook failed"] += 1
        self._failed_at = self._clock()
        self.trouble(Trouble.HOOK_FAILED)
        self.report("hook failed", "", where)

    def worked(self) -> None:
        """A hook did its work."""
        if self._failed_at and self._clock() - self._failed_at >= CALM_SECONDS:
            self._failed_at = 0.0
            self.well(Trouble.HOOK_FAILED)

    def hold_ended(self, how: str) -> None:
        """`how`: continued | cancelled | expired | gone. Good decisions are counted and never listed (design 4.7a)."""
        self.counts[f"hold {how}"] += 1
        self.report("holds", "", how)

    def counted(self, what: str, times: int = 1) -> None:
        """A count for the status page alone."""
        self.counts[what] += times

    def report(self, kind: str, platform: str, detail: str, times: int = 1) -> None:
        """Tell the office, the same thing at most once an hour, with a count of what came in between."""
        what = (kind, platform, detail)
        self._untold[what] += times
        now = self._clock()
        if now - self._told_at.get(what, -HOUR) >= HOUR:
            self._told_at[what] = now
            count = self._untold.pop(what)
            self._tell(Health(key=secrets.token_hex(16), kind=kind, platform=platform, detail=detail, at=int(now), count=count))

    def flush(self) -> None:
        """Tell the office what was only counted so far: called now and then, and before the guard stops."""
        now = int(self._clock())
        for (kind, platform, detail), count in self._untold.items():
            self._tell(Health(key=secrets.token_hex(16), kind=kind, platform=platform, detail=detail, at=now, count=count))
        self._untold.clear()

    def _changed(self) -> None:
        self.since = self._clock()
        for watcher in tuple(self._watchers):
            watcher()
