"""MQTT 3.1 inside of a WebSocket, as Instagram's pages speak it to edge-chat: a message of theirs is a PUBLISH to a topic.

A packet is a byte of type and flags, its length (seven bits a byte, the lowest first) and so much content. A WebSocket's
message may hold several packets or a part of one, so each direction is gathered.
"""

from collections.abc import Iterator

import msgspec

from policy.adapter import AdapterDrift, Exchange

PUBLISH, PUBACK = 3, 4
LENGTH_BYTES = 4
LIMIT = 2**24


class Published(msgspec.Struct, frozen=True):
    """`number`: what its receipt is to say; 0 where none is asked for."""

    topic: str
    payload: bytes
    number: int = 0


class Packets:
    """Both directions of one socket; a message is a whole PUBLISH packet, other packets are nobody's business."""

    def __init__(self) -> None:
        self._rest = {True: b"", False: b""}

    def decode(self, content: bytes, *, from_client: bool) -> Iterator[bytes]:
        buffer = self._rest[from_client] + content
        while (end := _end(buffer)) and end <= len(buffer):
            packet, buffer = buffer[:end], buffer[end:]
            if packet[0] >> 4 == PUBLISH:
                yield packet
        if len(buffer) > LIMIT:
            raise AdapterDrift("MQTT: a packet too large")
        self._rest[from_client] = buffer


def packets(_: Exchange) -> Packets:
    return Packets()


def published(packet: bytes) -> Published:
    """What a PUBLISH packet says. Raises AdapterDrift."""
    start = _start(packet)
    if not start:
        raise AdapterDrift("MQTT: a packet without a length")
    wants_receipt, body = packet[0] & 0b0110, packet[start:]
    size = 2 + int.from_bytes(body[:2])
    topic, rest = body[2:size], body[size:]
    if len(topic) != size - 2 or len(rest) < (2 if wants_receipt else 0):
        raise AdapterDrift("MQTT: a packet that breaks off")
    number = int.from_bytes(rest[:2]) if wants_receipt else 0
    return Published(topic.decode("utf-8", "replace"), rest[2:] if wants_receipt else rest, number)


def publish(topic: str, payload: bytes) -> bytes:
    """A packet that asks for no receipt."""
    name = topic.encode()
    body = len(name).to_bytes(2) + name + payload
    return bytes([PUBLISH << 4]) + _written(len(body)) + body


def receipt(number: int) -> bytes:
    """A packet by which a client knows that its own has come, and does not send it again."""
    return bytes([PUBACK << 4, 2]) + number.to_bytes(2)


def _start(packet: bytes) -> int:
    """Where the content begins, after the length; 0 while the length is not whole."""
    return next((at + 1 for at in range(1, min(len(packet), 1 + LENGTH_BYTES)) if packet[at] < 0x80), 0)


def _end(packet: bytes) -> int:
    """Where the packet ends; 0 while that cannot be said. Raises AdapterDrift."""
    start = _start(packet)
    if not start and len(packet) > LENGTH_BYTES:
        raise AdapterDrift("MQTT: a length of no end")
    return start + sum((byte & 0x7F) << 7 * place for place, byte in enumerate(packet[1:start])) if start else 0


def _written(size: int) -> bytes:
    written = bytearray()
    while size > 0x7F:
        written.append(0x80 | size & 0x7F)
        size >>= 7
    return bytes([*written, size])
