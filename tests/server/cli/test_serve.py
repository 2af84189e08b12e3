"""`serve`, as an operator starts and stops it: a real process on a real port."""

import contextlib
import hashlib
import re
import signal
import socket
import ssl
import subprocess
import sys

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from policy import enrolment
from server.cli.serve import named, parsed
from server.settings import Unusable

SECONDS = 240


@contextlib.contextmanager
def serving(home, *words):
    """A serving office; its process."""
    command = [sys.executable, "-m", "server", "serve", "--home", str(home), "--listen", "127.0.0.1:0", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process):
    """The line that says that it listens; the port in it."""
    said = process.stdout.readline()
    assert said.startswith("Office listening on https://127.0.0.1:"), process.stderr.read()
    return int(re.search(r":([0-9]+) ", said)[1])


def failed(process):
    out, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 1, err
    assert out == ""
    return err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_listens_and_stops_cleanly_when_told(tmp_path, number):
    with serving(tmp_path) as process:
        socket.create_connection(("127.0.0.1", line(process))).close()
        process.send_signal(number)
        out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err


def test_devices_find_by_a_code_the_very_key_that_it_serves_with(tmp_path, shell):
    with serving(shell.home.root) as process:
        port = line(process)
        code = enrolment.read(shell("enrolment-code", "--tutor", "T1"))
        pem = ssl.get_server_certificate(("127.0.0.1", port))
    spki = (
        x509.load_pem_x509_certificate(pem.encode()).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )
    assert (code.address, code.pin) == (f"127.0.0.1:{port}", hashlib.sha256(spki).digest())


def test_a_second_office_in_the_same_home_is_refused_plainly(tmp_path):
    with serving(tmp_path) as first:
        line(first)
        with serving(tmp_path) as second:
            assert "already serving" in failed(second)


def test_a_port_that_is_taken_is_said_plainly(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with serving(tmp_path, "--listen", address) as process:
            assert f"cannot listen on {address}: another program listens there" in failed(process)


def test_more_workers_than_one_are_refused_plainly(tmp_path):
    with serving(tmp_path, "--workers", "4") as process:
        assert "with SQLite the office is one process" in failed(process)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("listen", "found"), [("127.0.0.1:8443", ("127.0.0.1", 8443)), ("[::1]:1", ("::1", 1))])
def test_an_address_is_a_host_and_a_port(listen, found):
    assert parsed(listen) == found


def test_who_listens_everywhere_is_found_by_the_machine_s_name():
    assert (named("0.0.0.0"), named("::"), named("10.0.0.7")) == (socket.gethostname(), socket.gethostname(), "10.0.0.7")


@pytest.mark.parametrize("listen", ["8443", ":8443", "host:", "host:x", "host:99999"])
def test_what_is_no_address_is_refused(listen):
    with pytest.raises(Unusable):
        parsed(listen)
