"""CRX3 as Chromium reads it, and the ids that keys give."""

import base64
import hashlib
import json
import struct
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from extension.tools import crx, pack

ARCHIVE = b"PK\x05\x06" + bytes(18)


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def fields(message: bytes) -> dict[int, bytes]:
    """A protobuf of length-delimited fields."""
    found, at = {}, 0
    while at < len(message):
        tag, at = varint(message, at)
        size, at = varint(message, at)
        assert tag & 7 == 2
        found[tag >> 3] = message[at : at + size]
        at += size
    return found


def varint(message: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = message[at]
        number |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return number, at


def test_the_header_is_signed_over_itself_and_the_archive(key: rsa.RSAPrivateKey) -> None:
    package = crx.sealed(ARCHIVE, key)
    assert package[:4] == b"Cr24"
    version, size = struct.unpack("<II", package[4:12])
    assert version == 3
    assert package[12 + size :] == ARCHIVE
    header = fields(package[12 : 12 + size])
    proof, signed = fields(header[2]), header[10000]
    assert fields(signed)[1] == hashlib.sha256(proof[1]).digest()[:16]
    public = serialization.load_der_public_key(proof[1])
    assert isinstance(public, rsa.RSAPublicKey)
    message = b"CRX3 SignedData\0" + struct.pack("<I", len(signed)) + signed + ARCHIVE
    public.verify(proof[2], message, padding.PKCS1v15(), hashes.SHA256())


def test_the_same_archive_and_key_give_the_same_bytes(key: rsa.RSAPrivateKey) -> None:
    assert crx.sealed(ARCHIVE, key) == crx.sealed(ARCHIVE, key)


def test_the_manifests_own_key_is_a_key_and_gives_an_id() -> None:
    manifest = json.loads((pack.ROOT / "manifest.json").read_text("utf-8"))
    public = serialization.load_der_public_key(base64.b64decode(manifest["key"]))
    assert isinstance(public, rsa.RSAPublicKey)
    assert set(crx.extension_id(public)) <= set("abcdefghijklmnop")


def test_a_key_of_another_kind_is_turned_down(tmp_path: Path) -> None:
    other = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "other.pem").write_bytes(other)
    with pytest.raises(ValueError, match="no RSA key"):
        crx.read_key(tmp_path / "other.pem")


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    crx.make_key(tmp_path / "key.pem")
    with pytest.raises(FileExistsError):
        crx.make_key(tmp_path / "key.pem")
