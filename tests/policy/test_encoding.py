"""Content encodings: what they hold, what is broken, and bombs that may not go off."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from policy.encoding import DECODERS, TooLarge, Undecodable, decoded

MEGABYTE = 2**20
TEXT = b'{"thread":"1","text":"' + b"hello " * 500 + b'"}'


def raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(data) + engine.flush()


def streamed_zstd(data: bytes) -> bytes:
    """Without the size in the header, as servers stream it."""
    engine = zstandard.ZstdCompressor().compressobj()
    return engine.compress(data) + engine.flush()


ENCODERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "raw deflate": ("deflate", raw_deflate),
    "brotli": ("br", partial(brotli.compress, quality=5)),  # the best takes twenty times as long
    "zstd": ("zstd", zstandard.ZstdCompressor().compress),
    "streamed zstd": ("zstd", streamed_zstd),
}
EACH = pytest.mark.parametrize(("name", "encode"), ENCODERS.values(), ids=ENCODERS)


@contextmanager
def little_memory(limit: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < limit
    finally:
        tracemalloc.stop()


def gigabyte() -> bytes:
    """A gzip of 1 GB of zeros, 1 MB itself: one flushed segment, repeated."""
    engine = zlib.compressobj(9, wbits=31)
    head = engine.compress(bytes(MEGABYTE)) + engine.flush(zlib.Z_FULL_FLUSH)
    segment = engine.compress(bytes(MEGABYTE)) + engine.flush(zlib.Z_FULL_FLUSH)
    return head + segment * 1023


@EACH
def test_what_was_encoded_comes_back(name: str, encode: Callable[[bytes], bytes]) -> None:
    assert decoded(encode(TEXT), name, len(TEXT)) == TEXT
    assert decoded(encode(b""), name, 0) == b""


@EACH
def test_one_byte_over_the_limit_is_too_large(name: str, encode: Callable[[bytes], bytes]) -> None:
    with pytest.raises(TooLarge):
        decoded(encode(TEXT), name, len(TEXT) - 1)


@EACH
def test_data_that_end_early_are_no_body(name: str, encode: Callable[[bytes], bytes]) -> None:
    whole = encode(TEXT)
    for length in range(1, len(whole)):
        with pytest.raises(Undecodable):
            decoded(whole[:length], name, MEGABYTE)


@EACH
def test_other_bytes_are_no_body(name: str, encode: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Undecodable):
        decoded(b"\x07 no encoding begins like this", name, MEGABYTE)


@EACH
def test_a_bomb_is_too_large_at_little_cost(name: str, encode: Callable[[bytes], bytes]) -> None:
    bomb = encode(bytes(64 * MEGABYTE))
    assert len(bomb) < MEGABYTE
    with little_memory(12 * MEGABYTE), pytest.raises(TooLarge):
        decoded(bomb, name, MEGABYTE)


def test_a_gigabyte_in_ten_kilobytes_is_too_large_at_little_cost() -> None:
    bomb = gzip.compress(gigabyte())
    assert len(bomb) < 10_000
    with little_memory(12 * MEGABYTE), pytest.raises(TooLarge):
        decoded(bomb, "gzip, gzip", 4 * MEGABYTE)


def test_stacked_encodings_are_undone_in_reverse() -> None:
    assert decoded(brotli.compress(gzip.compress(TEXT)), "gzip, br", MEGABYTE) == TEXT
    assert decoded(gzip.compress(brotli.compress(TEXT)), " BR ,identity,, GZip", MEGABYTE) == TEXT
    with pytest.raises(Undecodable):
        decoded(brotli.compress(gzip.compress(TEXT)), "br, gzip", MEGABYTE)


@pytest.mark.parametrize("name", ["", "identity", "identity, identity"])
def test_an_unencoded_body_has_the_same_limit(name: str) -> None:
    assert decoded(TEXT, name, len(TEXT)) == TEXT
    with pytest.raises(TooLarge):
        decoded(TEXT, name, len(TEXT) - 1)


@pytest.mark.parametrize("name", DECODERS)
def test_an_empty_body_may_still_name_an_encoding(name: str) -> None:
    assert decoded(b"", name, 0) == b""


def test_an_unknown_encoding_is_not_guessed() -> None:
    with pytest.raises(Undecodable):
        decoded(TEXT, "compress", MEGABYTE)


@given(raw=st.binary(max_size=200), name=st.sampled_from([*DECODERS, "gzip, br", "zstd, deflate"]))
def test_any_bytes_decode_within_the_limit_or_are_refused(raw: bytes, name: str) -> None:
    with suppress(TooLarge, Undecodable):
        assert len(decoded(raw, name, 1000)) <= 1000
