"""mitmproxy's Master, built in code with the addons that the guard needs and no others.

Never `mitmdump -s`: a script that is reloaded with an error silently drops its addons (style.md 0.2). Without the
addons that we don't need, and with an elliptic-curve leaf, a request costs about 0.6 of what it costs in mitmdump.
"""

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
from mitmproxy.proxy.layers.http._events import RequestData

from proxy_addons.certificates import Certificates


class Upstream(msgspec.Struct, frozen=True):
    """How the net is reached. proxy: URL of the company's proxy, credentials allowed. ca: PEM file with every trusted root."""

    proxy: str = ""
    ca: Path | None = None


def build(listen: tuple[str, int], upstream: Upstream, certificates: Certificates) -> tuple[Master, Proxyserver]:
    """A master without our own addons; it listens once it runs. Must be called in the event loop it will run in."""
    http_layer.HttpStream = RefusedStream  # type: ignore[misc]  # mitmproxy makes streams by this name and offers no hook
    master, proxyserver = Master(options.Options()), Proxyserver()
    master.addons.add(Core(), proxyserver, NextLayer(), certificates, UpstreamAuth())
    proxy, login = _without_login(upstream.proxy)
    master.options.update(
        listen_host=listen[0],
        listen_port=listen[1],
        mode=[f"upstream:{proxy}" if proxy else "regular"],
        upstream_auth=login,
        connection_strategy="lazy",  # what is refused must not even open a connection
        http2=False,  # costs 15 to 25 % on loopback, and a browser's hang-up is plain only when each request has its connection
        ssl_verify_upstream_trusted_ca=str(upstream.ca) if upstream.ca else None,
        validate_inbound_headers=False,  # what a site sends to its own client is between the two
    )
    return master, proxyserver


class RefusedStream(HttpStream):
    """An HTTP exchange that does not collect the rest of a request which has been refused already."""

    def state_consume_request_body(self, event: Any) -> layer.CommandGenerator[None]:
        if isinstance(event, RequestData) and self.flow.response is not None:
            return
        yield from super().state_consume_request_body(event)


def _without_login(url: str) -> tuple[str, str | None]:
    """A proxy's URL without `user:password@`, and that part."""
    scheme, separator, rest = url.partition("://")
    login, at, place = rest.rpartition("@")
    return f"{scheme}{separator}{place}", (login if at else None)
