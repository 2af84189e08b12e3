"""Real TLS clients, one that trusts the guard's CA and one that does not."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as s
from mitmproxy import certs, tls
from mitmproxy.proxy import context

from proxy_addons.authority import Authority
from proxy_addons.certificates import Certificates
from proxy_addons.fail_closed import fail_closed
from proxy_addons.home import Home
from proxy_addons.master import Proxy, Upstream
from proxy_addons.pulse import Pulse
from proxy_addons.routing import Routing
from proxy_addons.tunnels import Tunnels

BYTES = b"whatever the tunnel carries"


class Site:
    """An HTTP proxy (the guard's upstream) with a TLS server behind it that answers in its own name for every host."""

    def __init__(self, folder: Path) -> None:
        self.authority = Authority(Home(folder / "site"), ("instagram.com", "bank.example"))
        self.connects: list[bytes] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            line = await reader.readuntil(b"\r\n\r\n")
            self.connects.append(line.split()[1])
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            await writer.start_tls(self.context(line.split()[1].decode().partition(":")[0]))
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 27\r\nConnection: close\r\n\r\n" + BYTES)
            await writer.drain()
        writer.close()

    def context(self, host: str) -> ssl.SSLContext:
        pem = self.authority._home.root / f"{host}.pem"
        key = self.authority.leaf_key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption())
        pem.write_bytes(key + self.authority.leaf(host).public_bytes(s.Encoding.PEM))
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(pem)
        return made


class Bench:
    def __init__(self, port: int, site: Site, home: Home, pulse: Pulse) -> None:
        self.port, self.site, self.home, self.pulse = port, site, home, pulse

    def trusting(self, *authorities: Path) -> ssl.SSLContext:
        made = ssl.create_default_context()
        for authority in authorities:
            made.load_verify_locations(authority)
        return made

    async def get(self, host: str, context: ssl.SSLContext) -> None:
        """Fetch a page as a browser would. Raises ssl.SSLCertVerificationError."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(f"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}:443\r\n\r\n".encode())
            await reader.readuntil(b"\r\n\r\n")
            await writer.start_tls(context, server_hostname=host)
            writer.write(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            assert (await reader.read()).endswith(BYTES)
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()


class Faulty(Tunnels):
    """Every hook raises."""

    @fail_closed
    def tls_clienthello(self, data: tls.ClientHelloData) -> None:
        raise RuntimeError("canary")

    @fail_closed
    def tls_established_client(self, data: tls.TlsData) -> None:
        raise RuntimeError("canary")

    @fail_closed
    def tls_failed_client(self, data: tls.TlsData) -> None:
        raise RuntimeError("canary")


class NoCertificates(Certificates):
    def get_cert(self, conn_context: context.Context) -> certs.CertStoreEntry:
        raise RuntimeError("canary")


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    async with started(tmp_path, Tunnels, Certificates) as made:
        yield made


@contextlib.asynccontextmanager
async def started(tmp_path: Path, tunnels: type[Tunnels], certificates: type[Certificates]) -> AsyncIterator[Bench]:
    site, home, pulse = Site(tmp_path), Home(tmp_path / "home"), Pulse()
    upstream = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    roots = tmp_path / "roots.pem"
    roots.write_bytes(site.authority.pem)
    routing = Routing(dict)
    proxy = Proxy(
        ("127.0.0.1", 0),
        Upstream(f"http://127.0.0.1:{upstream.sockets[0].getsockname()[1]}", roots),
        certificates(Authority(home, routing.hosts())),
    )
    proxy.add(tunnels(routing, pulse))
    _, port = await proxy.start()
    try:
        yield Bench(port, site, home, pulse)
    finally:
        await proxy.close()
        upstream.close()
        await upstream.wait_closed()


async def test_an_unguarded_host_is_a_tunnel_the_client_sees_the_sites_own_certificate(bench: Bench) -> None:
    await bench.get("bank.example", bench.trusting(bench.site.authority._home.ca_cert))
    with pytest.raises(ssl.SSLCertVerificationError):
        await bench.get("bank.example", bench.trusting(bench.home.ca_cert))


async def test_a_guarded_host_is_opened_for_a_client_that_trusts_the_guard(bench: Bench) -> None:
    await bench.get("www.instagram.com", bench.trusting(bench.home.ca_cert))
    assert bench.pulse.not_watching == {}


async def test_a_client_that_does_not_trust_the_guard_is_tunnelled_from_then_on_and_that_is_said(bench: Bench) -> None:
    pinned = bench.trusting(bench.site.authority._home.ca_cert)
    for _ in range(2):  # asyncio's client hangs up without saying why, so once is not enough
        with pytest.raises(ssl.SSLCertVerificationError):
            await bench.get("www.instagram.com", pinned)
    for _ in range(2):
        await bench.get("www.instagram.com", pinned)
    assert "does not trust" in bench.pulse.not_watching["www.instagram.com"]


async def test_one_refusal_that_says_why_is_enough(bench: Bench) -> None:
    command = f"openssl s_client -proxy 127.0.0.1:{bench.port} -connect i.instagram.com:443 -servername i.instagram.com"
    roots = f" -CAfile {bench.site.authority._home.ca_cert} -verify_return_error"
    for trusted in (False, True):
        client = await asyncio.create_subprocess_shell(
            command + roots, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        said, _ = await asyncio.wait_for(client.communicate(), 30)
        assert (b"Verify return code: 0 (ok)" in said) is trusted, said


async def test_another_client_is_still_guarded_then(bench: Bench) -> None:
    pinned = bench.trusting(bench.site.authority._home.ca_cert)
    for _ in range(2):
        with pytest.raises(ssl.SSLCertVerificationError):
            await bench.get("www.instagram.com", pinned)
    await bench.get("www.instagram.com", pinned)
    other = bench.trusting(bench.home.ca_cert)
    other.set_alpn_protocols(["http/1.1"])  # another program, another ClientHello
    await bench.get("www.instagram.com", other)


async def test_when_its_hooks_fail_a_guarded_host_is_still_opened_and_any_other_is_still_a_tunnel(tmp_path: Path) -> None:
    async with started(tmp_path, Faulty, Certificates) as bench:
        await bench.get("bank.example", bench.trusting(bench.site.authority._home.ca_cert))
        await bench.get("www.instagram.com", bench.trusting(bench.home.ca_cert))
        assert bench.pulse.counts["hook failed"] >= 2


async def test_without_a_certificate_a_guarded_host_is_closed_and_nothing_reaches_it(tmp_path: Path) -> None:
    async with started(tmp_path, Tunnels, NoCertificates) as bench:
        with pytest.raises((OSError, asyncio.IncompleteReadError)):
            await bench.get("www.instagram.com", bench.trusting(bench.home.ca_cert))
        assert bench.site.connects == []
        await bench.get("bank.example", bench.trusting(bench.site.authority._home.ca_cert))


async def test_a_client_that_hangs_up_once_is_not_given_up(bench: Bench) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", bench.port)
    writer.write(b"CONNECT i.instagram.com:443 HTTP/1.1\r\nHost: i.instagram.com:443\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    trusting = bench.trusting(bench.home.ca_cert)
    with contextlib.suppress(ssl.SSLWantReadError):
        trusting.wrap_bio(incoming, outgoing, server_hostname="i.instagram.com").do_handshake()
    writer.write(outgoing.read())
    await reader.read(100)  # the guard's half of the handshake has begun
    writer.close()
    await bench.get("i.instagram.com", trusting)
    assert bench.pulse.not_watching == {}
