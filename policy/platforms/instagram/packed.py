"""The two binary forms in which Instagram's sockets wrap their JSON: Thrift's compact protocol and Protocol Buffers.

Only what is needed is read: byte strings by the path of field numbers that leads to them. Everything else is stepped over.
"""

from collections.abc import Iterator

from policy.adapter import AdapterDrift

THRIFT_BINARY, THRIFT_STRUCT, THRIFT_DOUBLE = 8, 12, 7
THRIFT_BOOLEANS, THRIFT_INTEGERS = (1, 2), (4, 5, 6)
MAX_BYTES = 10  # of a number
MAX_DEPTH = 16


class Cursor:
    """Bytes read from the front. Raises AdapterDrift where they end too soon."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._raw)

    def take(self, size: int) -> bytes:
        taken = self._raw[self._at : self._at + size]
        if len(taken) != size:
            raise AdapterDrift("packed data that break off")
        self._at += size
        return taken

    def number(self) -> int:
        """Seven bits a byte, the lowest first."""
        value = 0
        for place in range(MAX_BYTES):
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << 7 * place
            if byte < 0x80:
                return value
        raise AdapterDrift("a packed number of no end")


def thrift(raw: bytes, *path: int) -> bytes | None:
    """The byte string at the end of a path of field numbers through structs, or None. Raises AdapterDrift."""
    return _thrift(Cursor(raw), path)


def protobuf(raw: bytes, *path: int) -> Iterator[bytes]:
    """Every byte string at the end of a path of field numbers; each of them may be repeated. Raises AdapterDrift."""
    cursor = Cursor(raw)
    while cursor:
        tag = cursor.number()
        content = _protobuf_value(cursor, tag & 7)
        if content is not None and tag >> 3 == path[0]:
            yield from protobuf(content, *path[1:]) if path[1:] else (content,)


def thrift_error(code: int, message: str) -> bytes:
    """`{2: {1: code, 2: message}}`."""
    text = message.encode()
    inner = b"\x15" + _number(code << 1) + b"\x18" + _number(len(text)) + text + b"\0"
    return b"\x2c" + inner + b"\0"


def _thrift(cursor: Cursor, path: tuple[int, ...], depth: int = 0) -> bytes | None:
    """Reads one struct to its end, so that whatever follows can be read."""
    if depth > MAX_DEPTH:
        raise AdapterDrift("Thrift too deep")
    found, field = None, 0
    while head := cursor.take(1)[0]:
        delta, kind = head >> 4, head & 0x0F
        field = field + delta if delta else cursor.number() >> 1
        ours = path[:1] == (field,)
        if kind == THRIFT_STRUCT:
            inner = _thrift(cursor, path[1:] if ours else (), depth + 1)
            found = inner if inner is not None else found
        elif kind == THRIFT_BINARY:
            content = cursor.take(cursor.number())
            found = content if ours and len(path) == 1 else found
        elif kind in THRIFT_INTEGERS:
            cursor.number()
        elif kind == THRIFT_DOUBLE:
            cursor.take(8)
        elif kind not in THRIFT_BOOLEANS:
            raise AdapterDrift("Thrift of another shape")
    return found


def _protobuf_value(cursor: Cursor, kind: int) -> bytes | None:
    match kind:
        case 0:
            cursor.number()
            return None
        case 1 | 5:
            cursor.take(8 if kind == 1 else 4)
            return None
        case 2:
            return cursor.take(cursor.number())
        case _:
            raise AdapterDrift("a protobuf of another shape")


def _number(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(0x80 | value & 0x7F)
        value >>= 7
    return bytes([*written, value])
