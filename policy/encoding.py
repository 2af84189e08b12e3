"""Content encodings undone with a limit: a body of 10 kB may claim to be 1 GB, and no hook may believe it.

mitmproxy's own `.content` decodes without a limit, so the guard never touches it on guarded hosts.
"""

import zlib
from collections.abc import Callable

import brotli
import zstandard

ZSTD_SLICE = 256

type Decoder = Callable[[bytes, int], bytes]


class TooLarge(ValueError):
    """The decoded body is over the limit."""


class Undecodable(ValueError):
    """The body is not in the encoding that its header names."""


def decoded(raw: bytes, encoding: str, limit: int) -> bytes:
    """The body without its content encodings (RFC 9110 8.4, applied in order, so undone in reverse).

    Raises TooLarge over `limit` bytes, Undecodable for a broken or unknown encoding.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        decoder = DECODERS.get(name)
        if decoder is None:
            raise Undecodable(f"content encoding {name[:20]!r}")
        raw = decoder(raw, limit) if raw else b""  # an answer without a body may still name its encoding
    if len(raw) > limit:
        raise TooLarge(f"over {limit} bytes")
    return raw


def _inflate(wbits: int) -> Decoder:
    def inflate(raw: bytes, limit: int) -> bytes:
        engine = zlib.decompressobj(wbits)
        try:
            out = engine.decompress(raw, limit + 1)
        except zlib.error as error:
            raise Undecodable("broken deflate data") from error
        if len(out) > limit:
            raise TooLarge(f"over {limit} bytes")
        if not engine.eof:
            raise Undecodable("deflate data ends early")
        return out

    return inflate


def _deflate(raw: bytes, limit: int) -> bytes:
    """`deflate` is zlib by the standard and raw deflate by some servers."""
    try:
        return _inflate(zlib.MAX_WBITS)(raw, limit)
    except Undecodable:
        return _inflate(-zlib.MAX_WBITS)(raw, limit)


def _zstd(raw: bytes, limit: int) -> bytes:
    """In small slices, for the library has no limit of its own: a slice holds at most 64 blocks of 128 kB."""
    engine = zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj(read_across_frames=False)
    pieces, size = [], 0
    try:
        for at in range(0, len(raw), ZSTD_SLICE):
            pieces.append(engine.decompress(raw[at : at + ZSTD_SLICE]))
            size += len(pieces[-1])
            if size > limit:
                raise TooLarge(f"over {limit} bytes")
            if engine.eof:
                break
    except (zstandard.ZstdError, MemoryError) as error:
        raise Undecodable("broken zstd data") from error
    if not engine.eof:
        raise Undecodable("zstd data ends early")
    return b"".join(pieces)


def _brotli(raw: bytes, limit: int) -> bytes:
    engine = brotli.Decompressor()
    try:
        out: bytes = engine.process(raw, output_buffer_limit=limit + 1)
        while len(out) <= limit and not engine.is_finished():
            more = engine.process(b"", output_buffer_limit=limit + 1 - len(out))
            if not more:
                raise Undecodable("brotli data ends early")
            out += more
    except brotli.error as error:
        raise Undecodable("broken brotli data") from error
    if len(out) > limit:
        raise TooLarge(f"over {limit} bytes")
    return out


def _identity(raw: bytes, _: int) -> bytes:
    return raw


DECODERS: dict[str, Decoder] = {
    "gzip": _inflate(zlib.MAX_WBITS | 16),
    "x-gzip": _inflate(zlib.MAX_WBITS | 16),
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
    "identity": _identity,
}
