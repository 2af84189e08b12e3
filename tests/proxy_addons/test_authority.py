import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from proxy_addons.authority import NAME, Authority, permitted
from proxy_addons.home import Home

HOSTS = ("instagram.com", "chat.example")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def verified(authority: Authority, leaf: x509.Certificate, host: str, folder: Path) -> tuple[bool, str]:
    """What OpenSSL itself says of a certificate for a host."""
    ca, pem = folder / "ca-under-test.pem", folder / "leaf.pem"
    ca.write_bytes(authority.pem)
    pem.write_bytes(leaf.public_bytes(serialization.Encoding.PEM))
    option = "-verify_ip" if host[0].isdigit() else "-verify_hostname"
    done = subprocess.run(
        ["openssl", "verify", "-CAfile", str(ca), "-x509_strict", "-purpose", "sslserver", option, host, str(pem)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0, done.stdout + done.stderr


def test_a_guarded_host_and_its_sub_domains_get_certificates_that_openssl_accepts(home: Home, tmp_path: Path) -> None:
    authority = Authority(home, HOSTS)
    for host in ("instagram.com", "www.instagram.com", "chat.example"):
        ok, said = verified(authority, authority.leaf(host), host, tmp_path)
        assert ok, said


def test_openssl_refuses_any_other_host_signed_with_the_very_key(home: Home, tmp_path: Path) -> None:
    authority = Authority(home, HOSTS)
    for host in ("bank.example", "notinstagram.com", "127.0.0.1"):
        ok, said = verified(authority, authority.leaf(host), host, tmp_path)
        assert not ok
        assert "subtree violation" in said


def test_an_address_can_be_permitted_and_then_no_other_is(home: Home, tmp_path: Path) -> None:
    authority = Authority(home, ("127.0.0.1",))
    assert verified(authority, authority.leaf("127.0.0.1"), "127.0.0.1", tmp_path)[0]
    assert not verified(authority, authority.leaf("127.0.0.2"), "127.0.0.2", tmp_path)[0]
    assert not verified(authority, authority.leaf("bank.example"), "bank.example", tmp_path)[0]


def test_without_any_host_nothing_can_be_signed(home: Home, tmp_path: Path) -> None:
    authority = Authority(home, ())
    assert not verified(authority, authority.leaf("bank.example"), "bank.example", tmp_path)[0]


def test_the_key_is_the_owners_alone_and_no_intermediate_can_be_made(home: Home, tmp_path: Path) -> None:
    authority = Authority(home, HOSTS)
    assert home.ca_key.stat().st_mode & 0o777 == 0o600
    assert authority.certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0
    assert authority.certificate.extensions.get_extension_for_class(x509.NameConstraints).critical


def test_it_survives_a_restart_and_lives_no_longer_than_825_days(home: Home) -> None:
    first = Authority(home, HOSTS).certificate
    assert Authority(home, HOSTS).certificate == first
    assert first.not_valid_after_utc - first.not_valid_before_utc <= timedelta(days=825)


def test_leaves_live_shorter_than_chromium_allows(home: Home) -> None:
    leaf = Authority(home, HOSTS).leaf("instagram.com")
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc < timedelta(days=200)


def test_a_new_host_asks_for_a_new_certificate_of_the_same_key(home: Home, tmp_path: Path) -> None:
    authority = Authority(home, HOSTS)
    old, old_leaf = authority.certificate, authority.leaf("instagram.com")
    assert not authority.cover(HOSTS)
    assert authority.cover((*HOSTS, "new.example"))
    assert permitted(authority.certificate) == {*HOSTS, "new.example"}
    assert authority.certificate.public_key() == old.public_key()
    assert home.ca_cert.read_bytes() == authority.pem
    assert verified(authority, authority.leaf("new.example"), "new.example", tmp_path)[0]
    assert verified(authority, old_leaf, "instagram.com", tmp_path)[0]


def test_it_is_renewed_before_it_ends(home: Home) -> None:
    authority = Authority(home, HOSTS)
    assert authority.cover(HOSTS, datetime.now(UTC) + timedelta(days=800))


def test_somebody_elses_certificate_on_disk_is_not_taken_for_ours(home: Home) -> None:
    Authority(home, HOSTS)
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    other = (
        x509.CertificateBuilder()
        .subject_name(NAME)
        .issuer_name(NAME)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=300))
        .sign(key, hashes.SHA256())
    )
    home.ca_cert.write_bytes(other.public_bytes(serialization.Encoding.PEM))
    again = Authority(home, HOSTS)
    assert again.certificate != other
    assert permitted(again.certificate) == set(HOSTS)


def test_a_certificate_without_constraints_permits_nothing_that_we_know_of(home: Home) -> None:
    assert permitted(Authority(home, HOSTS).leaf("instagram.com")) == set()
