import contextlib
import itertools
import json
import struct
import zlib
from collections.abc import Iterator

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from policy.adapter import AdapterDrift, Exchange
from policy.platforms.discord import codec

EVENTS = [
    json.dumps({"op": 0, "t": "MESSAGE_CREATE", "s": number, "d": {"content": "x" * number}}).encode() for number in range(50)
]


def socket(query: str) -> codec.Gateway:
    return codec.gateway(Exchange(method="GET", host="gateway.discord.gg", path="/", query=query))


def zlib_stream(messages: list[bytes]) -> Iterator[bytes]:
    stream = zlib.compressobj()
    for message in messages:
        yield stream.compress(message) + stream.flush(zlib.Z_SYNC_FLUSH)


def zstd_stream(messages: list[bytes]) -> Iterator[bytes]:
    stream = zstandard.ZstdCompressor().compressobj()
    for message in messages:
        yield stream.compress(message) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


STREAMS = {"zlib-stream": zlib_stream, "zstd-stream": zstd_stream}


@pytest.mark.parametrize("compress", STREAMS)
def test_a_stream_gives_a_message_for_a_message(compress: str) -> None:
    gateway = socket(f"v=9&encoding=json&compress={compress}")
    frames = STREAMS[compress](EVENTS)
    assert [list(gateway.decode(frame, from_client=False)) for frame in frames] == [[event] for event in EVENTS]


@given(st.integers(1, 40))
def test_a_zlib_message_may_come_in_pieces_of_any_size(size: int) -> None:
    gateway, wire = socket("compress=zlib-stream"), b"".join(zlib_stream(EVENTS[:3]))
    pieces = [wire[start : start + size] for start in range(0, len(wire), size)]
    assert b"".join(message for piece in pieces for message in gateway.decode(piece, from_client=False)) == b"".join(EVENTS[:3])


def test_without_a_stream_messages_are_plain_or_deflated_one_by_one() -> None:
    gateway = socket("v=9&encoding=json")
    assert list(gateway.decode(EVENTS[0], from_client=False)) == [EVENTS[0]]
    assert list(gateway.decode(zlib.compress(EVENTS[1]), from_client=False)) == [EVENTS[1]]


@pytest.mark.parametrize("compress", STREAMS)
def test_what_the_client_says_is_never_compressed_and_disturbs_nothing(compress: str) -> None:
    gateway = socket(f"compress={compress}")
    first, second = STREAMS[compress](EVENTS[:2])
    assert list(gateway.decode(first, from_client=False)) == [EVENTS[0]]
    assert list(gateway.decode(b'{"op":1,"d":1}', from_client=True)) == [b'{"op":1,"d":1}']
    assert list(gateway.decode(second, from_client=False)) == [EVENTS[1]]


def test_erlang_terms_come_out_as_json() -> None:
    term = b"\x83t" + struct.pack(">I", 1) + b"m\x00\x00\x00\x02op" + b"a\x0a"
    gateway = socket("encoding=etf&compress=zlib-stream")
    (frame,) = zlib_stream([term])
    assert list(gateway.decode(frame, from_client=False)) == [b'{"op":10}']
    assert list(gateway.decode(term, from_client=True)) == [b'{"op":10}']


@pytest.mark.parametrize("compress", STREAMS)
def test_a_stream_joined_in_the_middle_is_drift(compress: str) -> None:
    _, second = STREAMS[compress](EVENTS[:2])
    with pytest.raises(AdapterDrift):
        list(socket(f"compress={compress}").decode(second, from_client=False))


def test_a_bomb_is_given_up_long_before_it_has_unfolded() -> None:
    zeros = bytes(2**28)
    deflated = zlib.compress(zeros)
    for query, bomb in (
        ("compress=zlib-stream", deflated + codec.FLUSHED),
        ("compress=zstd-stream", zstandard.ZstdCompressor(level=19).compress(zeros)),
        ("", deflated),
    ):
        with pytest.raises(AdapterDrift, match="too large"):
            list(socket(query).decode(bomb, from_client=False))


def test_a_message_that_never_ends_is_given_up() -> None:
    gateway, stream = socket("compress=zlib-stream"), zlib.compressobj()
    piece = stream.compress(bytes(2**22)) + stream.flush(zlib.Z_FULL_FLUSH)[:-1]
    with pytest.raises(AdapterDrift):
        list(itertools.chain.from_iterable(gateway.decode(piece, from_client=False) for _ in range(20)))


@given(st.binary(max_size=400), st.sampled_from(["", "compress=zlib-stream", "compress=zstd-stream", "encoding=etf"]))
def test_any_bytes_give_messages_or_drift(content: bytes, query: str) -> None:
    messages: list[bytes] = []
    with contextlib.suppress(AdapterDrift):
        messages.extend(socket(query).decode(content, from_client=False))
    assert all(isinstance(message, bytes) for message in messages)
