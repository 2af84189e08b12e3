"""`serve`: the office, until it is told to stop."""

import asyncio
import contextlib
import errno
import signal
import socket
from asyncio.sslproto import SSLProtocol

import click
from aiohttp import web

from server import app, keys, logs
from server.cli.common import at_home, office, on_database
from server.packs.published import Published
from server.settings import DEFAULT_LISTEN, Home, Unusable
from server.store import meta
from server.store.opening import opened

SHUTDOWN_SECONDS = 5.0
TLS_BUFFER = 32 * 1024  # asyncio sets aside 256 kB for each connection: 1,000 devices that listen would cost 290 MB
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - recognised, not chosen


@click.command()
@click.option("--listen", default=DEFAULT_LISTEN, show_default=True, metavar="HOST:PORT", help="Where to listen.")
@click.option("--workers", default=1, show_default=True, metavar="N", help="Server processes.")
@on_database
@at_home
@office
async def serve(listen: str, workers: int, database_url: str, home: str | None) -> None:
    """Run the office."""
    if workers != 1:
        raise Unusable("more than one worker needs a database server; with SQLite the office is one process")
    host, port = parsed(listen)
    logs.set_up()
    where = Home.chosen(home).prepare()
    with where.occupied():
        await _run(where, database_url, host, port)


def parsed(listen: str) -> tuple[str, int]:
    """Host and port; `[::1]:8443` too. Raises Unusable."""
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise Unusable(f"{listen!r} is no HOST:PORT")
    return host.strip("[]"), int(port)


def named(host: str) -> str:
    """How others find what listens on `host`: on every address, by this machine's name."""
    return socket.gethostname() if host in EVERYWHERE else host


async def _run(home: Home, url: str, host: str, port: int) -> None:
    stop = _told_to_stop()
    SSLProtocol.max_size = TLS_BUFFER
    context = keys.tls_context(home, named(host))
    database = await opened(home, url)
    packs = Published(home.packs, database.keys.signer.public_key())
    application = app.build(database, packs, pin=keys.pin(home))
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    try:
        await runner.setup()
        await _start(web.TCPSite(runner, host, port, ssl_context=context), host, port)
        name = named(host)
        address = f"[{name}]:{runner.addresses[0][1]}" if ":" in name else f"{name}:{runner.addresses[0][1]}"
        async with database.begin() as db:
            await meta.note(db, meta.ADDRESS, text=address)
        click.echo(f"Office listening on https://{address} (home {home.root}). Stop it with Ctrl-C.")
        await stop.wait()
    finally:
        await runner.cleanup()


async def _start(site: web.TCPSite, host: str, port: int) -> None:
    try:
        await site.start()
    except OSError as error:
        why = "another program listens there" if error.errno == errno.EADDRINUSE else error.strerror
        raise Unusable(f"cannot listen on {host}:{port}: {why}") from error


def _told_to_stop() -> asyncio.Event:
    """Set by the signals that end a program politely; from the start, for one may come before we listen."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):  # Windows: there Ctrl-C arrives as KeyboardInterrupt
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
    return stop
