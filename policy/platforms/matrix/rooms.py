"""A room's events and counts, made into what they say about its members.

The content of events is written by users, so that anybody in a room could put a wrong type there: it is read
leniently, lest one member blind the guard to all the others. What the server writes is read strictly.
"""

from collections.abc import Iterator, Sequence

import msgspec

from policy import formats
from policy.account import Account
from policy.activity import MessageReceived
from policy.adapter import AdapterDrift, Findings
from policy.platforms.matrix.site import platform
from policy.sighting import ThreadLeft, ThreadSeen

MANY = 100  # members; from here on a room is a public place
PRESENT = {"join", "invite"}  # who is invited reads what was written as soon as they accept
SPOKEN = {
    "m.room.message",
    "m.room.encrypted",
    "m.sticker",
    "m.call.invite",
    "m.poll.start",
    "org.matrix.msc3381.poll.start",
}


class Content(msgspec.Struct, frozen=True):
    membership: object = None
    additional_creators: object = None


class Event(msgspec.Struct, frozen=True):
    type: str
    sender: str = ""
    state_key: str | None = None
    event_id: str = ""
    origin_server_ts: object = 0
    content: msgspec.Raw = msgspec.Raw(b"{}")

    def read(self) -> Content:
        try:
            return formats.json(self.content, Content)
        except AdapterDrift:
            return Content()

    @property
    def membership(self) -> str:
        """What a member event says; nothing for any other."""
        said = self.read().membership if self.type == "m.room.member" and self.state_key else None
        return said if isinstance(said, str) else ""


class Room(msgspec.Struct, frozen=True):
    """What one answer says of a room. `count`: members joined and invited, -1 unknown; `heroes`: some or all of them
    without the tutor; `whole`: the events hold the room's state from its creation.
    """

    name: str
    events: tuple[Event, ...]
    heroes: tuple[str, ...] = ()
    count: int = -1
    whole: bool = False

    @property
    def present(self) -> list[str]:
        return memberships(self.events, PRESENT)

    @property
    def public(self) -> bool:
        return self.count > MANY or len(self.present) > MANY


def memberships(events: Sequence[Event], wanted: set[str]) -> list[str]:
    """The users whose last membership among the events, which are in order, is one of those wanted."""
    last = {event.state_key: membership for event in events if event.state_key and (membership := event.membership)}
    return [user for user, membership in last.items() if membership in wanted]


def members(room: Room) -> Findings:
    """Who is in the room, as far as the answer tells, and who has left it."""
    thread = platform.thread(room.name)
    if room.public:
        yield ThreadSeen(thread, (), complete=False, public=True)
        return
    present = room.present
    if _all_there(room, present):
        yield ThreadSeen(thread, accounts(present), with_tutor=True)
    elif room.heroes and 0 < room.count <= len(room.heroes) + 1:
        yield ThreadSeen(thread, accounts(room.heroes))
    else:
        if some := accounts((*present, *room.heroes, *_creators(room.events))):
            yield ThreadSeen(thread, some, complete=False, with_tutor=True)
        for left in accounts(memberships(room.events, {"leave", "ban"})):
            yield ThreadLeft(thread, left)


def _all_there(room: Room, present: Sequence[str]) -> bool:
    if room.count >= 0:
        return len(present) >= room.count
    return room.whole and bool(present)


def _creators(events: Sequence[Event]) -> Iterator[str]:
    """Room version 12 names the other person of a direct room in its first event already."""
    for event in events:
        if event.type == "m.room.create":
            named = event.read().additional_creators
            yield from (name for name in named if isinstance(name, str)) if isinstance(named, list) else ()


def accounts(names: Sequence[str]) -> tuple[Account, ...]:
    return tuple(dict.fromkeys(account for name in names if (account := platform.seen(name))))


def received(room: str, events: Sequence[Event]) -> Findings:
    """The messages among the events, the tutor's own too: whoever asks knows who the tutor is."""
    for event in events:
        if event.type in SPOKEN and event.state_key is None and (sender := platform.seen(event.sender)):
            sent = event.origin_server_ts
            at = sent / 1000 if isinstance(sent, int) else 0.0
            yield MessageReceived(people=(sender,), threads=(platform.thread(room),), message=event.event_id, at=at)
