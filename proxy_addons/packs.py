"""Threat packs as files: mapped, not read, so that a pack of any size costs only the pages that questions touch.

A mapping lasts as long as its pack; the file is replaced whole by whoever renews it, never written to.
"""

import mmap
from pathlib import Path
from typing import TYPE_CHECKING

from policy.packs.pack import Pack
from policy.packs.parts import PackRejected

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def opened(file: Path, key: "Ed25519PublicKey | None" = None) -> Pack:
    """The pack of a file, verified. Raises PackRejected, or OSError for what cannot be read."""
    with file.open("rb") as opened_file:
        try:
            mapped = mmap.mmap(opened_file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise PackRejected("torn", "it is empty") from error
    return Pack.open(memoryview(mapped), key)
