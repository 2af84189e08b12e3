"""Chromium's package format, CRX3: a signed header in front of the zip.

Chromium's own packer puts the time into the archive, so that two runs differ; this one signs the zip as it stands (RSA with
PKCS #1 v1.5 has no chance in it). Layout: "Cr24", version 3, length of the header, header, zip. The header is a protobuf of
three fields, which are encoded by hand here: proofs (2), signed data (10000), and in a proof public key (1), signature (2).
"""

import hashlib
import os
import struct
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

MAGIC = b"Cr24"
VERSION = 3
CONTEXT = b"CRX3 SignedData\x00"
RSA_PROOFS, SIGNED_DATA = 2, 10000  # CrxFileHeader
PUBLIC_KEY, SIGNATURE = 1, 2  # AsymmetricKeyProof
CRX_ID = 1  # SignedData
OWN_KEY = Path.home() / ".config" / "tutor-guard" / "adviser-key.pem"


def sealed(archive: bytes, key: rsa.RSAPrivateKey) -> bytes:
    """The zip with its header."""
    public = _public_bytes(key.public_key())
    signed = _field(CRX_ID, hashlib.sha256(public).digest()[:16])
    message = CONTEXT + struct.pack("<I", len(signed)) + signed + archive
    signature = key.sign(message, padding.PKCS1v15(), hashes.SHA256())
    proof = _field(PUBLIC_KEY, public) + _field(SIGNATURE, signature)
    header = _field(RSA_PROOFS, proof) + _field(SIGNED_DATA, signed)
    return MAGIC + struct.pack("<II", VERSION, len(header)) + header + archive


def extension_id(public: rsa.RSAPublicKey) -> str:
    """The id that Chromium gives an extension with this key."""
    return id_of(_public_bytes(public))


def id_of(public: bytes) -> str:
    """The same for a key in DER, as the manifest holds it: sixteen bytes of its hash, in the letters a to p."""
    digest = hashlib.sha256(public).hexdigest()[:32]
    return digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


def read_key(file: Path) -> rsa.RSAPrivateKey:
    """The operator's key. Raises ValueError when it is of another kind."""
    key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError(f"{file} holds no RSA key")  # noqa: TRY004 - the file's fault, not a caller's
    return key


def make_key(file: Path) -> None:
    """A fresh key, for its owner's eyes only."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        target.write(pem)


def _public_bytes(public: rsa.RSAPublicKey) -> bytes:
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _field(number: int, content: bytes) -> bytes:
    """One length-delimited field."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*encoded, number])
