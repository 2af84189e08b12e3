"""mitmproxy's TLS addon with our authority in place of its own: it must never make a CA without name constraints."""

from functools import lru_cache

from mitmproxy import certs
from mitmproxy.addons.tlsconfig import TlsConfig
from mitmproxy.proxy import context

from proxy_addons.authority import Authority


class Certificates(TlsConfig):
    """Serves one certificate a host; only guarded hosts ever get here, for all others are tunnelled."""

    name = "tlsconfig"  # mitmproxy's other addons look it up by this name

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._entry = lru_cache(maxsize=512)(self._made)
        self.certstore = _NoStore()  # type: ignore[assignment]  # only `dhparams` is asked of it

    def configure(self, updated: object) -> None:
        """Nothing of mitmproxy's certificate options applies here."""

    def get_cert(self, conn_context: context.Context) -> certs.CertStoreEntry:
        address = conn_context.server.address
        return self._entry(conn_context.client.sni or (address[0] if address else "localhost"), self._authority.certificate)

    def _made(self, host: str, _: object) -> certs.CertStoreEntry:
        leaf = certs.Cert(self._authority.leaf(host))
        return certs.CertStoreEntry(leaf, self._authority.leaf_key, None, [])  # type: ignore[arg-type]  # EC is fine


class _NoStore:
    dhparams = b""  # no finite-field Diffie-Hellman: every client of today has elliptic curves
