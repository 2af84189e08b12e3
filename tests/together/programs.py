"""Programs as separate processes: started, watched until they listen, ended by their id; their output is kept in a file."""

import atexit
import contextlib
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.together.driver import ROOT, bare_environment
from tests.together.waiting import until

PYTHON = sys.executable
COMMAND_SECONDS = 120
GIVEN = Path("/proc/sys/net/ipv4/ip_local_port_range")


def free_port() -> int:
    """Below those that the system gives to whoever asks for any: nobody takes it before its program, or while that restarts."""
    lowest = int(GIVEN.read_text().split()[0]) if GIVEN.exists() else 0
    tries = [random.randrange(10_000, lowest) for _ in range(100)] if lowest > 12_000 else []
    for port in (*tries, 0):
        with contextlib.suppress(OSError), socket.socket() as one:
            one.bind(("127.0.0.1", port))
            found: int = one.getsockname()[1]
            return found
    raise AssertionError("there is no free port")


def listens(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(0.5)
        return one.connect_ex(("127.0.0.1", port)) == 0


class Program:
    """One long-running process. `start` again after `stop` or `kill` gives the next process with the same arguments."""

    def __init__(self, name: str, arguments: Sequence[str], port: int, log: Path, python: Path | str = PYTHON) -> None:
        self.name, self.port, self.log = name, port, log
        self._command = [python, *arguments]
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.kill)  # for whoever fails before it could be stopped

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, seconds: float = 120) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=ROOT, env=bare_environment()
            )
        until(lambda: listens(self.port) or not self.running, seconds, f"{self.name} does not listen; see {self.log}")
        assert self.running, f"{self.name} ended at once:\n{self.log.read_text()[-3000:]}"

    def stop(self, seconds: float = 60) -> None:
        """Ask it to end, as a service manager would; a process that does not is a failure of its own."""
        if self.running and self._process:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError(f"{self.name} did not end within {seconds} s of SIGTERM") from None

    def kill(self) -> None:
        """As a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait(10)

    def resident_mb(self) -> float:
        """Memory in use now, by /proc."""
        fields = dict(line.split(":", 1) for line in Path(f"/proc/{self.pid}/status").read_text().splitlines())
        return int(fields["VmRSS"].split()[0]) / 1024

    def peak_mb(self) -> float:
        fields = dict(line.split(":", 1) for line in Path(f"/proc/{self.pid}/status").read_text().splitlines())
        return int(fields["VmHWM"].split()[0]) / 1024


def command(*arguments: str, log: Path, seconds: float = COMMAND_SECONDS, expect: int | None = 0) -> str:
    """Run `python -m …` to its end and give what it printed; also kept in `log`, for the privacy tests."""
    done = subprocess.run(
        [PYTHON, "-m", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=bare_environment(),
        timeout=seconds,
        check=False,
    )
    with log.open("a") as kept:
        kept.write(done.stdout + done.stderr)
    assert expect is None or done.returncode == expect, f"{arguments} ended with {done.returncode}:\n{done.stderr[-2000:]}"
    return done.stdout


def last_line(printed: str) -> str:
    """A code, token or password stands alone on the last line of standard output."""
    return printed.rstrip().splitlines()[-1].strip()
