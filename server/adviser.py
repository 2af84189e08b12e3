"""Links and hashtags for browsers without a guard: the office judges them as a guard would, and forgets them.

A post's text cannot be sent here: there is no field for it, and no entry may have a space in it. Nothing of what is asked
is written down, counted or logged. The work is bounded, and done one question at a time on a thread of its own, so that no
question can hold up the devices' sync.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import msgspec
from aiohttp import web

from policy.drafts.apart import apart
from policy.drafts.draft import Findings, Word
from policy.drafts.evidence import Evidence
from policy.drafts.settled import evidence
from server.api.door import PACKS, PUBLISHER
from server.auth import ADVISER, PERSON
from server.pace import Pace
from server.problem import TooMany
from server.roles import Right
from server.route import Routes
from server.store.transaction import LONDON
from server.web import DB, read, reply

MAX_BODY = 64 * 1024
MOST_WAITING = 32
PACE = web.AppKey("PACE", Pace)
THREAD = web.AppKey("THREAD", ThreadPoolExecutor)
WAITING = web.AppKey("WAITING", asyncio.BoundedSemaphore)

type Entry = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000, pattern=r"^\S+$")]
type Tag = Annotated[str, msgspec.Meta(min_length=1, max_length=140, pattern=r"^\S+$")]

routes = Routes(f"{ADVISER}v1")


class Alone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Links and hashtags without the post that they stand in. `platform`: whose rules decide where a hashtag ends."""

    links: Annotated[tuple[Entry, ...], msgspec.Meta(max_length=25)] = ()
    hashtags: Annotated[tuple[Tag, ...], msgspec.Meta(max_length=50)] = ()
    platform: Word | None = None


def setup(app: web.Application) -> None:
    """Expects DB, PUBLISHER and PACKS in the app."""
    app[PACE] = Pace(rate=2, burst=30)
    app[THREAD] = ThreadPoolExecutor(1, "adviser")
    app[WAITING] = asyncio.BoundedSemaphore(MOST_WAITING)
    app.on_cleanup.append(_end)


@routes.on("POST", "/check", Right.CHECK_POSTS, body=Alone, reply=Findings)
async def check(request: web.Request) -> web.Response:
    """Judge links and hashtags as in a draft; `span` is null, for no text was sent."""
    _slow_down(request)
    if (request.content_length or 0) > MAX_BODY:
        raise web.HTTPRequestEntityTooLarge(MAX_BODY, request.content_length or 0)
    asked = await read(request, Alone)
    known = _known(request.app)
    if request.app[WAITING].locked():
        raise TooMany("The office is busy; please ask again.", retry_after=1)
    async with request.app[WAITING]:
        found = await asyncio.get_running_loop().run_in_executor(
            request.app[THREAD], apart, asked.links, asked.hashtags, asked.platform, known
        )
    return reply(found)


def _known(app: web.Application) -> Evidence:
    """What a guard would know, from the bundle and the packs that devices are given."""
    settings, today = app[PUBLISHER].policy.settings, app[DB].clock().astimezone(LONDON).date()
    return msgspec.structs.replace(evidence(settings, today), packs=app[PACKS].packs)


def _slow_down(request: web.Request) -> None:
    """Each browser by itself: a company may give one token to all."""
    asker = f"{request[PERSON].name} {request.remote}"
    if wait := request.app[PACE].wait(asker, asyncio.get_running_loop().time()):
        raise TooMany("That is more than anybody can write; please ask again later.", retry_after=wait)


async def _end(app: web.Application) -> None:
    app[THREAD].shutdown(wait=False, cancel_futures=True)
