"""The loopback application and its server."""

import asyncio
import errno
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from proxy_addons.home import Home
from proxy_addons.loopback import access, adviser, api, door, filing, listeners, live, page, picture, popup, sites, tables
from proxy_addons.loopback.desk import DESK, Desk
from proxy_addons.loopback.forms import Forms
from proxy_addons.loopback.pairing import Pairing

MAX_BODY = 768 * 1024  # a draft may be long


def build(desk: Desk, token: str) -> web.Application:
    """The application; `token` opens its API."""
    app = web.Application(middlewares=[access.guarded], client_max_size=MAX_BODY)
    app[DESK] = desk
    app[access.TOKEN] = token
    app[api.PAIRING] = Pairing(time.time)
    app[page.FORMS] = Forms()
    app[picture.TURN] = asyncio.Semaphore(picture.MOST_AT_ONCE)
    app[tables.TABLES] = tables.Tables()
    app[live.OPEN] = set[asyncio.Task[object]]()
    app[listeners.OPEN] = set[web.WebSocketResponse]()
    app.on_response_prepare.append(access.harden)
    app.on_shutdown.append(live.close)
    app.on_shutdown.append(listeners.close)
    app.on_shutdown.append(tables.close)
    for routes in (
        page.routes,
        live.routes,
        api.routes,
        adviser.routes,
        popup.routes,
        sites.routes,
        filing.routes,
        listeners.routes,
        picture.routes,
    ):
        app.add_routes(routes)
    return app


@asynccontextmanager
async def served(desk: Desk, home: Home, listen: tuple[str, int]) -> AsyncIterator[str]:
    """The application at work on an address of this computer; yields host:port. Raises OSError when it is taken."""
    runner = web.AppRunner(build(desk, door.token(home)), access_log=None, handle_signals=False, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await _listen(web.TCPSite(runner, *listen), listen)
        host, port = runner.addresses[0][:2]
        address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        door.publish(home, address)
        yield address
    finally:
        door.withdraw(home)
        await runner.cleanup()


async def _listen(site: web.TCPSite, place: tuple[str, int]) -> None:
    try:
        await site.start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise OSError(error.errno, f"{place[0]}:{place[1]} is taken by another program") from error
        raise
