"""The office's keys, made at the first start and never again: for fields, for bundles and for TLS.

Devices pin the TLS key, not the certificate, so the certificate may be made anew for another address at any time.
"""

import hashlib
import ipaddress
import secrets
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from server.settings import Home, Unusable, write_secret
from server.vault import KEY_BYTES, Vault

LIFETIME = timedelta(days=3650)
LOCAL_NAMES = ("localhost", "127.0.0.1")


class Keys:
    """What seals fields and what signs bundles and the log."""

    def __init__(self, field: bytes, signer: Ed25519PrivateKey) -> None:
        self.vault = Vault(field)
        self.signer = signer

    @property
    def signer_public(self) -> bytes:
        return self.signer.public_key().public_bytes_raw()


def opened(home: Home) -> Keys:
    """The home's keys, made now if this is its first use. Raises Unusable.

    A database without its field key is a lost key, not a first use: a new key would only hide that.
    """
    if home.database.exists() and not home.field_key.exists():
        raise Unusable(f"{home.field_key} is missing: without it the database cannot be read; restore a backup")
    field = _kept(home.field_key, secrets.token_bytes(KEY_BYTES))
    signer = _kept(home.signing_key, Ed25519PrivateKey.generate().private_bytes_raw())
    if len(field) != KEY_BYTES or len(signer) != KEY_BYTES:
        raise Unusable(f"a key file in {home.root} is damaged; restore a backup")
    return Keys(field, Ed25519PrivateKey.from_private_bytes(signer))


def tls_context(home: Home, host: str) -> ssl.SSLContext:
    """The server's TLS with a certificate that names `host`."""
    certificate(home, host)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(home.tls_certificate, home.tls_key)
    return context


def pin(home: Home) -> bytes:
    """SHA-256 of the TLS key's SubjectPublicKeyInfo: what an enrolment code holds."""
    spki = _tls_key(home).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(spki).digest()


def certificate(home: Home, host: str) -> x509.Certificate:
    """The self-signed certificate, made (anew) when there is none that names the host."""
    wanted = [_name(name) for name in dict.fromkeys((*LOCAL_NAMES, host))]
    if home.tls_certificate.exists():
        kept = x509.load_pem_x509_certificate(home.tls_certificate.read_bytes())
        names = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        if all(name in names for name in wanted):
            return kept
    made = _certificate(_tls_key(home), wanted)
    write_secret(home.tls_certificate, made.public_bytes(Encoding.PEM))
    return made


def _certificate(key: ec.EllipticCurvePrivateKey, names: list[x509.GeneralName]) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tutor Guard office")])
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # a device's clock may be behind
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )


def _tls_key(home: Home) -> ec.EllipticCurvePrivateKey:
    fresh = ec.generate_private_key(ec.SECP256R1())
    pem = _kept(home.tls_key, fresh.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    key = load_pem_private_key(pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Unusable(f"{home.tls_key} is not the office's own key")
    return key


def _kept(path: Path, fresh: bytes) -> bytes:
    """The file's content; the fresh one if there was no file. Two processes starting at once agree on one."""
    try:
        if not path.exists():
            write_secret(path, fresh, replace=False)
        return path.read_bytes()
    except OSError as error:
        raise Unusable(f"{path} cannot be read or written: {error.strerror}") from error


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
