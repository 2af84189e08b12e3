"""Requests by which a tutor writes, calls, opens a conversation, or makes a friend.

Friend requests are sent and accepted by the same verb; the guard knows who has asked. A relationship of type 2 is a
block, and whatever takes something back is a DELETE: neither is looked at.
"""

import msgspec

from policy import formats
from policy.account import Account
from policy.activity import FollowRequested, Medium, MessageRequestAccepted, MessageSent
from policy.adapter import Exchange, Findings
from policy.formats import header
from policy.platforms.discord.shapes import Snowflake
from policy.platforms.discord.site import in_guild, platform

API = "/api{version...}"  # with a version or without
CHANNEL = f"{API}/channels/{{channel}}"
OWN = f"{API}/users/@me"
BLOCK = 2
CONSENT = 2


class Recipients(msgspec.Struct, frozen=True):
    recipients: tuple[Snowflake, ...] | None = ()
    recipient_id: Snowflake | None = None


class Name(msgspec.Struct, frozen=True):
    username: str = ""
    discriminator: Snowflake | None = None


class Wanted(msgspec.Struct, frozen=True):
    type: int | None = None


class Contacts(msgspec.Struct, frozen=True):
    user_ids: tuple[Snowflake, ...] = ()


class Consent(msgspec.Struct, frozen=True):
    consent_status: int = 0


class Interaction(msgspec.Struct, frozen=True):
    channel_id: Snowflake | None = None
    guild_id: Snowflake | None = None


def people(numbers: tuple[Snowflake | None, ...]) -> tuple[Account, ...]:
    return tuple(account for number in numbers if (account := platform.seen(id=number)))


def into(exchange: Exchange, channel: str, medium: Medium) -> Findings:
    if not in_guild(exchange, channel):
        yield MessageSent(threads=(platform.thread(channel),), medium=medium)


@platform.on("POST", f"{OWN}/channels")
def open_channel(exchange: Exchange, **_: str) -> Findings:
    """One recipient: a direct channel. More: a group."""
    asked = exchange.json(Recipients)
    if recipients := people((*(asked.recipients or ()), asked.recipient_id)):
        yield MessageSent(people=recipients, medium=Medium.OPENED)


@platform.on("POST", f"{CHANNEL}/messages", body=False)
@platform.on("POST", f"{CHANNEL}/greet", body=False)
@platform.on("PATCH", f"{CHANNEL}/messages/{{message}}", body=False)
def write(exchange: Exchange, channel: str, **_: str) -> Findings:
    """An edit says something new, too."""
    yield from into(exchange, channel, Medium.TEXT)


@platform.on("POST", f"{CHANNEL}/attachments", body=False)
def attach(exchange: Exchange, channel: str, **_: str) -> Findings:
    """The address for the upload: refusing it keeps the picture at home."""
    yield from into(exchange, channel, Medium.MEDIA)


@platform.on("PUT", f"{CHANNEL}/messages/{{message}}/reactions/{{emoji...}}", body=False)
def react(exchange: Exchange, channel: str, **_: str) -> Findings:
    yield from into(exchange, channel, Medium.REACTION)


@platform.on("POST", f"{CHANNEL}/call/ring", body=False)
def ring(exchange: Exchange, channel: str, **_: str) -> Findings:
    yield from into(exchange, channel, Medium.CALL)


@platform.on("POST", f"{API}/users/{{user}}/messages", body=False)
def write_to(_exchange: Exchange, user: str, **_: str) -> Findings:
    """From inside a game."""
    if recipient := people((user,)):
        yield MessageSent(people=recipient)


@platform.on("POST", f"{API}/interactions")
def interact(exchange: Exchange, **_: str) -> Findings:
    """A slash command shows its answer to everybody in the channel."""
    multipart = header(exchange.headers, "content-type").startswith("multipart/")
    body = exchange.form().get("payload_json", "{}") if multipart else exchange.body
    interaction = formats.json(body, Interaction)
    if interaction.channel_id and not interaction.guild_id:
        yield MessageSent(threads=(platform.thread(interaction.channel_id),))


@platform.on("PUT", f"{CHANNEL}/recipients/@me")
def accept_message_request(exchange: Exchange, channel: str, **_: str) -> Findings:
    if exchange.json(Consent).consent_status == CONSENT:
        yield MessageRequestAccepted(threads=(platform.thread(channel),))


@platform.on("PUT", f"{CHANNEL}/recipients/{{user}}", body=False)
def add_to_group(_exchange: Exchange, channel: str, user: str, **_: str) -> Findings:
    if added := people((user,)):
        yield MessageSent(people=added, threads=(platform.thread(channel),), medium=Medium.OPENED)


@platform.on("POST", f"{OWN}/relationships")
@platform.on("POST", f"{OWN}/game-relationships")
def befriend_by_name(exchange: Exchange, **_: str) -> Findings:
    named = exchange.json(Name)
    suffix = f"#{named.discriminator}" if named.discriminator else ""
    if account := platform.seen(f"{named.username}{suffix}"):
        yield FollowRequested(people=(account,))


@platform.on("POST", f"{OWN}/relationships/bulk")
def befriend_contacts(exchange: Exchange, **_: str) -> Findings:
    if contacts := people(exchange.json(Contacts).user_ids):
        yield FollowRequested(people=contacts)


@platform.on("PUT", f"{OWN}/relationships/{{user}}")
@platform.on("PUT", f"{OWN}/game-relationships/{{user}}")
def befriend(exchange: Exchange, user: str, **_: str) -> Findings:
    wanted = formats.json(exchange.body or b"{}", Wanted).type
    if wanted != BLOCK and (friend := people((user,))):
        yield FollowRequested(people=friend)
