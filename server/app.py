"""The office as one aiohttp application: database, publisher, the machines' door and the people's."""

import asyncio
from collections.abc import AsyncIterator

from aiohttp import web

from server import admin, adviser, api
from server.api.door import DELTAS, PACKS, PUBLISHER
from server.deltas import Deltas
from server.packs.published import Published
from server.publish import Publisher
from server.store.db import Database
from server.web import DB, PIN

MAX_BODY = 8 * 1024 * 1024  # an import of 12,000 rows is 2 MB; the device API has a lower limit of its own


def build(database: Database, packs: Published, *, pin: bytes) -> web.Application:
    """The application on an opened database, which it closes at its end."""
    app = web.Application(client_max_size=MAX_BODY)
    app[DB] = database
    app[PIN] = pin
    app[PACKS] = packs
    app[PUBLISHER] = Publisher(database, packs)
    app[DELTAS] = Deltas(database, app[PUBLISHER])
    admin.setup(app)
    api.setup(app)
    adviser.setup(app)
    app.cleanup_ctx.append(_storing)
    app.cleanup_ctx.append(_publishing)
    app.on_shutdown.append(_end_streams)
    return app


async def _storing(app: web.Application) -> AsyncIterator[None]:
    yield
    await app[DB].close()


async def _publishing(app: web.Application) -> AsyncIterator[None]:
    """A bundle in force before the first request, and the publisher beside them all."""
    await app[PUBLISHER].start()
    task = asyncio.create_task(app[PUBLISHER].run(), name="publisher")
    yield
    app[PUBLISHER].end()
    await task


async def _end_streams(app: web.Application) -> None:
    """Streams would hold up the end of the server for as long as devices listen."""
    app[PUBLISHER].feed.close()
