"""DGW, the framing of Meta's gateway sockets: streams in one WebSocket, several frames in one message, whole.

All numbers are little-endian. A stream is opened with JSON, carries Data frames that may ask for a receipt, and ends.
"""

from collections.abc import Iterator

import msgspec

from policy.adapter import AdapterDrift, Exchange

ACK, DATA, END, OPEN = 12, 13, 14, 15
SIZES = {3: 5, 4: 1, 9: 1, 10: 1, END: 3}  # drain, deauthorised, ping, pong; all others say their length
UNREAD = frozenset({2, 5, 6, 7, 8})  # out of use: what follows in such a message is not to be read
HEAD = 6  # type, stream, length
WANTS_RECEIPT = 0x8000


class Carried(msgspec.Struct, frozen=True):
    """`receipt`: the number that its receipt is to bear, or None."""

    stream: int
    payload: bytes
    receipt: int | None = None


class Frames:
    """Both directions of one socket; a message is a whole Data frame."""

    def decode(self, content: bytes, *, from_client: bool) -> Iterator[bytes]:  # noqa: ARG002 - the protocol's shape
        at = 0
        while at < len(content) and content[at] not in UNREAD:
            size = _size(content, at)
            if at + size > len(content):
                raise AdapterDrift("DGW: a frame that breaks off")
            if content[at] == DATA:
                yield content[at : at + size]
            at += size


def frames(_: Exchange) -> Frames:
    return Frames()


def data(frame: bytes) -> Carried:
    """What a Data frame says. Raises AdapterDrift."""
    if len(frame) < HEAD + 2 or frame[0] != DATA:
        raise AdapterDrift("DGW: no data frame")
    number = int.from_bytes(frame[HEAD : HEAD + 2], "little")
    receipt = number & ~WANTS_RECEIPT if number & WANTS_RECEIPT else None
    return Carried(int.from_bytes(frame[1:3], "little"), frame[HEAD + 2 :], receipt)


def answered(asked: Carried, payload: bytes) -> bytes:
    """The frames by which a gateway would answer on the stream of `asked`, and end it."""
    stream = asked.stream.to_bytes(2, "little")
    opened = _framed(OPEN, stream, b'{"code":200}')
    taken = b"" if asked.receipt is None else _framed(ACK, stream, asked.receipt.to_bytes(2, "little"))
    return opened + taken + _framed(DATA, stream, b"\0\0" + payload) + bytes([END]) + stream


def _framed(kind: int, stream: bytes, content: bytes) -> bytes:
    return bytes([kind]) + stream + len(content).to_bytes(3, "little") + content


def _size(content: bytes, at: int) -> int:
    if size := SIZES.get(content[at]):
        return size
    if content[at] not in {ACK, DATA, OPEN}:
        raise AdapterDrift("DGW: a frame of another type")
    return HEAD + int.from_bytes(content[at + 3 : at + HEAD], "little")
