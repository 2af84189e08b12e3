"""mitmproxy's TLS addon with our authority in place of its own: it must never make a CA without name constraints.

HTTP/1.1 is preferred wherever the client offers it: HTTP/2 costs 15 to 25 % more per request on loopback, and with one
request a connection a browser's hang-up is plain to see. A client that speaks HTTP/2 alone gets it, upstream too.
"""

from functools import lru_cache

from mitmproxy import certs, tls
from mitmproxy.addons.tlsconfig import TlsConfig
from mitmproxy.connection import Server
from mitmproxy.proxy import context

from proxy_addons.authority import Authority

HTTP1 = b"http/1.1"


class Certificates(TlsConfig):
    """Serves one certificate a host; only guarded hosts ever get here, for all others are tunnelled."""

    name = "tlsconfig"  # mitmproxy's other addons look it up by this name
    request = None  # type: ignore[assignment]  # mitmproxy's serves revocation lists of a CA that we don't have

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._entry = lru_cache(maxsize=512)(self._made)
        self.certstore = _NoStore()  # type: ignore[assignment]  # only `dhparams` is asked of it

    def configure(self, updated: object) -> None:
        """Nothing of mitmproxy's certificate options applies here."""

    def tls_start_client(self, tls_start: tls.TlsData) -> None:
        client = tls_start.context.client
        if HTTP1 in client.alpn_offers:
            client.alpn = HTTP1
        super().tls_start_client(tls_start)

    def tls_start_server(self, tls_start: tls.TlsData) -> None:
        client, server = tls_start.context.client, tls_start.conn
        if isinstance(server, Server) and client.alpn:
            server.alpn_offers = (client.alpn,) if client.alpn == HTTP1 else (client.alpn, HTTP1)
        super().tls_start_server(tls_start)

    def get_cert(self, conn_context: context.Context) -> certs.CertStoreEntry:
        address = conn_context.server.address
        return self._entry(conn_context.client.sni or (address[0] if address else "localhost"), self._authority.certificate)

    def _made(self, host: str, _: object) -> certs.CertStoreEntry:
        """`_`: the CA in force, so that leaves of an older one are not served when it was issued anew."""
        leaf = certs.Cert(self._authority.leaf(host))
        return certs.CertStoreEntry(leaf, self._authority.leaf_key, None, [])  # type: ignore[arg-type]  # EC is fine


class _NoStore:
    dhparams = b""  # no finite-field Diffie-Hellman: every client of today has elliptic curves
