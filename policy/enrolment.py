"""The enrolment code: the one string that a registrar hands to a tutor, and all that a new device needs to find the office.

    TG1-  base64url without padding of  msgpack array (address, pin, secret)  followed by the first 4 bytes of its SHA-256

The pin is the SHA-256 of the office's public key (SubjectPublicKeyInfo), so a device never asks a certificate authority
who the office is. The checksum tells a slip of typing or copying apart from a code that is used up or too old.
"""

import base64
import hashlib

import msgspec

MARK = "TG1-"
CHECKSUM_BYTES = 4
PIN_BYTES = 32
MAX_CODE = 2000
SLIP = "this enrolment code has a slip of the pen, or a part of it is missing; please copy it again"


class WrongCode(ValueError):
    """What was entered is no enrolment code; the message says why, for a person to read."""


class Code(msgspec.Struct, frozen=True, array_like=True):
    """address: "host:port" of the office. pin: SHA-256 of its public key. secret: single use, 24 h."""

    address: str
    pin: bytes
    secret: str

    def written(self) -> str:
        """The code as it is printed."""
        packed = msgspec.msgpack.encode(self)
        return MARK + base64.urlsafe_b64encode(packed + _checksum(packed)).decode().rstrip("=")


def read(written: str) -> Code:
    """The code that somebody pasted or typed; spaces and line breaks that a mail programme put in do not matter.

    Raises WrongCode.
    """
    text = "".join(written.split())
    if not text.startswith(MARK) or len(text) > MAX_CODE:
        raise WrongCode(f"an enrolment code begins with {MARK}")
    packed = _checked(text.removeprefix(MARK))
    try:
        code = msgspec.msgpack.decode(packed, type=Code)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise WrongCode("this enrolment code is of another version; update Tutor Guard") from error
    if not is_address(code.address) or len(code.pin) != PIN_BYTES or not code.secret:
        raise WrongCode("this enrolment code does not name an office")
    return code


def is_address(text: str) -> bool:
    """Is it HOST:PORT?"""
    host, _, port = text.rpartition(":")
    return bool(host) and port.isascii() and port.isdecimal() and 0 < int(port) < 65536


def _checked(text: str) -> bytes:
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise WrongCode(SLIP) from error
    packed, checksum = raw[:-CHECKSUM_BYTES], raw[-CHECKSUM_BYTES:]
    if _checksum(packed) != checksum:
        raise WrongCode(SLIP)
    return packed


def _checksum(packed: bytes) -> bytes:
    return hashlib.sha256(packed).digest()[:CHECKSUM_BYTES]
