"""Office and guard as processes: started, waited for, ended by their own number; and the commands that a person types."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

SECONDS = 120.0
PAUSE = 0.05
ROOT = Path(__file__).parents[2]


class Failed(RuntimeError):
    """A program did not do what it should; the message says which, and where to read more."""


def until[T](found: Callable[[], T], what: str, seconds: float = SECONDS) -> T:
    """Wait until something is found. Raises Failed."""
    end = time.monotonic() + seconds
    while not (hit := found()):
        if time.monotonic() > end:
            raise Failed(f"{what} did not come about within {seconds:.0f} seconds")
        time.sleep(PAUSE)
    return hit


def listens(place: tuple[str, int]) -> bool:
    """Does anything answer there?"""
    with contextlib.suppress(OSError), socket.create_connection(place, timeout=1):
        return True
    return False


@contextlib.contextmanager
def running(line: list[str], log: Path, ready: Callable[[], bool]) -> Iterator[None]:
    """`python -m …` in the background, from when it is ready to the end of the block. Raises Failed."""
    with log.open("ab") as output:
        # In the demo's own process group: whatever ends that (Ctrl-C, a closed terminal) ends them too.
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", *line], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        until(lambda: process.poll() is not None or ready(), f"`{line[0]}` being ready")
        if process.poll() is not None:
            raise Failed(f"`{line[0]}` ended at once: {_last(log)} (all of it: {log})")
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def command(*line: str) -> str:
    """Run `python -m …` to its end; what it printed. Raises Failed with what it said."""
    done = subprocess.run([sys.executable, "-m", *line], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
    if done.returncode != 0:
        raise Failed(f"`{' '.join(line[:2])}` failed: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else '?'}")
    return done.stdout


def last_line(printed: str) -> str:
    """Codes, tokens and passwords stand alone on the last line."""
    return printed.rstrip().splitlines()[-1]


def _last(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
