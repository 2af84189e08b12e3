"""POST /v1/state and /v1/drift: how the guard is, for the extension's popup, and what the extension misses on a page."""

from typing import Annotated

import msgspec
from aiohttp import web

from policy.platforms import by_name
from proxy_addons.loopback.access import answer, read
from proxy_addons.loopback.desk import DESK
from proxy_addons.loopback.state import state
from proxy_addons.pages import MOST, Part

routes = web.RouteTableDef()

type Tag = Annotated[str, msgspec.Meta(max_length=64)]
type Name = Annotated[str, msgspec.Meta(max_length=40)]


class StateAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`platform`: of the tab. `etag`: of the answer that is known already."""

    platform: Name | None = None
    etag: Tag = ""


class Drift(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`count`: how often it was missed since this was last said; 0: it is found again."""

    site: Name
    what: Part
    count: Annotated[int, msgspec.Meta(ge=0, le=MOST)] = 1


@routes.post("/v1/state")
async def tell(request: web.Request) -> web.Response:
    asked = await read(request, StateAsked)
    said = state(request.app[DESK], asked.platform or "")
    return answer({"etag": said["etag"], "unchanged": True} if asked.etag == said["etag"] else said)


@routes.post("/v1/drift")
async def drift(request: web.Request) -> web.Response:
    """Selectors of the extension broke, or work again."""
    said = await read(request, Drift)
    if by_name(said.site) is None:
        raise web.HTTPUnprocessableEntity(text="no platform has that name")
    request.app[DESK].pages.missed(said.site, said.what, said.count)
    return answer({})
