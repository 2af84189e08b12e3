"""Threads in answers, and the messages in them. The members that an answer lists never include the tutor."""

from collections.abc import Iterator, Mapping

import msgspec

from policy.account import Account
from policy.activity import MessageReceived, Thread
from policy.formats import Json
from policy.platforms.instagram.names import LONGEST_PK, person, platform
from policy.sighting import ThreadSeen

THREAD_IDS = ("thread_id", "thread_igid", "thread_fbid", "thread_v2_id", "thread_key")
NO_MESSAGE = frozenset({"action_log", "placeholder"})  # "liked a message", "named the group"
FAR_FUTURE = 1e11  # seconds; a greater time is in milliseconds or microseconds


class Conversation(msgspec.Struct, frozen=True):
    """A thread, and its members by each of their ids; `listed`: the object said who they are."""

    thread: Thread
    members: dict[str, Account]
    listed: bool

    def seen(self, own: str) -> Iterator[ThreadSeen]:
        """What it teaches. An empty list of members is not believed: the answer may be abridged."""
        people = tuple(dict.fromkeys(account for account in self.members.values() if account.id != own))
        if self.listed or len(self.thread.ids) > 1:
            yield ThreadSeen(self.thread, people, complete=bool(people))


def conversation(node: Mapping[str, Json]) -> Conversation | None:
    """The thread that an object describes, if it names one."""
    ids = [value for name in THREAD_IDS if isinstance(value := node.get(name), str | int)]
    if not ids:
        return None
    if isinstance(inner := node.get("id"), str | int) and str(inner).isdigit():
        ids.append(inner)
    users = node.get("users")
    members: dict[str, Account] = {}
    for user in users if isinstance(users, list) else ():
        if isinstance(user, dict) and (account := person(user)):
            members.update(dict.fromkeys((account.id, *account.also), account))
    return Conversation(platform.thread(*ids), members, isinstance(users, list))


def received(node: Mapping[str, Json], within: Conversation | None, own: str) -> Iterator[MessageReceived]:
    """The message that an object describes, unless it is the tutor's own or none that a person wrote."""
    if node.get("item_type") in NO_MESSAGE or _by_nobody(node.get("content")):
        return
    sender = _sender(node, within)
    if sender is None or (own and sender.id == own):
        return
    thread = within.thread if within else platform.thread(_text(node, "thread_fbid"))
    yield MessageReceived(
        people=(sender,),
        threads=(thread,) if thread.ids else (),
        message=_text(node, "item_id") or _text(node, "message_id"),
        at=_seconds(_text(node, "timestamp") or _text(node, "timestamp_ms")),
    )


def _sender(node: Mapping[str, Json], within: Conversation | None) -> Account | None:
    """Who wrote it. Whoever is not among the members listed is the tutor, or has left."""
    described = node.get("sender")
    said = person(described) if isinstance(described, dict) else None
    names = [_text(node, "user_id"), f"eimu:{_text(node, 'sender_fbid')}", *((said.id, *said.also) if said else ())]
    if within and within.members:
        return next((within.members[name] for name in names if name in within.members), None)
    return said or _bare(_text(node, "user_id"), _text(node, "sender_fbid"))


def _bare(number: str, messaging: str) -> Account | None:
    also = (f"eimu:{messaging}",) if messaging else ()
    return platform.seen(id=number if len(number) <= LONGEST_PK else "", also=also) if number or also else None


def _by_nobody(content: Json) -> bool:
    """Instagram's own lines in a thread: "you started a call", "the theme was changed"."""
    return isinstance(content, dict) and "Admin" in str(content.get("__typename"))


def _text(node: Mapping[str, Json], name: str) -> str:
    value = node.get(name)
    return str(value) if isinstance(value, str | int) else ""


def _seconds(text: str) -> float:
    try:
        time = float(text or 0)
    except ValueError:
        return 0.0
    while time > FAR_FUTURE:
        time /= 1000
    return time
