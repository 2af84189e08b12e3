"""The API's own description, for anybody who may reach the server: it says nothing about this company."""

from importlib.metadata import PackageNotFoundError, version

import msgspec
from aiohttp import web

from server.route import Routes

DOCUMENT = web.AppKey("DOCUMENT", bytes)
routes = Routes("/api")


@routes.on("GET", "/openapi.json", None, reply=dict[str, msgspec.Raw])
async def read_description(request: web.Request) -> web.Response:
    """The description of this API (OpenAPI 3.1)."""
    return web.Response(body=request.app[DOCUMENT], content_type="application/json")


def own_version() -> str:
    try:
        return version("tutor-guard")
    except PackageNotFoundError:  # run from a checkout
        return "0"
