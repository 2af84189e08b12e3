"""The company's official accounts for everybody (2.9.1, 8.1), and a way to report one that only pretends to be.

The page is the same for all who read it, so caches may keep it for a minute; it sets no cookie, asks nobody who they are and
loads nothing from anywhere else. A report is a form without a script, slowed down by address; store/fakes.py says what is kept.
"""

import asyncio
import hashlib
from http import HTTPStatus

import msgspec
from aiohttp import web

from policy.platforms import PLATFORMS
from server.admin.listing import Items, whole
from server.admin.register_pages import entered
from server.admin.render import page, see, wrong
from server.auth import form
from server.pace import Pace
from server.problem import Invalid, TooMany
from server.public.profiles import Profile, called, profile
from server.route import Routes
from server.store import choices, fakes, official
from server.store.fakes import Suspicion
from server.web import DB, reply

PAGE = "/official"
API_PATH = "/api/public/v1/official-accounts"
MAX_AGE = "public, max-age=60"
PACE = web.AppKey("PACE", Pace)
OFFERED = (
    ("", "Please choose"),
    *sorted(((one.name, called(one.name)) for one in PLATFORMS), key=lambda one: one[1].casefold()),
    (fakes.OTHER, "Another site"),
)
routes = Routes()


def setup(app: web.Application) -> None:
    """Expects DB in the app."""
    app[PACE] = Pace(rate=1 / 60, burst=5)


@routes.on("GET", API_PATH, None, reply=Items[Profile])
async def list_profiles(request: web.Request) -> web.Response:
    """The company's official accounts, for any site's pages to show."""
    response = reply(whole(await _profiles(request)))
    response.headers.update({"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"})
    return _cached(request, response)


@routes.on("GET", PAGE, None)
async def show_profiles(request: web.Request) -> web.Response:
    """The company's official accounts, for people."""
    return _cached(request, await _page(request))


@routes.on("POST", PAGE, None)
async def report_fake(request: web.Request) -> web.Response:
    """Report an account that pretends to be the company's."""
    if wait := request.app[PACE].wait(request.remote or "", asyncio.get_running_loop().time()):
        raise TooMany("These are many reports at once. Please try again in a minute.", retry_after=wait)
    fields = await form(request)
    try:
        said = await entered(request, Suspicion, fields)
        async with request.app[DB].begin() as db:
            kept = await fakes.report(db, said)
    except Invalid as error:
        return await _page(request, status=error.status, **wrong(error, fields, Suspicion.__struct_fields__))
    raise see(PAGE, "reported" if kept else "ours")


async def _profiles(request: web.Request) -> list[Profile]:
    async with request.app[DB].reading() as db:
        return [profile(account) for account in await official.every(db)]


async def _page(request: web.Request, *, status: int = HTTPStatus.OK, **context: object) -> web.Response:
    """For nobody in particular, even where somebody is logged in: the next reader gets the same from a cache."""
    async with request.app[DB].reading() as db:
        company = (await choices.policy(db)).company
    return page(
        request, "public_official.html", status=status, person=None, navigation=(), company=company,
        profiles=await _profiles(request), called=called, platforms=OFFERED, **context,
    )  # fmt: skip


def _cached(request: web.Request, response: web.Response) -> web.Response:
    """The answer, or that it has not changed."""
    tag = hashlib.sha256(msgspec.json.encode(response.text)).hexdigest()[:32]
    response.headers["Cache-Control"], response.etag = MAX_AGE, tag
    known = request.if_none_match or ()
    if any(one.value == tag for one in known):
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers={"Cache-Control": MAX_AGE, "ETag": f'"{tag}"'})
    return response
