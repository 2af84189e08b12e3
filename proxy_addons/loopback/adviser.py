"""POST /v1/intent and /v1/account: what a page of the browser extension asks before it lets something happen."""

from enum import StrEnum
from typing import Annotated, assert_never

import msgspec
from aiohttp import web

from policy.account import Account, InvalidHandle
from policy.activity import FollowAccepted, FollowRequested, MessageRequestAccepted, MessageSent, Outgoing, Thread
from policy.identifiers import people
from policy.notice import Notice
from policy.platforms import by_name
from proxy_addons.intents import Advice, TooManyQuestions
from proxy_addons.loopback.access import answer, read
from proxy_addons.loopback.desk import DESK
from proxy_addons.loopback.report import iso
from proxy_addons.loopback.tables import TABLES

routes = web.RouteTableDef()

type Word = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
type Identifier = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]
type Identifiers = Annotated[tuple[Identifier, ...], msgspec.Meta(max_length=8)]
type ThreadId = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
type Shown = Annotated[str, msgspec.Meta(max_length=200)]


class Act(StrEnum):
    MESSAGE = "message"
    FOLLOW = "follow"
    ACCEPT = "accept"
    OPEN = "open"


class Intent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    platform: Word
    act: Act
    identifiers: Identifiers = ()
    thread: ThreadId | None = None


class AccountAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    platform: Word
    identifiers: Identifiers = ()
    thread: ThreadId | None = None
    display_name: Shown = ""


@routes.post("/v1/intent")
async def intent(request: web.Request) -> web.Response:
    """May the page do this?"""
    asked = await read(request, Intent)
    who, threads = _meant(asked.platform, asked.identifiers, asked.thread)
    intents = request.app[DESK].intents
    try:
        match asked.act:
            case Act.OPEN:
                return answer(_advice(intents.opened(_message(who, threads))))
            case Act.MESSAGE:
                return answer(_advice(await intents.ask(_message(who, threads))))
            case Act.FOLLOW:
                return answer(_advice(await intents.ask(FollowRequested(people=who, threads=threads))))
            case Act.ACCEPT:
                return answer(_advice(await intents.ask(_accepted(who, threads))))
            case _:
                assert_never(asked.act)
    except TooManyQuestions as error:
        raise web.HTTPServiceUnavailable(text=str(error)) from error


@routes.post("/v1/account")
async def account(request: web.Request) -> web.Response:
    """Whose profile or conversation is this, as far as it is remembered?"""
    await request.app[TABLES].ready(request.app[DESK].settings)
    from policy.official import official  # noqa: PLC0415 - the guard's start does not wait for the tables behind it

    asked = await read(request, AccountAsked)
    who, threads = _meant(asked.platform, asked.identifiers, asked.thread, nobody=bool(asked.display_name))
    desk = request.app[DESK]
    advice = _advice(desk.intents.about(_message(who, threads)))
    profile = asked.identifiers or asked.display_name
    judged = official(desk.settings, asked.platform, asked.identifiers, asked.display_name) if profile else None
    said = {name: advice[name] for name in ("known", "action", "clause", "notice", "words")}
    return answer(
        {
            **said,
            "ways": [desk.settings.contact],
            "official": judged.verdict if judged else None,
            "reasons": judged.reasons if judged else (),
        }
    )


type Meant = tuple[tuple[Account, ...], tuple[Thread, ...]]


def _meant(name: str, identifiers: Identifiers, thread: str | None, *, nobody: bool = False) -> Meant:
    """The people and the conversation that a page names. `nobody`: it need not name any."""
    platform = by_name(name)
    if platform is None:
        raise web.HTTPUnprocessableEntity(text="no platform has that name")
    if not (identifiers or thread or nobody):
        raise web.HTTPUnprocessableEntity(text="say who is meant: identifiers, a thread or both")
    try:
        who = people(platform, identifiers)
    except InvalidHandle as error:
        raise web.HTTPUnprocessableEntity(text=str(error)) from error
    return who, (platform.thread(thread),) if thread else ()


def _message(who: tuple[Account, ...], threads: tuple[Thread, ...]) -> MessageSent:
    """Several people without a conversation get a copy each."""
    return MessageSent(people=who, threads=threads, apart=len(who) > 1 and not threads)


def _accepted(who: tuple[Account, ...], threads: tuple[Thread, ...]) -> Outgoing:
    """A conversation that is let in is a message request; a person, somebody who asked to follow or to be a friend."""
    kind = MessageRequestAccepted if threads else FollowAccepted
    return kind(people=who, threads=threads)


def _advice(advice: Advice) -> dict[str, object]:
    words = advice.notice
    return {
        "action": advice.action.name.lower(),
        "clause": words.clause if words else None,
        "notice": words.text if words else None,
        "words": _parts(words) if words else None,
        "ticket": advice.ticket or None,
        "hold": {"id": advice.hold.id, "expires_at": iso(advice.hold.expires_at)} if advice.hold else None,
        "known": advice.known,
    }


def _parts(words: Notice) -> dict[str, object]:
    return {"title": words.title, "reason": words.reason, "steps": words.steps}
