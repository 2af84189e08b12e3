"""Where everything of a device lies: one folder, for its owner alone.

Secrets are written whole or not at all: to a file beside, flushed to the disk, then renamed over the old one.
"""

import contextlib
import errno
import os
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

KEY_BYTES = 32
OURS = (
    "local.key",
    "ca.key",
    "device",
    "people.*",
    "outbox.*",
    "bundle",
    "bundle.previous",
    "pack.*",
    "ca.pem",
    "loopback.*",
    "upstream-roots.pem",
)


class HomeInUse(RuntimeError):
    """Another guard runs in this home."""


class Home:
    """The folder of one device. The properties are paths, but for `local_key`."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)

    @classmethod
    def default(cls) -> "Home":
        """TUTOR_GUARD_HOME, or else the platform's own place for the data of programs."""
        return cls(Path(os.environ.get("TUTOR_GUARD_HOME") or _data_folder() / "guard"))

    @property
    def device_file(self) -> Path:
        return self.root / "device"

    @property
    def local_key(self) -> bytes:
        """The key of everything on this disk, made at first use."""
        return self.secret(self.root / "local.key", lambda: secrets.token_bytes(KEY_BYTES))

    @property
    def database(self) -> Path:
        return self.root / "people.sqlite"

    @property
    def outbox(self) -> Path:
        return self.root / "outbox.sqlite"

    @property
    def bundle(self) -> Path:
        return self.root / "bundle"

    @property
    def previous_bundle(self) -> Path:
        return self.root / "bundle.previous"

    @property
    def ca_key(self) -> Path:
        return self.root / "ca.key"

    @property
    def ca_cert(self) -> Path:
        return self.root / "ca.pem"

    @property
    def loopback_token(self) -> Path:
        return self.root / "loopback.token"

    def write_secret(self, path: Path, content: bytes) -> None:
        """Put `content` at `path`, readable by the owner only, in one step."""
        handle, beside = tempfile.mkstemp(dir=self.root, prefix=f".{path.name}.")  # made 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise

    def secret(self, path: Path, make: Callable[[], bytes]) -> bytes:
        """What is kept at `path`; made at first use."""
        with contextlib.suppress(FileNotFoundError):
            return path.read_bytes()
        self.write_secret(path, make())
        return path.read_bytes()

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """One guard per home. Raises HomeInUse."""
        with (self.root / "lock").open("a+b") as file:
            _lock(file.fileno(), self.root)
            yield

    def erase(self) -> None:
        """Remove all that a device keeps, its keys first, so that whatever could not be removed can't be read either.

        By name only: `TUTOR_GUARD_HOME` may be the office's home too.
        """
        for pattern in OURS:
            for path in self.root.glob(pattern):
                path.unlink(missing_ok=True)


def _lock(descriptor: int, root: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - exists elsewhere only

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
            raise HomeInUse(f"a Tutor Guard is running in {root} already; stop that one first") from error
        raise


def _data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "TutorGuard"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "TutorGuard"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "tutor-guard"
