"""Answers that tell who is in which room, who wrote, who invites, and who the tutor is.

`m.direct` (account data) is not read: it is what a client remembers, not who is there, and somebody who left long ago
would make a one-to-one look like a group.
"""

import msgspec

from policy import formats
from policy.activity import FollowReceived
from policy.adapter import AdapterDrift, Exchange, Findings
from policy.platforms.matrix.rooms import Event, Room, accounts, members, received
from policy.platforms.matrix.sending import CLIENT, NewRoom, people
from policy.platforms.matrix.site import invitation, platform
from policy.sighting import SelfSeen, ThreadSeen


class Events(msgspec.Struct, frozen=True):
    events: tuple[Event, ...] = ()


class Summary(msgspec.Struct, frozen=True):
    heroes: tuple[str, ...] = msgspec.field(default=(), name="m.heroes")
    joined: int | None = msgspec.field(default=None, name="m.joined_member_count")
    invited: int = msgspec.field(default=0, name="m.invited_member_count")


class Joined(msgspec.Struct, frozen=True):
    state: Events = Events()
    state_after: Events = Events()
    unstable_state_after: Events = msgspec.field(default=Events(), name="org.matrix.msc4222.state_after")
    timeline: Events = Events()
    summary: Summary = Summary()

    def room(self, name: str) -> Room:
        events = (*self.state.events, *self.state_after.events, *self.unstable_state_after.events, *self.timeline.events)
        count = -1 if self.summary.joined is None else self.summary.joined + self.summary.invited
        whole = any(event.type == "m.room.create" for event in events)
        return Room(name, events, self.summary.heroes, count, whole)


class Invited(msgspec.Struct, frozen=True):
    invite_state: Events = Events()


class Rooms(msgspec.Struct, frozen=True):
    join: dict[str, Joined] = {}
    invite: dict[str, Invited] = {}


class Sync(msgspec.Struct, frozen=True):
    rooms: Rooms = Rooms()


@platform.on_answer("GET", f"{CLIENT}/sync")
def sync(exchange: Exchange, **_: str) -> Findings:
    rooms = exchange.answer_json(Sync).rooms
    for name, invited in rooms.invite.items():
        yield from inviter(name, invited.invite_state.events)
    for name, joined in rooms.join.items():
        room = joined.room(name)
        yield from members(room)
        if not room.public:
            yield from received(name, joined.timeline.events)
    for name in asked_about(exchange) - rooms.invite.keys():
        yield ThreadSeen(invitation(name), (), complete=False, public=True)


class RoomFilter(msgspec.Struct, frozen=True):
    rooms: tuple[str, ...] = ()


class Filter(msgspec.Struct, frozen=True):
    room: RoomFilter = RoomFilter()


def asked_about(exchange: Exchange) -> set[str]:
    """The rooms named in a first sync's filter. Whichever is not among the invitations of the answer stands open to the
    tutor: entering it accepts nobody.
    """
    query = exchange.parameters()
    if exchange.status != 200 or "since" in query:
        return set()
    try:
        return set(formats.json(query.get("filter", ""), Filter).room.rooms)
    except AdapterDrift:  # the number of a filter that was stored before
        return set()


def inviter(room: str, events: tuple[Event, ...]) -> Findings:
    """The tutor's own server adds the invitation itself as the last event; those before it came from the inviter."""
    invites = [event for event in events if event.membership == "invite"]
    if invites and (sender := platform.seen(invites[-1].sender)):
        yield ThreadSeen(invitation(room), (sender,))
        yield ThreadSeen(platform.thread(room), (sender,), complete=False)
        yield FollowReceived(people=(sender,), threads=(invitation(room),), message=room)


class Hero(msgspec.Struct, frozen=True):
    user_id: str = ""


class SlidingRoom(msgspec.Struct, frozen=True):
    heroes: tuple[Hero, ...] | None = ()
    joined_count: int | None = None
    invited_count: int | None = 0
    required_state: tuple[Event, ...] = ()
    timeline: tuple[Event, ...] = ()
    invite_state: tuple[Event, ...] = ()
    stripped_state: tuple[Event, ...] = ()

    def room(self, name: str) -> Room:
        count = -1 if self.joined_count is None else self.joined_count + (self.invited_count or 0)
        heroes = tuple(hero.user_id for hero in self.heroes or ())
        return Room(name, (*self.required_state, *self.timeline), heroes, count)


class SlidingSync(msgspec.Struct, frozen=True):
    rooms: dict[str, SlidingRoom] = {}


@platform.on_answer("POST", "/_matrix/client/unstable/{feature}/sync")
@platform.on_answer("POST", f"{CLIENT}/sync")
def sliding_sync(exchange: Exchange, **_: str) -> Findings:
    for name, sliding in exchange.answer_json(SlidingSync).rooms.items():
        if stripped := sliding.invite_state or sliding.stripped_state:
            yield from inviter(name, stripped)
            continue
        room = sliding.room(name)
        yield from members(room)
        if not room.public:
            yield from received(name, sliding.timeline)


class Chunk(msgspec.Struct, frozen=True):
    chunk: tuple[Event, ...] = ()


@platform.on_answer("GET", f"{CLIENT}/rooms/{{room}}/members")
def listed(exchange: Exchange, room: str, **_: str) -> Findings:
    """All members, unless the client asked for some of them only."""
    whole = not exchange.parameters().keys() & {"membership", "at"}
    yield from members(Room(room, exchange.answer_json(Chunk).chunk, whole=whole))


class JoinedMembers(msgspec.Struct, frozen=True):
    joined: dict[str, msgspec.Raw] = {}


@platform.on_answer("GET", f"{CLIENT}/rooms/{{room}}/joined_members")
def joined(exchange: Exchange, room: str, **_: str) -> Findings:
    """Not complete: whoever is invited and has not answered yet is left out."""
    if names := tuple(exchange.answer_json(JoinedMembers).joined):
        yield ThreadSeen(platform.thread(room), accounts(names), complete=False, with_tutor=True)


@platform.on_answer("GET", f"{CLIENT}/rooms/{{room}}/messages")
def history(exchange: Exchange, room: str, **_: str) -> Findings:
    yield from received(room, exchange.answer_json(Chunk).chunk)


class Created(msgspec.Struct, frozen=True):
    room_id: str = ""


@platform.on_answer("POST", f"{CLIENT}/createRoom")
def created(exchange: Exchange, **_: str) -> Findings:
    if room := exchange.answer_json(Created).room_id:
        yield ThreadSeen(platform.thread(room), people(exchange.json(NewRoom).invite))


class Identity(msgspec.Struct, frozen=True):
    user_id: str = ""


@platform.on_answer("GET", f"{CLIENT}/account/whoami")
@platform.on_answer("POST", f"{CLIENT}/login")
@platform.on_answer("POST", f"{CLIENT}/register")
def identity(exchange: Exchange, **_: str) -> Findings:
    if own := platform.seen(exchange.answer_json(Identity).user_id):
        yield SelfSeen(own)


@platform.on_answer("*", f"{CLIENT}/user/{{me}}/{{rest...}}")
def own_settings(exchange: Exchange, me: str, **_: str) -> Findings:
    """A server gives nobody the settings of somebody else."""
    if exchange.status == 200 and (own := platform.seen(me)):
        yield SelfSeen(own)
