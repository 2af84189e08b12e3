"""From what was read to a signed pack with a serial of its own.

Serial and date come from the lists: the day of the newest one, so that the same sources give the same bytes wherever they are
built. A pack that takes the place of another one with other content gets a serial above it: devices refuse anything else.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from policy.packs.packing import Packed, packed, renumbered
from policy.packs.parts import Head, PackRejected
from policy.packs.sealed import unseal
from server.packs.reading import BadSource, Reading

NAME = "threats"


def built(readings: Iterable[Reading], key: Ed25519PrivateKey, *, name: str = NAME, before: bytes | None = None) -> Packed:
    """The pack, to take the place of the one before. Raises BadSource for lists that do not go together."""
    read = list(readings)
    newest = max((reading.on.as_of for reading in read if reading.on.as_of), default=None)
    issued = int(datetime.combine(newest, time(), UTC).timestamp()) if newest else 0
    lists = ((reading.on, reading.content.entries) for reading in read)
    try:
        made = packed(lists, name=name, serial=issued, issued=issued, key=key)
    except ValueError as error:
        raise BadSource(str(error)) from error
    serial = _serial(_head(before, key), unseal(made.data).head)
    return made if serial == issued else renumbered(made, serial, key)


def previous(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _head(before: bytes | None, key: Ed25519PrivateKey) -> Head | None:
    """The head of the pack that is there, if it is ours."""
    try:
        return unseal(before, key.public_key()).head if before else None
    except PackRejected:
        return None


def _serial(old: Head | None, new: Head) -> int:
    if old is None or old.name != new.name:
        return new.serial
    same = (old.digest, old.lists) == (new.digest, new.lists)
    return old.serial if same and old.serial >= new.serial else max(new.serial, old.serial + 1)
