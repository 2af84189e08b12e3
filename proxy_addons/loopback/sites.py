"""POST /v1/sites: the sites as data that the company put in the place of those that the extension ships, as the bundle says."""

import msgspec
from aiohttp import web

from proxy_addons.loopback.access import answer, read
from proxy_addons.loopback.desk import DESK
from proxy_addons.loopback.popup import Tag
from proxy_addons.loopback.state import etag, sites

routes = web.RouteTableDef()


class SitesAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`etag`: of the answer that is known already."""

    etag: Tag = ""


@routes.post("/v1/sites")
async def tell(request: web.Request) -> web.Response:
    asked = await read(request, SitesAsked)
    said = sites(request.app[DESK])
    tag = etag(said)
    return answer({"etag": tag, "unchanged": True} if asked.etag == tag else {"etag": tag, "unchanged": False} | said)
