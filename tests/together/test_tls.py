"""The guard's authority can speak for the guarded hosts and for nobody else; who does not trust it is left alone."""

import ssl
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from proxy_addons.home import Home
from tests.together.browser import Browser
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
    builder = (
        x509.CertificateBuilder(authority.subject, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(authority.not_valid_before_utc)
        .not_valid_after(authority.not_valid_after_utc)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
    )
    file = folder / f"{host}.pem"
    file.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return file


@pytest.mark.parametrize(
    ("host", "good"), [("www.instagram.com", True), ("bank.example", False), ("instagram.com.evil.example", False)]
)
def test_openssl_takes_the_authority_for_guarded_hosts_only(host: str, good, guard: Guard, tmp_path: Path) -> None:
    leaf = signed_by_the_guard(guard, host, tmp_path)
    verify = ["openssl", "verify", "-x509_strict", "-CAfile", guard.ca_file, "-verify_hostname", host, leaf]
    done = subprocess.run(verify, capture_output=True, text=True, timeout=20, check=False)
    assert (done.returncode == 0) is good
    assert good or "permitted subtree violation" in done.stdout + done.stderr


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
        stranger.send("GET", "https://discord.com/api/v9/users/@me")
