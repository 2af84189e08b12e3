"""The device's own certificate authority, which can sign for guarded hosts and for nothing else.

X.509 name constraints (RFC 5280 4.2.1.10, critical) permit the guarded hosts and exclude every IP address, so that a
stolen key cannot fake a bank: OpenSSL, Chromium and Firefox then refuse the certificate (design 4.9). When a host is
added, the CA is issued anew with the same key and name: whoever trusts the old one goes on for the old hosts.
"""

import ipaddress
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from proxy_addons.home import Home

CA_DAYS = 825
LEAF_DAYS = 197  # Chromium refuses 200 and more
SKEW = timedelta(days=2)  # clocks of tutors' computers go wrong
RENEW_BEFORE = timedelta(days=30)
NAME = x509.Name(
    [
        x509.NameAttribute(NameOID.COMMON_NAME, "Tutor Guard on this computer"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Tutor Guard (guarded sites only)"),
    ]
)
EVERY_ADDRESS = (x509.IPAddress(ipaddress.ip_network("0.0.0.0/0")), x509.IPAddress(ipaddress.ip_network("::/0")))


class Authority:
    """The CA in force: made at first use, issued anew when the guarded hosts outgrow it or it nears its end."""

    def __init__(self, home: Home, hosts: Iterable[str], now: datetime | None = None) -> None:
        self._home = home
        self.key = self._load_key()
        self.certificate = self._load_certificate() or self._issue((), now or datetime.now(UTC))
        self.leaf_key = ec.generate_private_key(ec.SECP256R1())  # of this run only: a leaf never outlives the process
        self.cover(hosts, now)

    def cover(self, hosts: Iterable[str], now: datetime | None = None) -> bool:
        """Make the CA fit for these hosts; True when it had to be issued anew (and must be trusted anew for the new ones)."""
        moment = now or datetime.now(UTC)
        wanted = tuple(sorted(set(hosts)))
        fresh = self.certificate.not_valid_after_utc - moment > RENEW_BEFORE
        if fresh and permitted(self.certificate) >= set(wanted) and self._home.ca_cert.exists():
            return False
        self.certificate = self._issue(wanted, moment)
        self._home.ca_cert.write_bytes(self.pem)
        return True

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def leaf(self, host: str) -> x509.Certificate:
        """A certificate for one guarded host (a name or an IP address), signed by the CA."""
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([]))
            .issuer_name(NAME)
            .public_key(self.leaf_key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - SKEW)
            .not_valid_after(min(now + timedelta(days=LEAF_DAYS) - SKEW, self.certificate.not_valid_after_utc))
            .add_extension(x509.SubjectAlternativeName([_general_name(host)]), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .sign(self.key, hashes.SHA256())
        )

    def _issue(self, hosts: tuple[str, ...], now: datetime) -> x509.Certificate:
        public = self.key.public_key()
        usage = x509.KeyUsage(
            key_cert_sign=True,
            crl_sign=True,
            digital_signature=False,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            encipher_only=False,
            decipher_only=False,
        )
        return (
            x509.CertificateBuilder()
            .subject_name(NAME)
            .issuer_name(NAME)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - SKEW)
            .not_valid_after(now + timedelta(days=CA_DAYS) - SKEW)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(_constraints(hosts), critical=True)
            .sign(self.key, hashes.SHA256())
        )

    def _load_key(self) -> ec.EllipticCurvePrivateKey:
        if not self._home.ca_key.exists():
            key = ec.generate_private_key(ec.SECP256R1())
            encoded = key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            self._home.write_secret(self._home.ca_key, encoded)
            return key
        loaded = serialization.load_pem_private_key(self._home.ca_key.read_bytes(), None)
        if not isinstance(loaded, ec.EllipticCurvePrivateKey):
            raise TypeError(f"{self._home.ca_key} is not the key of a Tutor Guard CA; run `leave` and enrol again")
        return loaded

    def _load_certificate(self) -> x509.Certificate | None:
        """The CA on disk, if it is this key's."""
        try:
            certificate = x509.load_pem_x509_certificate(self._home.ca_cert.read_bytes())
        except (FileNotFoundError, ValueError):
            return None
        return certificate if certificate.public_key() == self.key.public_key() else None


def permitted(certificate: x509.Certificate) -> set[str]:
    """The hosts that a CA certificate may sign for."""
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.NameConstraints).value
    except x509.ExtensionNotFound:
        return set()
    return {_text(name) for name in constraints.permitted_subtrees or ()}


def _constraints(hosts: tuple[str, ...]) -> x509.NameConstraints:
    """Names permit their sub-domains. With no IP address permitted, all are excluded: a constraint of one type says
    nothing of the others. `invalid` (RFC 6761) stands in when there is no name, for an empty list would permit all.
    """
    networks = [x509.IPAddress(ipaddress.ip_network(host)) for host in hosts if is_address(host)]
    names = [x509.DNSName(host) for host in hosts if not is_address(host)] or [x509.DNSName("invalid")]
    return x509.NameConstraints(
        permitted_subtrees=[*names, *networks], excluded_subtrees=None if networks else list(EVERY_ADDRESS)
    )


def is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _general_name(host: str) -> x509.GeneralName:
    return x509.IPAddress(ipaddress.ip_address(host)) if is_address(host) else x509.DNSName(host)


def _text(name: x509.GeneralName) -> str:
    return str(name.value).partition("/")[0]  # an address stands as a network of one
