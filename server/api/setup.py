"""The device API, put into an app."""

from aiohttp import web

from server.api import door, enrol, evaluate, events, packs, stream, sync

MODULES = (enrol, sync, events, packs, evaluate, stream)


def setup(app: web.Application) -> None:
    """Expects DB, PUBLISHER, DELTAS and PACKS in the app, and the people side's middlewares before its own."""
    app.middlewares.append(door.authenticated)
    app.on_response_prepare.append(door.slim)
    for module in MODULES:
        app.add_routes(module.routes)
