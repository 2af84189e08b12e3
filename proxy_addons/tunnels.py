"""Whose TLS is opened: guarded hosts', unless the client does not trust our CA. Everything else is a tunnel.

A program that pins its certificates, or a browser without our CA, must not be broken: after it has refused us, the host
is tunnelled for *that client* for the rest of the session, and the status says so in red. A client is told by the shape
of its ClientHello (as JA4 does: ciphers, extensions and protocols without GREASE and order), so that some other
program's refusal does not switch the guard off for the browser.
"""

import hashlib

from mitmproxy import tls

from proxy_addons.fail_closed import fail_closed, guarded_name
from proxy_addons.pulse import Pulse
from proxy_addons.routing import Routing

DISTRUST = ("does not trust", "unknown ca", "bad certificate", "certificate unknown", "unsupported certificate")
HUNG_UP = "disconnected during the handshake"
ENOUGH = 2  # a client that just hangs up may have been stopped; one that does it twice in a row does not trust us
WHY = "an app on this computer does not trust Tutor Guard's certificate, so it is not watched there"

type Client = tuple[str, str]  # host, shape of the ClientHello


class Tunnels:
    """The addon that decides at the ClientHello."""

    def __init__(self, routing: Routing, pulse: Pulse) -> None:
        self.routing = routing
        self.pulse = pulse
        self._refusals: dict[Client, int] = {}
        self._shaking: dict[str, Client] = {}  # connection → client, while hands are shaken

    @fail_closed
    def tls_clienthello(self, data: tls.ClientHelloData) -> None:
        host = guarded_name(self.routing, data)
        if not host:
            data.ignore_connection = True
            return
        client = (host, shape(data.client_hello))
        data.ignore_connection = self._refusals.get(client, 0) >= ENOUGH
        if not data.ignore_connection:
            self._shaking[data.context.client.id] = client

    @fail_closed
    def tls_established_client(self, data: tls.TlsData) -> None:
        if client := self._shaking.pop(data.context.client.id, None):
            self._refusals.pop(client, None)

    @fail_closed
    def tls_failed_client(self, data: tls.TlsData) -> None:
        client = self._shaking.pop(data.context.client.id, None)
        if client is None:
            return
        said = (data.context.client.error or data.conn.error or "").lower()
        certain = HUNG_UP not in said and any(word in said for word in DISTRUST)
        self._refusals[client] = ENOUGH if certain else self._refusals.get(client, 0) + 1
        if self._refusals[client] >= ENOUGH:
            self.pulse.not_seeing(client[0], WHY)
            platform = self.routing.platform(client[0])
            self.pulse.report("not watching", platform.name if platform else "", "certificate refused")


def shape(hello: tls.ClientHello) -> str:
    """What tells one program's TLS from another's, the same at each of its connections."""
    ciphers = sorted(cipher for cipher in hello.cipher_suites if not _grease(cipher))
    extensions = sorted(kind for kind, _ in hello.extensions if not _grease(kind))
    text = repr((ciphers, extensions, hello.alpn_protocols))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _grease(number: int) -> bool:
    """RFC 8701: values that a client makes up anew for each connection."""
    return number & 0x0F0F == 0x0A0A and number >> 8 == number & 0xFF
