"""The file that a pack is: who signed it, the head that was signed, and the body that the head's digest covers.

    4 bytes   TGP and the version of the format
    4         length of the head, little-endian
   32         the public key that signed it
   64         Ed25519 signature over the context, everything before it and the head
              head    msgpack array: name, serial, issued, digest, number of rows, lengths of pages (two kinds), deepest, lists
              body    the rows' numbers, ascending, 8 bytes each, little-endian; then the rows' lists, 1 byte each

A row is an entry of a list (entry.py), or the mark of a host that has listed pages (parts.py), under the host's number: so one
search tells of a name whether it is listed, and whether its pages are to be looked for at all.
"""

import hashlib

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from policy.packs.entry import NUMBER
from policy.packs.parts import Head, PackRejected, Parts

VERSION = 1
MAGIC = b"TGP" + bytes([VERSION])
CONTEXT = b"tutor-guard threat pack v1\0"  # a signature for this purpose fits no other
KEY, SIGNATURE = slice(8, 40), slice(40, 104)
HEAD = 104
ROW = NUMBER + 1


def seal(key: Ed25519PrivateKey, head: bytes, body: bytes) -> bytes:
    """The file of a pack."""
    start = MAGIC + len(head).to_bytes(4, "little") + key.public_key().public_bytes_raw()
    return start + key.sign(CONTEXT + start + head) + head + body


def joined(parts: Parts, head: bytes, signature: bytes, body: bytes) -> bytes:
    """The file of a pack that the same office signed before."""
    return MAGIC + len(head).to_bytes(4, "little") + parts.key + signature + head + body


def unseal(data: memoryview | bytes, key: Ed25519PublicKey | None = None) -> Parts:
    """Verify a file; with a key, that this key signed it. Raises PackRejected."""
    view = memoryview(data)
    signed = _signed_head(view, key)
    try:
        head = msgspec.msgpack.decode(signed, type=Head)
    except msgspec.MsgspecError as error:
        raise PackRejected("torn", "its head cannot be read") from error
    body = view[HEAD + len(signed) :]
    if head.rows < 0 or len(body) != head.rows * ROW or hashlib.sha256(body).digest() != head.digest:
        raise PackRejected("torn", "its content is not what was signed")
    numbers = body[: head.rows * NUMBER].cast("Q")
    return Parts(head, signed, bytes(view[KEY]), bytes(view[SIGNATURE]), numbers, body[head.rows * NUMBER :])


def _signed_head(view: memoryview, key: Ed25519PublicKey | None) -> bytes:
    start = bytes(view[:HEAD])
    if start[:3] != MAGIC[:3] or len(start) < HEAD:
        raise PackRejected("torn", "it is no threat pack, or only the beginning of one")
    if start[3] != VERSION:
        raise PackRejected("version", f"format {start[3]}, but this program reads {VERSION}")
    signed = bytes(view[HEAD : HEAD + int.from_bytes(start[4:8], "little")])
    if key and start[KEY] != key.public_bytes_raw():
        raise PackRejected("signature", "another office signed it")
    try:
        Ed25519PublicKey.from_public_bytes(start[KEY]).verify(start[SIGNATURE], CONTEXT + start[: KEY.stop] + signed)
    except (InvalidSignature, ValueError) as error:
        raise PackRejected("signature", "it is not signed, or was changed after it was signed") from error
    return signed
