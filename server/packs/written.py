"""Files that are there whole or not at all: somebody may be reading the one that is replaced."""

import os
import secrets
from pathlib import Path


def replaced(file: Path, content: bytes) -> None:
    """Put the content in the file's place. Raises OSError, and then the old file is as it was."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}.new")
    try:
        with draft.open("xb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
