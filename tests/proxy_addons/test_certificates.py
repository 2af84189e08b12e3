import contextlib
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from mitmproxy import connection
from mitmproxy.proxy.context import Context
from mitmproxy.test import taddons, tflow
from mitmproxy.tls import TlsData
from OpenSSL import SSL

from proxy_addons.authority import Authority
from proxy_addons.certificates import HTTP1, Certificates
from proxy_addons.home import Home


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    return Certificates(Authority(Home(tmp_path / "home"), ("instagram.com",)))


def context(tctx: taddons.context, sni: str | None = "www.instagram.com", offers: tuple[bytes, ...] = ()) -> Context:
    made = Context(tflow.tclient_conn(), tctx.options)
    made.client.sni, made.client.alpn_offers, made.client.alpn = sni, list(offers), None
    made.server = connection.Server(address=("i.instagram.com", 443))
    return made


def names(certificates: Certificates, made: Context) -> list[str]:
    cert = certificates.get_cert(made).cert.to_cryptography()
    return cert.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)


def test_a_certificate_is_for_the_name_asked_for_or_else_the_address(certificates: Certificates) -> None:
    with taddons.context(certificates) as tctx:
        assert names(certificates, context(tctx)) == ["www.instagram.com"]
        assert names(certificates, context(tctx, sni=None)) == ["i.instagram.com"]


def test_it_is_made_once_a_host_and_anew_when_the_authority_is(certificates: Certificates) -> None:
    with taddons.context(certificates) as tctx:
        first = certificates.get_cert(context(tctx))
        assert certificates.get_cert(context(tctx)) is first
        certificates._authority.cover(("instagram.com", "new.example"))
        assert certificates.get_cert(context(tctx)) is not first


def test_mitmproxys_own_authority_is_never_made(certificates: Certificates, tmp_path: Path) -> None:
    with taddons.context(certificates) as tctx:
        tctx.configure(certificates, confdir=str(tmp_path / "mitm"))
    assert not (tmp_path / "mitm").exists()


@pytest.mark.parametrize(("offers", "taken"), [((b"h2", HTTP1), HTTP1), ((HTTP1,), HTTP1), ((b"h2",), b"h2")])
def test_http_1_is_spoken_wherever_the_client_can(certificates: Certificates, offers: tuple[bytes, ...], taken: bytes) -> None:
    with taddons.context(certificates) as tctx:
        made = context(tctx, offers=offers)
        data = TlsData(made.client, made)
        certificates.tls_start_client(data)
        assert data.ssl_conn
        client = ssl.create_default_context()
        client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
        client.set_alpn_protocols([name.decode() for name in offers])
        assert _negotiated(data.ssl_conn, client) == taken.decode()


def test_upstream_hears_what_the_client_speaks(certificates: Certificates) -> None:
    with taddons.context(certificates) as tctx:
        for spoken, offered in ((HTTP1, (HTTP1,)), (b"h2", (b"h2", HTTP1))):
            made = context(tctx)
            made.client.alpn = spoken
            certificates.tls_start_server(TlsData(made.server, made))
            assert made.server.alpn_offers == offered


def _negotiated(server: object, client: ssl.SSLContext) -> str | None:
    """Shake hands in memory; the protocol that the client was given."""
    assert isinstance(server, SSL.Connection)
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = client.wrap_bio(incoming, outgoing, server_hostname="www.instagram.com")
    for _ in range(10):
        try:
            tls.do_handshake()
        except ssl.SSLWantReadError:
            server.bio_write(outgoing.read())
            with contextlib.suppress(SSL.WantReadError):
                server.do_handshake()
            incoming.write(server.bio_read(65535))
        else:
            return tls.selected_alpn_protocol()
    raise AssertionError("no handshake")
