"""POST /v1/report, /v1/reports and /v1/ask: what the tutor tells the office of their own accord."""

import asyncio
from datetime import datetime
from typing import Annotated

import msgspec
from aiohttp import web

from policy.account import Account, InvalidHandle
from policy.clauses import Clause
from policy.identifiers import people
from policy.platforms import by_name
from policy.register import Asked
from policy.report import LONGEST, LONGEST_IDENTIFIER, MOST_IDENTIFIERS, OUTSIDE, Kind, Route, route
from proxy_addons.loopback.access import answer, read
from proxy_addons.loopback.desk import DESK
from proxy_addons.loopback.report import iso
from proxy_addons.reports import Filed, NotFiled, Told, TooManyWait

routes = web.RouteTableDef()

type Name = Annotated[str, msgspec.Meta(max_length=40)]
type Words = Annotated[str, msgspec.Meta(max_length=LONGEST)]
type Identifier = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_IDENTIFIER)]
type Identifiers = Annotated[tuple[Identifier, ...], msgspec.Meta(max_length=MOST_IDENTIFIERS)]
type Moment = Annotated[datetime, msgspec.Meta(tz=True)]
type Key = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9-]{8,64}$")]
type Value = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A call that says all by its name."""


class ReportMade(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`notice`: the id of what the tutor was told; it fills in what is left out."""

    kind: Kind
    words: Words = ""
    platform: Name | None = None
    clause: Clause | None = None
    identifiers: Identifiers = ()
    notice: Name | None = None
    about_dsl: bool = False
    about_owner: bool = False
    at: Moment | None = None
    key: Key | None = None


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: Asked
    value: Value


@routes.post("/v1/report")
async def report(request: web.Request) -> web.Response:
    """Queue a report; whoever it is about does not read it."""
    made = await read(request, ReportMade)
    goes_to = route(about_dsl=made.about_dsl, about_owner=made.about_owner)
    outside = OUTSIDE if goes_to is not Route.DSL else ()
    if goes_to is Route.OUTSIDE:
        return answer({"receipt": None, "state": "not sent", "goes_to": goes_to, "routes": outside})
    try:
        filed = request.app[DESK].reports.file(_told(made, goes_to))
    except NotFiled as error:
        raise web.HTTPUnprocessableEntity(text=str(error)) from error
    except TooManyWait as error:
        raise web.HTTPServiceUnavailable(text=str(error)) from error
    said = {"receipt": filed.report.key, "state": _state(filed), "goes_to": filed.report.route}
    return answer({**said, "routes": outside})


@routes.post("/v1/reports")
async def reports(request: web.Request) -> web.Response:
    """What was reported from here, without its words."""
    await read(request, Nothing)
    return answer({"reports": [_listed(filed) for filed in request.app[DESK].reports.filed()]})


@routes.post("/v1/ask")
async def ask(request: web.Request) -> web.Response:
    """Have the office verify a site, or approve a hashtag. Of a link nothing but its host is kept."""
    asked = await read(request, Question)
    try:
        value = await asyncio.to_thread(_value, asked)
        question = request.app[DESK].reports.ask(asked.kind, value)
    except ValueError as error:
        raise web.HTTPUnprocessableEntity(text=str(error)) from error
    except TooManyWait as error:
        raise web.HTTPServiceUnavailable(text=str(error)) from error
    return answer({"receipt": question.key, "state": "queued", "value": question.value})


def _value(asked: Question) -> str:
    """Loads the fact tables of drafts at the first question, so not on the loop. Raises ValueError."""
    from policy.ask import host_of, tag_of  # noqa: PLC0415 - the guard's start does not wait for them either

    return host_of(asked.value) if asked.kind == "link" else tag_of(asked.value)


def _told(made: ReportMade, goes_to: Route) -> Told:
    return Told(
        kind=made.kind,
        route=goes_to,
        words=made.words.strip(),
        people=_people(made),
        platform=made.platform or "",
        clause=made.clause or "",
        notice=made.notice or "",
        at=max(0, int(made.at.timestamp())) if made.at else 0,
        key=made.key or "",
    )


def _people(made: ReportMade) -> tuple[Account, ...]:
    platform = by_name(made.platform) if made.platform else None
    if made.platform and platform is None:
        raise NotFiled("no platform has that name")
    if not made.identifiers:
        return ()
    if platform is None:
        raise NotFiled("say on which platform the account is")
    try:
        return people(platform, made.identifiers)
    except InvalidHandle as error:
        raise NotFiled(str(error)) from error


def _listed(filed: Filed) -> dict[str, object]:
    report = filed.report
    return {
        "receipt": report.key,
        "kind": report.kind,
        "platform": report.platform or None,
        "clause": report.clause or None,
        "at": iso(report.at),
        "written": iso(report.written),
        "state": _state(filed),
        "delivered_at": iso(filed.delivered) if filed.delivered else None,
        "goes_to": report.route,
    }


def _state(filed: Filed) -> str:
    return "delivered" if filed.delivered else "queued"
