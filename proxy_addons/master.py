"""mitmproxy's Master, built in code with the addons that the guard needs and no others.

Never `mitmdump -s`: a script that is reloaded with an error silently drops its addons. Without the
addons that we don't need, and with an elliptic-curve leaf, a request costs about 0.6 of what it costs in mitmdump.
"""

import asyncio
import errno
from pathlib import Path
from typing import Any

import msgspec
from mitmproxy import options
from mitmproxy.addons.core import Core
from mitmproxy.addons.next_layer import NextLayer
from mitmproxy.addons.proxyserver import Proxyserver
from mitmproxy.addons.upstream_auth import UpstreamAuth
from mitmproxy.master import Master
from mitmproxy.proxy import layer
from mitmproxy.proxy.layers import http as http_layer
from mitmproxy.proxy.layers.http import HttpStream
from mitmproxy.proxy.layers.http._events import RequestData, RequestProtocolError

from proxy_addons.certificates import Certificates
from proxy_addons.hooks import Hooks
from proxy_addons.leaving import gone


class Upstream(msgspec.Struct, frozen=True):
    """How the net is reached. proxy: URL of the company's proxy, credentials allowed. ca: PEM file with every trusted root."""

    proxy: str = ""
    ca: Path | None = None


class Proxy:
    """The proxy of one run. Make it in the event loop that it will run in; add addons before `start`."""

    def __init__(self, listen: tuple[str, int], upstream: Upstream, certificates: Certificates) -> None:
        http_layer.HttpStream = WatchedStream  # type: ignore[misc]  # mitmproxy makes streams by this name, without a hook
        self._listen = listen
        self._running: asyncio.Task[None] | None = None
        self._started = asyncio.Event()
        self.server = Proxyserver()
        self.master = Master(options.Options())
        self.master.addons = Hooks(self.master)
        self.master.addons.add(Core(), self.server, NextLayer(), certificates, UpstreamAuth(), _Started(self._started))
        proxy, login = _without_login(upstream.proxy)
        self.master.options.update(
            listen_host=listen[0],
            listen_port=listen[1],
            mode=[f"upstream:{proxy}" if proxy else "regular"],
            upstream_auth=login,
            connection_strategy="lazy",  # what is refused must not even open a connection
            http2=True,  # for clients that speak nothing else; the others get HTTP/1.1 (certificates.py)
            ssl_verify_upstream_trusted_ca=str(upstream.ca) if upstream.ca else None,
            validate_inbound_headers=False,  # what a site sends to its own client is between the two
        )

    def add(self, *addons: object) -> None:
        self.master.addons.add(*addons)

    async def start(self) -> tuple[str, int]:
        """Listen; the address. Raises OSError when it cannot be had."""
        self._running = asyncio.get_running_loop().create_task(self.master.run())
        await self._started.wait()
        if not self.server.listen_addrs():
            await self.close()
            raise OSError(errno.EADDRINUSE, f"{self._listen[0]}:{self._listen[1]} is taken by another program")
        host, port, *_ = self.server.listen_addrs()[0]
        return host, port

    async def close(self) -> None:
        """Stop listening and end every connection. mitmproxy itself leaves its sockets to the garbage collector."""
        await self.server.servers.update([])
        self.master.shutdown()
        if self._running:
            await self._running


class _Started:
    """Called by mitmproxy when its servers are up, or have failed to come up."""

    def __init__(self, event: asyncio.Event) -> None:
        self._event = event

    def running(self) -> None:
        self._event.set()


class WatchedStream(HttpStream):
    """An HTTP exchange that does not collect the rest of a request which has been refused already, and that says at once that
    the client has given up on it: mitmproxy would say so when the hook is done, which may wait for a person.
    """

    def handle_event(self, event: Any) -> layer.CommandGenerator[None]:
        if isinstance(event, RequestProtocolError) and hasattr(self, "flow"):  # it has none before its headers have come
            gone(self.flow).set()
        yield from super().handle_event(event)

    def state_consume_request_body(self, event: Any) -> layer.CommandGenerator[None]:
        if isinstance(event, RequestData) and self.flow.response is not None:
            return
        yield from super().state_consume_request_body(event)


def _without_login(url: str) -> tuple[str, str | None]:
    """A proxy's URL without `user:password@`, and that part."""
    scheme, separator, rest = url.partition("://")
    login, at, place = rest.rpartition("@")
    return f"{scheme}{separator}{place}", (login if at else None)
