"""The gateway's compression: one context for the life of a socket, whole messages out, never more than LIMIT at once.

The handshake's query says which: `compress=zlib-stream` (RFC 1950, flushed after each message), `zstd-stream` (one
endless frame, a message to a WebSocket message), or neither, when single messages may be deflated one by one.
`encoding=etf` is the desktop app's Erlang terms. What the client sends is never compressed.
"""

import zlib
from collections.abc import Callable, Iterator

import zstandard

from policy.adapter import AdapterDrift, Exchange
from policy.platforms.discord import etf

LIMIT = 2**25  # READY of an account in hundreds of guilds has some ten megabytes
SLICE = 256  # compressed bytes at a time: zstd makes at most 128 KiB of every four, so 8 MiB of these
WINDOW = 2**23
FLUSHED = b"\x00\x00\xff\xff"

type Inflate = Callable[[bytes], Iterator[bytes]]


class Gateway:
    """Both directions of one socket."""

    def __init__(self, inflate: Inflate, *, terms: bool) -> None:
        self._inflate = inflate
        self._terms = terms

    def decode(self, content: bytes, *, from_client: bool) -> Iterator[bytes]:
        for message in (content,) if from_client else self._inflate(content):
            yield etf.as_json(message) if self._terms else message


def gateway(handshake: Exchange) -> Gateway:
    query = handshake.parameters()
    return Gateway(STREAMS.get(query.get("compress", ""), Single)(), terms=query.get("encoding") == "etf")


class Single:
    """Messages as they are, or each deflated for itself."""

    def __call__(self, content: bytes) -> Iterator[bytes]:
        yield _bounded(zlib.decompressobj(), content, LIMIT) if content.startswith(b"\x78") else content


class ZlibStream:
    def __init__(self) -> None:
        self._stream = zlib.decompressobj()
        self._message = bytearray()
        self._end = b""

    def __call__(self, content: bytes) -> Iterator[bytes]:
        self._message += _bounded(self._stream, content, LIMIT - len(self._message))
        self._end = (self._end + content)[-len(FLUSHED) :]
        if self._end == FLUSHED:
            yield bytes(self._message)
            self._message.clear()


class ZstdStream:
    def __init__(self) -> None:
        self._stream = zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj()

    def __call__(self, content: bytes) -> Iterator[bytes]:
        message = bytearray()
        for start in range(0, len(content), SLICE):
            try:
                message += self._stream.decompress(content[start : start + SLICE])
            except zstandard.ZstdError:
                raise AdapterDrift("broken zstd stream") from None
            if len(message) > LIMIT:
                raise AdapterDrift("a message too large")
        if message:
            yield bytes(message)


def _bounded(stream: "zlib._Decompress", content: bytes, limit: int) -> bytes:
    try:
        plain = stream.decompress(content, limit + 1)
    except zlib.error:
        raise AdapterDrift("broken zlib stream") from None
    if len(plain) > limit:
        raise AdapterDrift("a message too large")
    return plain


STREAMS: dict[str, Callable[[], Inflate]] = {"zlib-stream": ZlibStream, "zstd-stream": ZstdStream}
