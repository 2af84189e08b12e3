"""What a person did, as far as the policy cares: facts in the past tense, without a word of what was said."""

from enum import StrEnum

import msgspec

from policy.account import Account


class Medium(StrEnum):
    """How a one-to-one contact was made; shown to people, never decisive."""

    TEXT = "text"
    MEDIA = "media"
    SHARE = "share"
    REACTION = "reaction"
    STORY_REPLY = "story reply"
    CALL = "call"
    OPENED = "conversation opened"


class Thread(msgspec.Struct, frozen=True):
    """A conversation by every id that names it on the wire (a platform may use several for one)."""

    platform: str
    ids: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(f"{self.platform}:thread:{name}" for name in self.ids)


class Act(msgspec.Struct, frozen=True, tag=True, omit_defaults=True, kw_only=True):
    """What every activity has: the people on the other side, when the request named them, and the thread it went to.

    `people` never holds the tutor. `threads` are several when one request sends a copy to each of them.
    """

    people: tuple[Account, ...] = ()
    threads: tuple[Thread, ...] = ()


class MessageSent(Act, frozen=True, kw_only=True):
    """Something was sent to `people` together (one group), or into `threads`; `apart`: to each of them a copy of his own."""

    medium: Medium = Medium.TEXT
    apart: bool = False


class MessageRequestAccepted(Act, frozen=True, kw_only=True):
    """The tutor opened the door to somebody who had asked to write."""


class FollowRequested(Act, frozen=True, kw_only=True):
    """The tutor asked to follow, befriend, subscribe or connect."""


class FollowAccepted(Act, frozen=True, kw_only=True):
    """The tutor accepted somebody's request to follow, befriend or connect."""


class MessageReceived(Act, frozen=True, kw_only=True):
    """A message from `people[0]` was seen; `message` is its id on the platform, `at` its Unix time in seconds (0 unknown)."""

    message: str = ""
    at: float = 0.0


class FollowReceived(Act, frozen=True, kw_only=True):
    """A request to follow, befriend or chat from `people[0]` was seen; `message` names the request, to count it once."""

    message: str = ""
    at: float = 0.0


type Outgoing = MessageSent | MessageRequestAccepted | FollowRequested | FollowAccepted
type Incoming = MessageReceived | FollowReceived
type Activity = Outgoing | Incoming

ACTS: dict[type[Act], str] = {  # the words of the loopback and office APIs
    MessageSent: "message",
    MessageRequestAccepted: "accept message request",
    FollowRequested: "follow",
    FollowAccepted: "accept follow request",
    MessageReceived: "message received",
    FollowReceived: "follow request received",
}


def act(activity: Activity) -> str:
    """The activity in a word or three, for lists and pages."""
    if isinstance(activity, MessageSent) and activity.medium is Medium.CALL:
        return "call"
    return ACTS[type(activity)]
