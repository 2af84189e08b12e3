"""The processes under measure: origin, plain mitmdump, and the guard with a real office; each on loopback, ended by pid."""

import contextlib
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST = "i.instagram.com"
START_SECONDS = 30.0


class Proxy(msgspec.Struct, frozen=True):
    """A proxy under measure: its port, the CA that its clients trust, its process id, and how long it took to come up."""

    name: str
    port: int
    ca: Path
    pid: int
    started_in: float

    def tls(self) -> ssl.SSLContext:
        made = ssl.create_default_context(cafile=str(self.ca))
        made.set_alpn_protocols(["http/1.1"])
        return made

    def rss(self) -> float:
        """Resident memory in MB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def rivals() -> Iterator[tuple[Proxy, Proxy, Proxy]]:
    """(plain mitmdump, mitmdump that streams bodies, guard), all with the same origin as their upstream proxy."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        pem, ca = _site(folder)
        origin = stack.enter_context(_process("-m", "benchmarks.origin", str(pem)))
        upstream = f"http://127.0.0.1:{int(_line(origin))}"
        plain = _mitmdump(stack, folder / "plain", upstream, ca)
        streaming = _mitmdump(stack, folder / "streaming", upstream, ca, "stream_large_bodies=1")
        yield plain, streaming, _guard(stack, folder, upstream, ca)


def _mitmdump(stack: contextlib.ExitStack, home: Path, upstream: str, ca: Path, *more: str) -> Proxy:
    port, began = _port(), time.monotonic()
    code = "import sys; from mitmproxy.tools.main import mitmdump; mitmdump(sys.argv[1:])"
    options = [f"confdir={home}", f"ssl_verify_upstream_trusted_ca={ca}", *more]
    flags = [flag for option in options for flag in ("--set", option)]
    process = stack.enter_context(_process("-c", code, "-q", "--mode", f"upstream:{upstream}", "-p", str(port), *flags))
    _wait(port)
    return Proxy("mitmdump", port, home / "mitmproxy-ca-cert.pem", process.pid, time.monotonic() - began)


def _guard(stack: contextlib.ExitStack, folder: Path, upstream: str, ca: Path) -> Proxy:
    office, home, port = folder / "office", folder / "guard", _port()
    listen = f"127.0.0.1:{_port()}"
    stack.enter_context(_process("-m", "server", "serve", "--listen", listen, "--home", str(office)))
    _wait(int(listen.rpartition(":")[2]))
    said = _run("-m", "server", "enrolment-code", "--tutor", "T1", "--address", listen, "--home", str(office))
    _run("-m", "proxy_addons", "enrol", said.split()[-1], "--home", str(home))
    flags = ["--listen", f"127.0.0.1:{port}", "--loopback", f"127.0.0.1:{_port()}", "--home", str(home)]
    began = time.monotonic()
    more = ["--upstream-proxy", upstream, "--upstream-ca", str(ca)]
    process = stack.enter_context(_process("-m", "proxy_addons", "run", *flags, *more))
    _wait(port)
    return Proxy("guard", port, home / "ca.pem", process.pid, time.monotonic() - began)


@contextlib.contextmanager
def _process(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _run(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True, timeout=60).stdout


def _line(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout
    return process.stdout.readline()


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.01)
    raise TimeoutError(f"nothing listens on port {port}")


def _site(folder: Path) -> tuple[Path, Path]:
    """Key and certificate of the origin for HOST, and the same certificate as its own CA."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "benchmark origin")])
    names = x509.SubjectAlternativeName([x509.DNSName(HOST), x509.DNSName("gateway.instagram.com")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "origin.pem").write_bytes(private + public)
    (folder / "origin-ca.pem").write_bytes(public)
    return folder / "origin.pem", folder / "origin-ca.pem"
