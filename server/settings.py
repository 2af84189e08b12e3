"""Where the office lies on disk: one directory with the database and, apart from it, the key files.

Whoever takes only the database has nothing in clear; whoever takes only the keys has nothing at all.
"""

import contextlib
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

ENVIRONMENT = "TUTOR_GUARD_HOME"
DEFAULT_LISTEN = "127.0.0.1:8443"


class Unusable(Exception):
    """The office cannot start or go on as it is set up; the message is for the operator, in plain words."""


class Home:
    """Every file of one office. Nothing is made before `prepare`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.database = root / "office.sqlite"
        self.field_key = root / "field.key"
        self.signing_key = root / "signing.key"
        self.tls_key = root / "tls.key"
        self.tls_certificate = root / "tls.pem"
        self.lock = root / "office.lock"
        self.opening = root / "opening.lock"
        self.packs = root / "packs"

    @classmethod
    def chosen(cls, given: str | None) -> "Home":
        """The directory that was named, else the environment's, else the platform's data folder."""
        named = given or os.environ.get(ENVIRONMENT)
        return cls(Path(named).expanduser().absolute() if named else _data_folder() / "tutor-guard" / "office")

    @property
    def database_url(self) -> str:
        return f"sqlite+aiosqlite:///{self.database}"

    def prepare(self) -> "Home":
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Unusable(f"the home directory {self.root} cannot be made: {error.strerror}") from error
        return self

    @contextlib.contextmanager
    def occupied(self) -> Iterator[None]:
        """Hold the home for one serving process. Raises Unusable while another one has it.

        The operating system lets go of the lock when the process dies, however it dies.
        """
        descriptor = os.open(self.lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise Unusable(f"an office is already serving from {self.root}") from error
        try:
            yield
        finally:
            os.close(descriptor)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Wait for others that make or change the schema: `serve` and `token add` may both be an office's first command."""
        descriptor = os.open(self.opening, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor, wait=True)
            yield
        finally:
            os.close(descriptor)


def write_secret(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write a file that only its owner may read, whole or not at all. Without `replace`, the first writer wins."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            draft.replace(path)
        else:
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool = False) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool = False) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
