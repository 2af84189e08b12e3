"""What stands in the database, sealed: AES-256-GCM under a key file that is kept apart from the database.

Table, column and row are bound into each sealed value, so that nobody who can write to the database can move one
person's handle, name or reason to another's row.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION = b"\x01"


class Unsealable(ValueError):
    """A sealed value that this key cannot open in this place: another key, or somebody moved or changed it."""


class Vault:
    """Seals and opens single values for a column and the row's key."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, column: Column[bytes], row: str, content: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return VERSION + nonce + self._cipher.encrypt(nonce, content, _place(column, row))

    def open(self, column: Column[bytes], row: str, sealed: bytes) -> bytes:
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, body, _place(column, row))
        except (InvalidTag, ValueError) as error:
            raise Unsealable(f"{column} cannot be opened with this key") from error

    def seal_text(self, column: Column[bytes], row: str, text: str) -> bytes | None:
        """Nothing for an empty text: then the column says at least that it is empty."""
        return self.seal(column, row, text.encode()) if text else None

    def open_text(self, column: Column[bytes], row: str, sealed: bytes | None) -> str:
        return self.open(column, row, sealed).decode() if sealed else ""


def _place(column: Column[bytes], row: str) -> bytes:
    return VERSION + f"{column.table.name}.{column.name}\0{row}".encode()
