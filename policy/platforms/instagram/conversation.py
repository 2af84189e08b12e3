"""Threads in answers, and the messages in them. The members that an answer lists never include the tutor."""

from collections.abc import Iterator, Mapping

import msgspec

from policy.account import Account
from policy.activity import MessageReceived, Thread
from policy.formats import Json
from policy.platforms.instagram.names import THREAD_ID, person, platform
from policy.sighting import ThreadSeen

THREAD_IDS = ("thread_id", "thread_igid", "thread_fbid", "thread_v2_id", "thread_key")
NO_MESSAGE = frozenset({"action_log", "placeholder"})  # "liked a message", "named the group"
LONGEST_TIME = 19
LATEST = 10**LONGEST_TIME
FAR_FUTURE = 1e11  # seconds; a greater time is in milliseconds or microseconds


class Conversation(msgspec.Struct, frozen=True):
    """A thread, and its members by each of their ids. `complete`: these are all of them. `viewer`: the tutor's id, if said."""

    thread: Thread
    members: dict[str, Account]
    complete: bool
    viewer: str

    def seen(self, own: str) -> Iterator[ThreadSeen]:
        """What it teaches: at least which ids are one thread's."""
        people = tuple(dict.fromkeys(account for account in self.members.values() if account.id != own))
        if people or len(self.thread.ids) > 1:
            yield ThreadSeen(self.thread, people, complete=self.complete)


def conversation(node: Mapping[str, object]) -> Conversation | None:
    """The thread that an object describes, if it names one. An empty list of members is not believed: it may be abridged."""
    ids = [value for name in THREAD_IDS if THREAD_ID.fullmatch(value := _text(node, name))]
    if not ids:
        return None
    if THREAD_ID.fullmatch(inner := _text(node, "id")):
        ids.append(inner)
    users = node.get("users")
    listed = users if isinstance(users, list) else []
    people = [account for user in listed if isinstance(user, dict) and (account := person(user))]
    members = {name: account for account in people for name in (account.id, *account.also) if name}
    complete = len(people) == len(listed) > 0
    return Conversation(platform.thread(*ids), members, complete, _text(node, "viewer_id"))


def received(node: Mapping[str, Json], within: Conversation | None, own: str) -> MessageReceived | None:
    """The message that an object describes, unless it is the tutor's own or none that a person wrote."""
    if _text(node, "item_type") in NO_MESSAGE or _by_nobody(node.get("content")):
        return None
    sender = _sender(node, within)
    if sender is None or (own and sender.id == own):
        return None
    thread = within.thread if within else platform.thread(_text(node, "thread_fbid"))
    return MessageReceived(
        people=(sender,),
        threads=(thread,) if thread.ids else (),
        message=_text(node, "item_id") or _text(node, "message_id"),
        at=seconds(node.get("timestamp") or node.get("timestamp_ms")),
    )


def _sender(node: Mapping[str, Json], within: Conversation | None) -> Account | None:
    """Who wrote it. Whoever is not among the members listed is the tutor, or has left."""
    members = within.members if within else {}
    if known := members.get(_text(node, "user_id")) or members.get(f"eimu:{_text(node, 'sender_fbid')}"):
        return known
    described = node.get("sender")
    if members and not isinstance(described, dict):
        return None
    outside = {"pk": node.get("user_id"), "messaging_user_fbid": node.get("sender_fbid")}
    sender = person({**outside, **described} if isinstance(described, dict) else outside)
    return members.get(sender.id) if sender and members else sender


def _by_nobody(content: Json) -> bool:
    """Instagram's own lines in a thread: "you started a call", "the theme was changed"."""
    return isinstance(content, dict) and "Admin" in str(content.get("__typename"))


def _text(node: Mapping[str, object], name: str) -> str:
    value = node.get(name)
    return value if type(value) is str else str(value) if type(value) is int else ""


def seconds(time: Json) -> float:
    """A time in seconds, whatever the unit; 0 for what cannot be one."""
    if isinstance(time, str):
        time = int(time) if time.isascii() and time.isdigit() and len(time) <= LONGEST_TIME else 0
    if type(time) is not int or not 0 < time < LATEST:
        return 0.0
    while time > FAR_FUTURE:
        time /= 1000
    return float(time)
