"""The gateway: one socket by which Discord tells everything that happens, and the client what it looks at.

Messages are sent by REST, so hardly anything that the client says here matters: only that it enters a call (an
incoming one too), and which guild channel is open. Of the events, those of private channels and friends are read.
"""

from collections.abc import Callable

import msgspec

from policy import formats
from policy.activity import Medium, MessageSent
from policy.adapter import Findings, Frame
from policy.platforms.discord import codec
from policy.platforms.discord.shapes import (
    Channel,
    Message,
    Relationship,
    Snowflake,
    User,
    conversation,
    received,
    relationship,
)
from policy.platforms.discord.site import platform
from policy.sighting import PersonSeen, SelfSeen, ThreadLeft, ThreadSeen

NOTHING = msgspec.Raw(b"{}")
DISPATCH, VOICE_STATE, SUBSCRIBE, SUBSCRIBE_MANY = 0, 4, 14, 37


class Packet(msgspec.Struct, frozen=True):
    """`op` is a word on the sockets that log in by QR code."""

    op: int | str = -1
    t: str | None = None
    d: msgspec.Raw = NOTHING


class Ready(msgspec.Struct, frozen=True):
    user: User = User()
    users: tuple[User, ...] = ()
    private_channels: tuple[Channel, ...] = ()
    relationships: tuple[Relationship, ...] = ()


class Supplement(msgspec.Struct, frozen=True):
    lazy_private_channels: tuple[Channel, ...] = ()


class Recipient(msgspec.Struct, frozen=True):
    channel_id: Snowflake = ""
    user: User = User()


class VoiceState(msgspec.Struct, frozen=True):
    guild_id: Snowflake | None = None
    channel_id: Snowflake | None = None


class Subscription(msgspec.Struct, frozen=True):
    channels: dict[str, msgspec.Raw] | None = None


class Subscriptions(msgspec.Struct, frozen=True):
    subscriptions: dict[str, Subscription] = {}


@platform.on_frame("/", codec=codec.gateway)
def packet(frame: Frame) -> Findings:
    heard = formats.json(frame.content, Packet)
    if frame.from_client:
        yield from _told(heard)
    elif heard.op == DISPATCH and (read := EVENTS.get(heard.t or "")):
        yield from read(heard.d)


def _told(packet: Packet) -> Findings:
    """What the client says."""
    match packet.op:
        case int(op) if op == VOICE_STATE:
            voice = formats.json(packet.d, VoiceState)
            if voice.channel_id and not voice.guild_id:
                yield MessageSent(threads=(platform.thread(voice.channel_id),), medium=Medium.CALL)
        case int(op) if op == SUBSCRIBE:
            yield from _open_in_guild(formats.json(packet.d, Subscription))
        case int(op) if op == SUBSCRIBE_MANY:
            for subscription in formats.json(packet.d, Subscriptions).subscriptions.values():
                yield from _open_in_guild(subscription)


def _open_in_guild(subscription: Subscription) -> Findings:
    for channel in subscription.channels or {}:
        yield ThreadSeen(platform.thread(channel), (), complete=False, public=True)


def _ready(raw: msgspec.Raw) -> Findings:
    """Users stand in a list of their own; channels and relationships name them by id."""
    ready = formats.json(raw, Ready)
    if tutor := ready.user.account:
        yield SelfSeen(tutor)
    users = {account.id: account for user in ready.users if (account := user.account)}
    for account in users.values():
        yield PersonSeen(account)
    for channel in ready.private_channels:
        yield from conversation(channel, users)
    for relation in ready.relationships:
        yield from relationship(relation, users)


def _supplement(raw: msgspec.Raw) -> Findings:
    for channel in formats.json(raw, Supplement).lazy_private_channels:
        yield from conversation(channel)


def _channel(raw: msgspec.Raw) -> Findings:
    channel = formats.json(raw, Channel)
    if not channel.guild_id:
        yield from conversation(channel)


def _joined(raw: msgspec.Raw) -> Findings:
    recipient = formats.json(raw, Recipient)
    if person := recipient.user.account:
        yield ThreadSeen(platform.thread(recipient.channel_id), (person,), complete=False)


def _left(raw: msgspec.Raw) -> Findings:
    recipient = formats.json(raw, Recipient)
    if person := recipient.user.account:
        yield ThreadLeft(platform.thread(recipient.channel_id), person)


def _message(raw: msgspec.Raw) -> Findings:
    yield from received(formats.json(raw, Message))


def _relationship(raw: msgspec.Raw) -> Findings:
    yield from relationship(formats.json(raw, Relationship))


def _own(raw: msgspec.Raw) -> Findings:
    if tutor := formats.json(raw, User).account:
        yield SelfSeen(tutor)


EVENTS: dict[str, Callable[[msgspec.Raw], Findings]] = {
    "READY": _ready,
    "READY_SUPPLEMENTAL": _supplement,
    "CHANNEL_CREATE": _channel,
    "CHANNEL_UPDATE": _channel,
    "CHANNEL_RECIPIENT_ADD": _joined,
    "CHANNEL_RECIPIENT_REMOVE": _left,
    "MESSAGE_CREATE": _message,
    "RELATIONSHIP_ADD": _relationship,
    "USER_UPDATE": _own,
}
