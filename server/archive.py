"""A backup: the database and every key file in one file for its owner alone.

The database is copied by SQLite's own online backup, so that a copy made while the office serves is one consistent state.
What is restored is first seen to be whole, and to fit together, before anything in the home is touched.
"""

import contextlib
import io
import sqlite3
import tarfile
import tempfile
from pathlib import Path

from server.settings import Home, Unusable, write_secret

MAX_MEMBER = 4 * 2**30


def write(home: Home, file: Path) -> int:
    """Write a backup of a home; its size in bytes. Raises Unusable."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar, tempfile.TemporaryDirectory(dir=home.root) as draft:
        copy = Path(draft) / home.database.name
        _copied(home.database, copy)
        for path in (copy, *_keys(home)):
            _add(tar, path)
    try:
        write_secret(file.absolute(), out.getvalue())
    except OSError as error:
        raise Unusable(f"{file} cannot be written: {error.strerror}") from error
    return out.tell()


def read(home: Home, file: Path) -> None:
    """Put a backup's database and keys into a home that nobody serves from. Raises Unusable, the home untouched."""
    members = _members(home, file)
    with tempfile.TemporaryDirectory(dir=home.root) as draft:
        copy = Path(draft) / home.database.name
        write_secret(copy, members[home.database.name])
        _see_whole(copy)
        for path in (home.root / f"{home.database.name}{tail}" for tail in ("-wal", "-shm")):
            path.unlink(missing_ok=True)  # of the database that goes: they would be played into the one that comes
        for path in _keys(home):
            write_secret(path, members[path.name])
        copy.replace(home.database)


def _keys(home: Home) -> tuple[Path, ...]:
    return (home.field_key, home.signing_key, home.tls_key, home.tls_certificate)


def _add(tar: tarfile.TarFile, path: Path) -> None:
    if not path.exists():
        raise Unusable(f"{path.name} is not there yet: start `serve` once before the first backup")
    content = path.read_bytes()
    member = tarfile.TarInfo(path.name)
    member.size, member.mode = len(content), 0o600
    tar.addfile(member, io.BytesIO(content))


def _members(home: Home, file: Path) -> dict[str, bytes]:
    """The files by name: exactly those of a home, no path in any of them."""
    wanted = {home.database.name, *(path.name for path in _keys(home))}
    try:
        with tarfile.open(file, mode="r:") as tar:
            named = {member.name: member for member in tar.getmembers() if member.isfile() and member.size <= MAX_MEMBER}
            if set(named) != wanted:
                raise Unusable(f"{file} is no backup of an office")
            return {name: content.read() for name, member in named.items() if (content := tar.extractfile(member))}
    except (tarfile.TarError, OSError) as error:
        raise Unusable(f"{file} is no backup of an office, or damaged") from error


def _copied(database: Path, copy: Path) -> None:
    with contextlib.closing(sqlite3.connect(database)) as source, contextlib.closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _see_whole(database: Path) -> None:
    try:
        with contextlib.closing(sqlite3.connect(database)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise Unusable("the backup's database is damaged") from error
    if verdict != "ok":
        raise Unusable("the backup's database is damaged")
