"""The private API's inbox, read by its shape: less than half of the walk's work, for the answer that is asked for most.

What has another shape is left to the walk (learning.py), which finds the same.
"""

from collections.abc import Iterator
from itertools import chain
from typing import cast

import msgspec

from policy.activity import MessageReceived
from policy.adapter import Findings
from policy.formats import Json
from policy.platforms.instagram.conversation import NO_MESSAGE, Conversation, conversation, seconds
from policy.platforms.instagram.learning import ordered, walk
from policy.platforms.instagram.names import person

type Name = int | str
type Anything = object  # JSON: the library knows no type that holds itself


class Item(msgspec.Struct, frozen=True, gc=False):
    """A message: which, whose and when. What it says is not even decoded."""

    item_id: Name
    user_id: Name
    timestamp: Name = 0
    item_type: str = ""


class Listed(msgspec.Struct, frozen=True):
    """A conversation with its newest messages, and whoever is named beside its members."""

    users: list[Anything]
    items: list[Item]
    last_permanent_item: Item | None = None
    thread_id: Name = ""
    thread_v2_id: Name = ""
    inviter: Anything = None
    left_users: Anything = None


class Inbox(msgspec.Struct, frozen=True):
    threads: list[Listed]


class Mailbox(msgspec.Struct, frozen=True):
    inbox: Inbox
    viewer: Anything = None
    most_recent_inviter: Anything = None


def mailbox(box: Mailbox, own: str) -> Findings:
    """Everything that an inbox teaches: first who is who and in which thread, then who wrote."""
    found = [(thread, _conversation(thread)) for thread in box.inbox.threads]
    beside = [
        name for thread, known in found for name in (thread.inviter, thread.left_users, not known and thread.users) if name
    ]
    people = walk(_json({"viewer": box.viewer, "inviter": box.most_recent_inviter, "beside": beside}), own)
    threads = (seen for _, known in found if known for seen in known.seen(own))
    yield from ordered(chain(people, threads), own)
    for thread, known in found:
        if known:
            yield from _messages(thread, known, own)


def _conversation(thread: Listed) -> Conversation | None:
    return conversation({"thread_id": thread.thread_id, "thread_v2_id": thread.thread_v2_id, "users": thread.users})


def _messages(thread: Listed, within: Conversation, own: str) -> Iterator[MessageReceived]:
    """Whoever is not among the members listed is the tutor, or has left; where none are listed it may be anybody."""
    last, members, threads = thread.last_permanent_item, within.members, (within.thread,)
    for item in (*thread.items, last) if last and last not in thread.items else thread.items:
        author = str(item.user_id)
        if author == own or item.item_type in NO_MESSAGE:
            continue
        if sender := members.get(author) or (None if members else person({"pk": author})):
            at = seconds(item.timestamp)
            yield MessageReceived(people=(sender,), threads=threads, message=str(item.item_id), at=at)


def _json(decoded: object) -> Json:
    return cast("Json", decoded)
