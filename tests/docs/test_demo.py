"""`make run` as a person sees it: the whole story, a second time, twice at once, with a port taken, and Ctrl-C."""

import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.together.programs import free_port

ROOT = Path(__file__).parents[2]
SECONDS = 600
pytestmark = pytest.mark.client


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The demo's command line, with a home and ports of its own."""
    ports = [f"--{name}=127.0.0.1:{free_port()}" for name in ("office", "listen", "loopback")]
    return [sys.executable, "-u", "-m", "docs.demo", f"--home={tmp_path_factory.mktemp('demo') / 'home'}", *ports]


class Demo:
    """One run, read until it stays up."""

    def __init__(self, line: list[str]) -> None:
        self.process = subprocess.Popen(
            line, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        watchdog = threading.Timer(SECONDS, self.process.kill)
        watchdog.start()
        assert self.process.stdout
        self.said = ""
        for said in self.process.stdout:
            self.said += said
            if "until Ctrl-C" in said:
                break
        watchdog.cancel()

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        self.said += self.process.communicate(timeout=240)[0]
        return self.process.returncode


def places(line: list[str]) -> list[tuple[str, int]]:
    return [("127.0.0.1", int(part.rpartition(":")[2])) for part in line if "=127.0.0.1:" in part]


def listens(place: tuple[str, int]) -> bool:
    with socket.socket() as one:
        return one.connect_ex(place) == 0


@pytest.fixture(scope="module")
def first(line: list[str]) -> Iterator[Demo]:
    """The first run, while it stays up."""
    demo = Demo(line)
    yield demo
    if demo.process.poll() is None:
        demo.end(signal.SIGTERM)


def test_the_main_job_is_played(first: Demo) -> None:
    said = " ".join(first.said.split())

    for part in (
        "3 pupils registered",
        "Message not sent. This account belongs to a pupil of Example Tutors",
        "(clause 5.1)",
        "go through the office, 01632 960000",
        "Instagram's servers (the stand-in) saw nothing of it",
        "sent: the stand-in received it",
        "held: the app waits for the tutor's answer",
        "Cancelled: nothing was sent.",
        "/proxy.pac",
        "-m proxy_addons trust",
    ):
        assert part in said
    assert re.search(r"incident https://127\.0\.0\.1:\d+/incidents/\w+", said)
    assert re.search(r"as demo-dsl-1 with the one-time password \S{12,}", said)


def test_it_stays_up(first: Demo, line: list[str]) -> None:
    assert first.process.poll() is None
    assert all(map(listens, places(line)))


def test_a_second_at_the_same_time_says_so(first: Demo, line: list[str]) -> None:
    second = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)

    assert second.returncode == 1
    assert second.stderr.startswith("Sorry: `make run` is at work already")


def test_a_port_that_is_taken_is_named(first: Demo, line: list[str], tmp_path: Path) -> None:
    other = [part if not part.startswith("--home") else f"--home={tmp_path}" for part in line]
    second = subprocess.run(other, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)

    assert second.returncode == 1
    assert second.stderr.startswith("Sorry: another program listens on 127.0.0.1:")
    assert second.stderr.count("\n") == 1


def test_ctrl_c_ends_all_of_it(first: Demo, line: list[str]) -> None:
    assert first.end(signal.SIGINT) == 0
    assert first.said.rstrip().endswith("Stopped.")
    assert not any(map(listens, places(line)))


def test_a_second_run_keeps_the_data(first: Demo, line: list[str]) -> None:
    again = Demo(line)
    ended = again.end(signal.SIGTERM)

    assert "3 pupils registered" in again.said
    assert "as demo-dsl-2 with the one-time password" in again.said
    assert ended == 0
    assert not any(map(listens, places(line)))


def test_secrets_lie_there_for_their_owner_alone(first: Demo, line: list[str]) -> None:
    home = Path(line[4].partition("=")[2])

    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "office.token").stat().st_mode & 0o777 == 0o600
