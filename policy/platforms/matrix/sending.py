"""Requests by which a tutor writes to somebody, calls, invites or accepts an invitation.

Not sends: redactions (they take something back), receipts, typing, keys, and what an ended call has to say. Entering
by alias (`#room:host`) is no acceptance: who is invited is invited to a room id, and aliases lead to public rooms.
"""

import msgspec

from policy.account import Account
from policy.activity import Medium, MessageRequestAccepted, MessageSent
from policy.adapter import Exchange, Findings
from policy.platforms.matrix.site import invitation, platform

CLIENT = "/_matrix/client/{version}"
QUIET = (
    "m.room.redaction",
    "m.call.candidates",
    "m.call.hangup",
    "m.call.negotiate",
    "m.call.reject",
    "m.call.select_answer",
    "m.key.verification.",
)
MEDIA = {
    "m.sticker": Medium.MEDIA,
    "m.reaction": Medium.REACTION,
    "m.poll.response": Medium.REACTION,
    "org.matrix.msc3381.poll.response": Medium.REACTION,
    "m.call.invite": Medium.CALL,
    "m.call.answer": Medium.CALL,
    "org.matrix.msc4075.rtc.notification": Medium.CALL,
    "m.rtc.notification": Medium.CALL,
}


class NewRoom(msgspec.Struct, frozen=True):
    invite: tuple[str, ...] = ()


class Invitation(msgspec.Struct, frozen=True):
    user_id: str = ""  # none when an e-mail address is invited


class Membership(msgspec.Struct, frozen=True):
    membership: str = ""


def people(names: tuple[str, ...]) -> tuple[Account, ...]:
    return tuple(account for name in names if (account := platform.seen(name)))


@platform.on("POST", f"{CLIENT}/createRoom")
def create(exchange: Exchange, **_: str) -> Findings:
    if invited := people(exchange.json(NewRoom).invite):
        yield MessageSent(people=invited, medium=Medium.OPENED)


@platform.on("POST", f"{CLIENT}/rooms/{{room}}/invite")
def invite(exchange: Exchange, room: str, **_: str) -> Findings:
    """Into a room where the tutor is alone, it opens a one-to-one; the directory knows who is there already."""
    if invited := people((exchange.json(Invitation).user_id,)):
        yield MessageSent(people=invited, threads=(platform.thread(room),), medium=Medium.OPENED)


@platform.on("PUT", f"{CLIENT}/rooms/{{room}}/state/m.room.member/{{user}}")
def invite_by_state(exchange: Exchange, room: str, user: str, **_: str) -> Findings:
    if exchange.json(Membership).membership == "invite" and (invited := people((user,))):
        yield MessageSent(people=invited, threads=(platform.thread(room),), medium=Medium.OPENED)


@platform.on("PUT", f"{CLIENT}/rooms/{{room}}/state/m.call.member/{{key}}")
@platform.on("PUT", f"{CLIENT}/rooms/{{room}}/state/org.matrix.msc3401.call.member/{{key}}")
def join_call(exchange: Exchange, room: str, **_: str) -> Findings:
    """Element's calls are a state event; an empty one leaves the call."""
    if exchange.json(dict[str, msgspec.Raw]):
        yield MessageSent(threads=(platform.thread(room),), medium=Medium.CALL)


@platform.on("PUT", f"{CLIENT}/rooms/{{room}}/send/{{kind}}/{{transaction}}", body=False)
def send(_exchange: Exchange, room: str, kind: str, **_: str) -> Findings:
    """Any type of event may carry a message (`m.room.encrypted` carries most of them)."""
    if not kind.startswith(QUIET):
        yield MessageSent(threads=(platform.thread(room),), medium=MEDIA.get(kind, Medium.TEXT))


@platform.on("POST", f"{CLIENT}/join/{{room}}", body=False)
@platform.on("POST", f"{CLIENT}/knock/{{room}}", body=False)
@platform.on("POST", f"{CLIENT}/rooms/{{room}}/join", body=False)
def enter(_exchange: Exchange, room: str, **_: str) -> Findings:
    if not room.startswith("#"):
        yield MessageRequestAccepted(threads=(invitation(room),))
