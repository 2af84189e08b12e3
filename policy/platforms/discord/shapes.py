"""Discord's objects, of each only what is used, and what they say about people and conversations.

Numbers come as strings from the server and from browsers, as numbers from some libraries and in Erlang's format.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from policy.account import Account
from policy.activity import FollowReceived, MessageReceived
from policy.adapter import Findings
from policy.platforms.discord.site import platform
from policy.sighting import PersonSeen, ThreadSeen

type Snowflake = str | int

DIRECT, GROUP, EPHEMERAL = 1, 3, 18
PRIVATE = {DIRECT, GROUP, EPHEMERAL}
INCOMING = 3  # a relationship: somebody asks to be a friend
EPOCH_MS = 1_420_070_400_000  # the first second of 2015, where Discord's ids begin to count


class User(msgspec.Struct, frozen=True):
    id: Snowflake = ""
    username: str = ""
    discriminator: Snowflake | None = None

    @property
    def account(self) -> Account | None:
        suffix = f"#{self.discriminator}" if self.discriminator else ""
        return platform.seen(f"{self.username}{suffix}", id=self.id) or platform.seen(id=self.id)


class Channel(msgspec.Struct, frozen=True):
    id: Snowflake = ""
    type: int = -1
    guild_id: Snowflake | None = None
    recipients: tuple[User, ...] | None = ()
    recipient_ids: tuple[Snowflake, ...] | None = ()
    is_message_request: bool | None = False
    last_message_id: Snowflake | None = None


class Relationship(msgspec.Struct, frozen=True):
    id: Snowflake = ""
    type: int = 0
    user: User | None = None
    since: str | None = None


class Message(msgspec.Struct, frozen=True):
    id: Snowflake = ""
    channel_id: Snowflake = ""
    author: User | None = None
    guild_id: Snowflake | None = None
    channel_type: int | None = None


type Accounts = Mapping[str, Account]


def conversation(channel: Channel, users: Accounts | None = None) -> Findings:
    """Who is in a channel, and that its one other person asks to write, if so. `users`: those named elsewhere, by id.

    A channel that comes without recipients says nothing of them: it is not empty.
    """
    if channel.guild_id:
        yield ThreadSeen(platform.thread(channel.id), (), complete=False, public=True)
    elif channel.id and channel.type in PRIVATE and (people := _recipients(channel, users or {})):
        yield ThreadSeen(platform.thread(channel.id), people)
        if channel.is_message_request and (last := channel.last_message_id):
            yield MessageReceived(
                people=people[:1], threads=(platform.thread(channel.id),), message=str(last), at=sent_at(last)
            )


def _recipients(channel: Channel, users: Accounts) -> tuple[Account, ...]:
    listed = [user.account for user in channel.recipients or ()]
    numbered = [users.get(str(number)) or platform.seen(id=number) for number in channel.recipient_ids or ()]
    return tuple(dict.fromkeys(account for account in (*listed, *numbered) if account))


def relationship(relation: Relationship, users: Accounts | None = None) -> Findings:
    """Who it is with; and that they ask to be a friend, if they do."""
    person = (relation.user and relation.user.account) or (users or {}).get(str(relation.id)) or platform.seen(id=relation.id)
    if person is None:
        return
    if person.handle:
        yield PersonSeen(person)
    if relation.type == INCOMING:
        since = _seconds(relation.since)
        yield FollowReceived(people=(person,), message=f"friend request {person.id} {int(since)}", at=since)


def received(message: Message) -> Findings:
    """A message outside guilds, the tutor's own too: whoever asks knows who the tutor is."""
    private = message.guild_id is None and message.channel_type in {None, *PRIVATE}
    if private and message.id and message.author and (author := message.author.account):
        thread = platform.thread(message.channel_id)
        yield MessageReceived(people=(author,), threads=(thread,), message=str(message.id), at=sent_at(message.id))


def sent_at(number: Snowflake) -> float:
    """The Unix time in an id; 0 for what is no id."""
    text = str(number)
    return ((int(text) >> 22) + EPOCH_MS) / 1000 if text.isdecimal() and len(text) <= 20 else 0.0


def _seconds(moment: str | None) -> float:
    try:
        return datetime.fromisoformat(moment).timestamp() if moment else 0.0
    except (ValueError, OverflowError):
        return 0.0
