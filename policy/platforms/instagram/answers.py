"""Which of Instagram's answers are learned from: all JSON, and the JSON that some pages carry inside their HTML.

The few answers that say too little by themselves are read together with their requests: a messaging id that was asked
about, a thread that was made, a thread that a first message made.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from policy import formats
from policy.adapter import Exchange, Findings
from policy.formats import AdapterDrift, Json
from policy.platforms.instagram.graphql import PATHS, call
from policy.platforms.instagram.learning import TELLING, documents, learn, lessons, requests
from policy.platforms.instagram.mailbox import Mailbox, mailbox
from policy.platforms.instagram.names import THREAD_ID, own_id, person, platform, recipient
from policy.platforms.instagram.private_api import DIRECT, recipients
from policy.platforms.instagram.recipients import Recipients, within
from policy.sighting import PersonSeen, ThreadSeen

SCRIPTED = ("json", "javascript", "html")  # how Meta's endpoints label their JSON
PAGE = ("html", "json")
PREFETCHED = re.compile(rb'<script type="application/json"[^>]*\bdata-sjs\b[^>]*>(.*?)</script>', re.DOTALL)

type Node = dict[str, Json]


class Asked(msgspec.Struct, frozen=True):
    messaging_user_fbid: int | str


class Delivered(msgspec.Struct, frozen=True):
    thread_id: int | str = ""


class Acknowledged(msgspec.Struct, frozen=True):
    payload: Delivered | None = None


@platform.on_answer("POST", PATHS[0], types=SCRIPTED)
@platform.on_answer("POST", PATHS[1], types=SCRIPTED)
@platform.on_answer("POST", PATHS[2], types=SCRIPTED)
@platform.on_answer("POST", PATHS[3], types=SCRIPTED)
def graphql(exchange: Exchange) -> Findings:
    yield from learn(exchange)
    if b'"xig_user_from_messaging_user_fbid"' in exchange.answer:
        yield from _person_asked_about(exchange)
    if b'"xig_ig_direct_create_thread"' in exchange.answer:
        yield from _thread_made(exchange)


@platform.on_answer("GET", "/api/v1/friendships/pending")
def pending(exchange: Exchange) -> Findings:
    yield from learn(exchange)
    for tree in documents(exchange.answer):
        yield from requests(tree.get("users") if isinstance(tree, dict) else None)


@platform.on_answer("GET", f"{DIRECT}/inbox")
def inbox(exchange: Exchange) -> Findings:
    """Asked for all day by every client of the private API: read by its shape while it has it, and walked if it has not."""
    try:
        box = exchange.answer_json(Mailbox)
    except AdapterDrift:
        yield from learn(exchange)
    else:
        yield from mailbox(box, own_id(exchange)) if 200 <= exchange.status < 300 else ()


@platform.on_answer("POST", f"{DIRECT}/threads/broadcast/{{verb}}")
def delivered(exchange: Exchange, verb: str) -> Findings:  # noqa: ARG001 - whatever was sent
    """The thread that a message to people made, or already had."""
    yield from learn(exchange)
    payload = exchange.answer_json(Acknowledged).payload
    if payload and THREAD_ID.fullmatch(str(payload.thread_id)):
        yield from _made(payload.thread_id, [recipients(exchange)], exchange)


@platform.on_answer("GET", "/", types=PAGE)
@platform.on_answer("GET", "/direct/{rest...}", types=PAGE)
@platform.on_answer("GET", "/{handle}", types=PAGE)
def page(exchange: Exchange, **_: str) -> Findings:
    if "html" not in formats.header(exchange.answer_headers, "content-type"):
        yield from learn(exchange)
        return
    scripts = [script for script in PREFETCHED.findall(exchange.answer) if TELLING.search(script)]
    yield from lessons((tree for script in scripts for tree in documents(script)), own_id(exchange)) if scripts else ()


@platform.on_answer("*", "/{rest...}")
@platform.on_answer("*", "/ajax/{rest...}", types=SCRIPTED)  # tried first, for it is attached first
def anything(exchange: Exchange, rest: str) -> Findings:  # noqa: ARG001 - JSON from everywhere
    yield from learn(exchange)


def _person_asked_about(exchange: Exchange) -> Findings:
    """The page asks who a messaging id is just before a first message."""
    asked = formats.json(call(exchange).variables, Asked)
    for node in _roots(exchange, "xig_user_from_messaging_user_fbid"):
        if account := person({**node, "messaging_user_fbid": asked.messaging_user_fbid}):
            yield PersonSeen(account)


def _thread_made(exchange: Exchange) -> Findings:
    for node in _roots(exchange, "xig_ig_direct_create_thread"):
        if THREAD_ID.fullmatch(made := str(node.get("id"))):
            yield from _made(made, within(call(exchange).variables), exchange)


def _made(thread: int | str, fields: Iterable[Recipients], exchange: Exchange) -> Findings:
    """The thread of the one group that a request named."""
    groups = [group for part in fields for group in part.groups()]
    if len(groups) == 1:
        people = tuple(recipient(name) for name in dict.fromkeys(groups[0]) if name != own_id(exchange))
        yield ThreadSeen(platform.thread(thread), people, complete=bool(people))


def _roots(exchange: Exchange, name: str) -> Iterator[Node]:
    for tree in documents(exchange.answer):
        if isinstance(tree, dict) and isinstance(data := tree.get("data"), dict) and isinstance(node := data.get(name), dict):
            yield node
