"""The guard's authority can speak for the guarded hosts and for nobody else; who does not trust it is left alone."""

import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from proxy_addons.home import Home
from tests.together.browser import Browser
from tests.together.driver import bare_environment
from tests.together.guard import Guard
from tests.together.internet import Internet
from tests.together.waiting import until

pytestmark = pytest.mark.client


@pytest.fixture(scope="module")
def stranger(guard: Guard, internet: Internet) -> Browser:
    """A program that trusts the internet's authority but not the guard's, as one that pins its certificates does."""
    return Browser(guard.proxy, internet.ca_file)


def signed_by_the_guard(guard: Guard, host: str, folder: Path) -> Path:
    """A certificate for any host, made with the key that lies in the guard's home."""
    key = serialization.load_pem_private_key(Home(guard.home).ca_key.read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    authority = x509.load_pem_x509_certificate(guard.ca_file.read_bytes())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder(authority.subject, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
    )
    file = folder / f"{host}.pem"
    file.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return file


HOSTS = [("www.instagram.com", True), ("bank.example", False), ("instagram.com.evil.example", False)]


@pytest.mark.parametrize(("host", "good"), HOSTS)
def test_openssl_takes_the_authority_for_guarded_hosts_only(host: str, good: bool, guard: Guard, tmp_path: Path) -> None:
    leaf = signed_by_the_guard(guard, host, tmp_path)
    verify = ["openssl", "verify", "-x509_strict", "-CAfile", str(guard.ca_file), "-verify_hostname", host, str(leaf)]
    done = subprocess.run(verify, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode == 0) is good
    assert good or "permitted subtree violation" in done.stdout + done.stderr


@pytest.mark.skipif(not (which("chromium") and which("certutil")), reason="Chromium or certutil is not on this machine")
@pytest.mark.parametrize(("host", "good"), HOSTS)
def test_chromium_takes_the_authority_for_guarded_hosts_only(host: str, good: bool, guard: Guard, tmp_path: Path) -> None:
    store = tmp_path / ".pki" / "nssdb"
    store.mkdir(parents=True)
    certutil = ["certutil", "-d", f"sql:{store}"]
    subprocess.run([*certutil, "-N", "--empty-password"], check=True, timeout=120)
    subprocess.run([*certutil, "-A", "-t", "C,,", "-n", "guard", "-i", guard.ca_file], check=True, timeout=120)
    with shop(signed_by_the_guard(guard, host, tmp_path), Home(guard.home).ca_key) as port:
        page = chromium(tmp_path, f"https://{host}/", f"--host-resolver-rules=MAP * 127.0.0.1:{port}")
    assert ("the shop is open" in page) is good
    assert good or "ERR_CERT_INVALID" in page


def chromium(folder: Path, url: str, *flags: str) -> str:
    """The page that Chromium ends up with, as HTML; errors are pages too."""
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-proxy-server", f"--user-data-dir={folder / 'profile'}"]
    command = ["chromium", *quiet, *flags, "--dump-dom", url]
    environment = bare_environment() | {"HOME": str(folder)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, env=environment, check=False)
    return done.stdout + done.stderr


@contextmanager
def shop(certificate: Path, key: Path) -> Iterator[int]:
    """A site that shows a given certificate; gives its port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join(5)


class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = b"<p>the shop is open</p>"
        self.send_response(200)
        self.send_header("content-length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Say nothing: the test's output is read by people."""


def test_an_unguarded_site_shows_its_own_certificate(stranger: Browser, internet: Internet) -> None:
    status, body = stranger.send("POST", "https://bank.example/pay", b"x" * 1000)
    assert (status, internet.requests("bank.example", "/pay")[0].size) == (200, 1000), body


def test_a_guarded_site_shows_the_guards_certificate(guard: Guard) -> None:
    status, _ = Browser(guard.proxy, guard.ca_file).send("GET", "https://www.instagram.com/robots.txt")
    assert status == 200


def test_a_client_that_refuses_the_authority_is_left_alone_and_that_is_shown(
    guard: Guard, stranger: Browser, internet: Internet
) -> None:
    host = "edge-chat.instagram.com"
    with pytest.raises(ssl.SSLCertVerificationError):
        stranger.send("GET", f"https://{host}/first")
    assert internet.requests(host) == []
    for path in ("/second", "/third"):
        status, _ = stranger.send("GET", f"https://{host}{path}")
        assert status == 200
        assert len(internet.requests(host, path)) == 1
    until(lambda: host in str(guard.status()["not_watching"]), 10, f"{host} under not_watching")


def test_another_guarded_site_is_still_opened_for_that_client(stranger: Browser) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        stranger.send("GET", "https://canary.discord.com/api/v9/users/@me")
