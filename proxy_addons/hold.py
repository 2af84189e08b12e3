"""What is asked when a request is held, and the ways in which it ends."""

from enum import StrEnum
from typing import TypedDict

import msgspec


class Asked(TypedDict):
    """What a question says; it names nobody. No standing: it could not be checked."""

    platform: str
    act: str
    clause: str | None
    standing: str | None
    notice: str


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """A question that waits for its answer. Times in Unix seconds. `ahead`: a page asked before anything was requested."""

    id: str
    platform: str
    act: str
    clause: str | None
    standing: str | None
    notice: str
    asked_at: float
    expires_at: float
    ahead: bool = False


class Continued(msgspec.Struct, frozen=True):
    """The tutor wants it sent, and says why. `written`: that was written down when it was answered, ahead of the request."""

    reason: str
    written: bool = False


class Cancelled(msgspec.Struct, frozen=True):
    """The tutor thought better of it, or another request of the same act was the one let through."""


class Expired(msgspec.Struct, frozen=True):
    """Nobody answered in time."""


class Gone(msgspec.Struct, frozen=True):
    """The app that asked has hung up; whatever is answered now, nothing is sent."""


type Answer = Continued | Cancelled | Expired | Gone


class Decision(StrEnum):
    """What a person can answer."""

    CONTINUE = "continue"
    CANCEL = "cancel"


class Fate(StrEnum):
    """What an answer led to."""

    USED = "used"
    KEPT = "kept"  # the app had hung up: the same act, tried again soon, uses the answer


class NoSuchHold(LookupError):
    """There is nothing with that id to answer: it never was, or its time is over."""

    def __init__(self) -> None:
        super().__init__("no such hold is open; it may have been answered already, or its time is over")
