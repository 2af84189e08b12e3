"""A stand-in for the internet: a proxy behind which Instagram's address is answered by us, over TLS with a CA of our own."""

import json
import re
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOSTS = ("instagram.com", "*.instagram.com")


class Internet:
    """Answers from `start` to `stop`. `seen`: the requests that arrived, as method and path."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.ca_file = folder / "ca.pem"
        self.seen: list[str] = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(_certificates(folder, self.ca_file))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Site,), {"internet": self}))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def sends(self) -> int:
        """How many messages and follow requests arrived."""
        return sum("broadcast" in request or "friendships/create" in request for request in self.seen)


class _Site(BaseHTTPRequestHandler):
    """A proxy's CONNECT first; then, on the same connection, Instagram's private API as far as the demo goes."""

    internet: Internet
    protocol_version = "HTTP/1.1"

    def do_CONNECT(self) -> None:
        self.send_response_only(200, "Connection established")
        self.end_headers()
        self.connection = self.internet.context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)

    def do_GET(self) -> None:
        self._seen()
        if person := re.search(r"/users/(\d+)/info/", self.path):
            self._answer({"user": {"pk": int(person[1]), "pk_id": person[1], "username": f"somebody_{person[1][-4:]}"}})
        else:
            self._answer({})

    def do_POST(self) -> None:
        self._seen()
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._answer({"action": "item_ack"} if "broadcast" in self.path else {"friendship_status": {"following": True}})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing: the demo tells what arrived."""

    def _seen(self) -> None:
        self.internet.seen.append(f"{self.command} {self.path.partition('?')[0]}")

    def _answer(self, content: dict[str, object]) -> None:
        body = json.dumps(content | {"status": "ok"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _certificates(folder: Path, ca_file: Path) -> Path:
    """Write a CA's certificate, which the guard is to trust upstream; returns a file with key and certificate for the hosts."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = _name("Stand-in for the internet")
    usage = x509.KeyUsage(*(flag in {5, 6} for flag in range(9)))  # key_cert_sign, crl_sign
    ca = _builder(ca_name, ca_name, ca_key).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    ca_certificate = ca.add_extension(usage, critical=True).sign(ca_key, hashes.SHA256())
    leaf = (
        _builder(_name(HOSTS[0]), ca_name, key)
        .add_extension(x509.SubjectAlternativeName(list(map(x509.DNSName, HOSTS))), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    ca_file.write_bytes(ca_certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / "instagram.pem"
    file.write_bytes(private + leaf.public_bytes(serialization.Encoding.PEM))
    return file


def _builder(name: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now, serial = datetime.now(UTC), x509.random_serial_number()
    builder = x509.CertificateBuilder(issuer, name, key.public_key(), serial, now - timedelta(days=1), now + timedelta(days=30))
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
