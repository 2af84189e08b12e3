"""The system's own programs that change what it trusts: run without a question, with a limit, and quoted when they fail."""

import subprocess

import msgspec

SECONDS = 60.0
MAX_SAME_NAME = 20


class StoreRefused(Exception):
    """A store could not be changed; the message says what the person can do."""


class Ended(msgspec.Struct, frozen=True):
    """How a program ended. `words`: its last line, for a person; it explains a code other than 0."""

    code: int
    out: bytes = b""
    words: str = ""


def run(*line: str) -> Ended:
    """Run it to its end; one that cannot be run, or takes too long, has failed."""
    try:
        done = subprocess.run(line, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS, check=False)  # noqa: S603
    except OSError as error:
        return Ended(-1, words=error.strerror or "it cannot be run")
    except subprocess.TimeoutExpired:
        return Ended(-1, words="it takes too long")
    said = (done.stderr.strip() or done.stdout.strip()).decode(errors="replace").splitlines()
    return Ended(done.returncode, done.stdout, said[-1] if said else "failed")


def checked(*line: str) -> None:
    """Run it. Raises StoreRefused when it fails."""
    if (ended := run(*line)).code != 0:
        raise StoreRefused(f"{line[0]}: {ended.words}")


def clear(*, seek: tuple[str, ...], delete: tuple[str, ...]) -> None:
    """Delete one by one what is found under the name: earlier certificates of this guard bear the same."""
    for _ in range(MAX_SAME_NAME):
        if run(*seek).code != 0:
            return
        checked(*delete)
    raise StoreRefused(f"{delete[0]} says that it deletes the certificate, but it stays")
