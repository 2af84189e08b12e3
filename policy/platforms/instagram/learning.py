"""What Instagram's answers teach: who is who, who is in which thread, who wrote, who asked to follow.

Answers are walked whole instead of read by operation, for the same three shapes of person, thread and message appear
in all of them, and outlast every renaming around them. It is one decoding and one walk, and an answer without any of
the words that matter is not even decoded.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from policy import formats
from policy.activity import FollowReceived
from policy.adapter import Exchange, Findings
from policy.formats import Json, Unreadable
from policy.platforms.instagram.conversation import Conversation, conversation, received
from policy.platforms.instagram.names import own_id, person, platform
from policy.sighting import PersonSeen, SelfSeen

GUARD = b"for (;;);"  # in front of JSON that is not to be run as a script
TELLING = re.compile(rb'"(?:username|users|thread_igid|message_id|item_id)"')
PENDING = "xdt_api__v1__friendships__pending"
READ = frozenset({"users", "items"})  # of a thread: its members and its messages, read as such
ABOUT_ONE = (PersonSeen, SelfSeen)
NESTED = (dict, list)
FOLLOW_NOTICE = "private_user_follow_request"


def documents(raw: bytes) -> Iterator[Json]:
    """The JSON documents of an answer: one, or one a line. Raises Unreadable."""
    text = raw.removeprefix(GUARD)
    try:
        yield formats.any_json(text)
    except Unreadable:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        yield from [formats.any_json(line) for line in lines]


def learn(exchange: Exchange) -> Findings:
    """Everything that an answer teaches."""
    if 200 <= exchange.status < 300 and TELLING.search(exchange.answer):
        yield from lessons(documents(exchange.answer), own_id(exchange))


def lessons(trees: Iterable[Json], own: str) -> Findings:
    """Everything that some JSON teaches."""
    return ordered(chain.from_iterable(walk(tree, own) for tree in trees), own)


def ordered(found: Findings, own: str) -> Findings:
    """Each finding once; first what is said of the tutor, for members are counted without."""
    readings = dict.fromkeys(found)
    if not readings:
        return
    me = platform.seen(id=own) if own else None
    about = [reading for reading in readings if isinstance(reading, ABOUT_ONE)]
    for said in (reading.account for reading in about if isinstance(reading, SelfSeen)):
        me = said.joined(me) if me else said
    for said in (reading.account for reading in about if isinstance(reading, PersonSeen)):
        me = me.joined(said) if me and me.id == said.id else me
    if me:
        yield SelfSeen(me)
    for reading in about:
        if isinstance(reading, SelfSeen) or (me and reading.account.id == me.id):
            del readings[reading]
    yield from readings


def requests(users: Json) -> Iterator[FollowReceived]:
    """Requests to follow the tutor, one for each person: they have no id of their own."""
    for user in users if isinstance(users, list) else ():
        if isinstance(user, dict) and (account := person(user)) and account.id:
            yield FollowReceived(people=(account,), message=f"follow:{account.id}")


def walk(tree: Json, own: str) -> Findings:
    """Outer before inner, in the order of the text; a message knows the thread around it."""
    stack: list[tuple[Json, Conversation | None]] = [(tree, None)]
    while stack:
        node, within = stack.pop()
        if isinstance(node, dict):
            children: Iterable[Json] = node.values()
            if found := conversation(node) if _may_be_thread(node) else None:
                within = found
                if not own and (me := platform.seen(id=found.viewer)):
                    own = me.id
                    yield SelfSeen(me)
                yield from found.seen(own)
                yield from _messages(node.get("items"), found, own)
                children = [child for name, child in node.items() if name not in READ]
            yield from _described(node, within, own)
        else:
            children = node if isinstance(node, list) else ()
        stack.extend([(child, within) for child in children if isinstance(child, NESTED)][::-1])


def _messages(items: Json, within: Conversation, own: str) -> Findings:
    """A thread's messages but for the tutor's own, which are half of an inbox. What is inside of them (somebody's post that
    was shared) teaches nothing that is asked, and is not walked.
    """
    for item in items if isinstance(items, list) else ():
        if (
            isinstance(item, dict)
            and not (own and str(item.get("user_id")) == own)
            and (message := received(item, within, own))
        ):
            yield message


def _may_be_thread(node: Mapping[str, Json]) -> bool:
    return "users" in node or "items" in node or "slide_messages" in node or ("thread_igid" in node and "thread_fbid" in node)


def _may_be_message(node: Mapping[str, Json], within: Conversation | None) -> bool:
    return ("message_id" in node and "thread_fbid" in node) or (
        within is not None and ("message_id" in node or "item_id" in node)
    )


def _described(node: Mapping[str, Json], within: Conversation | None, own: str) -> Findings:
    """What one object says of a person, a message, or a request to follow."""
    if ("username" in node or "user_dict" in node) and (account := person(node)) and account.handle:
        yield PersonSeen(account)
        if _at(node, "friendship_status", "incoming_request") is True:
            yield from requests([dict(node)])
    if _may_be_message(node, within) and (message := received(node, within, own)):
        yield message
    if isinstance(viewer := node.get("viewer"), dict) and (account := person(viewer)):
        yield SelfSeen(account)
    if node.get("notif_name") == FOLLOW_NOTICE:
        yield from requests([_at(node, "args", "inline_follow", "user_info")])
    if PENDING in node:
        yield from requests(_at(node, PENDING, "users"))


def _at(node: Json | Mapping[str, Json], *path: str) -> Json:
    """What stands at the end of a path of names, or None."""
    for name in path:
        node = node.get(name) if isinstance(node, Mapping) else None
    return node  # type: ignore[return-value]
