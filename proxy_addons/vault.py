"""How anything about people lies on this disk: found again by a tag, read again with the key, and otherwise noise.

A tag is an HMAC: without the local key nobody can tell whose it is. With it (a stolen home) a *given* name could be
tested, but only for people whom the tutor met; who of them is a pupil takes the office's key as well (design 4.1).
"""

import functools
import hashlib
import hmac
import os
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

TAG_BYTES = 16
NONCE_BYTES = 12
REMEMBERED = 10_000

type Tagging = Callable[[str], bytes]


class Unopenable(ValueError):
    """What was found on the disk was not sealed with this key, or was changed since."""


class Vault:
    """Tags and seals under keys derived from the device's local key, one for each use. `tag`: text → 16 bytes."""

    def __init__(self, local_key: bytes) -> None:
        self._tag_key = _derived(local_key, b"tutor-guard tag v1")
        self._seal = AESGCM(_derived(local_key, b"tutor-guard seal v1"))
        self.tag: Tagging = functools.lru_cache(REMEMBERED)(self._tag)  # every decision asks for the same few again

    def _tag(self, text: str) -> bytes:
        return hmac.digest(self._tag_key, text.encode(), hashlib.sha256)[:TAG_BYTES]

    def seal(self, plain: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._seal.encrypt(nonce, plain, None)

    def open(self, sealed: bytes) -> bytes:
        """Raises Unopenable."""
        try:
            return self._seal.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        except (InvalidTag, ValueError) as error:
            raise Unopenable("sealed with another key, or damaged") from error


def _derived(local_key: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=use).derive(local_key)
