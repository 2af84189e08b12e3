"""Byte strings out of Thrift and Protocol Buffers, and nothing but drift out of anything else."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.adapter import AdapterDrift
from policy.platforms.instagram.packed import protobuf, thrift, thrift_error

# {1: true, 2: {1: b"hi", 2: 5, 19: 2.0 as a double}, 3: b"no"}; 19 is further than a delta reaches, so it is written out
THRIFT = b"\x11\x1c\x18\x02hi\x15\x0a\x07\x26\0\0\0\0\0\0\0\x40\0\x18\x02no\0"
# 1: 150, 2: {3: "a"}, 2: {3: "b", 4: fixed32}, 5: fixed64
PROTOBUF = b"\x08\x96\x01\x12\x03\x1a\x01a\x12\x08\x1a\x01b\x25\0\0\0\0\x29" + bytes(8)


@pytest.mark.parametrize(
    ("path", "content"),
    [((2, 1), b"hi"), ((3,), b"no"), ((1,), None), ((2,), None), ((1, 1), None), ((3, 1), None), ((), None)],
)
def test_thrift_is_read_by_the_numbers_of_its_fields(path: tuple[int, ...], content: bytes | None) -> None:
    assert thrift(THRIFT, *path) == content


def test_a_thrift_error_has_its_message_where_clients_look_for_it() -> None:
    assert thrift(thrift_error(400, "Not sent"), 2, 2) == b"Not sent"
    assert thrift_error(1, "x" * 300)[:7] == b"\x2c\x15\x02\x18\xac\x02x"


@pytest.mark.parametrize(("path", "found"), [((2, 3), [b"a", b"b"]), ((2, 4), []), ((7,), []), ((1,), [])])
def test_protobuf_is_read_by_the_numbers_of_its_fields(path: tuple[int, ...], found: list[bytes]) -> None:
    assert list(protobuf(PROTOBUF, *path)) == found


@pytest.mark.parametrize("raw", [b"", b"\x18\x05hi\0", b"\x1f\0", b"\x1c" * 100_000, b"\x18" + b"\xff" * 20])
def test_broken_thrift_is_drift(raw: bytes) -> None:
    with pytest.raises(AdapterDrift):
        thrift(raw, 2, 1)


@pytest.mark.parametrize("raw", [b"\x12\x05hi", b"\x0b", b"\xff" * 20, b"\x25\0"])
def test_broken_protobuf_is_drift(raw: bytes) -> None:
    with pytest.raises(AdapterDrift):
        list(protobuf(raw, 2, 3))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_are_drift(raw: bytes) -> None:
    assert isinstance(or_drift(lambda: thrift(raw, 2, 1)), bytes | AdapterDrift | None)
    assert isinstance(or_drift(lambda: list(protobuf(raw, 2, 3, 2))), list | AdapterDrift)


def or_drift[T](read: Callable[[], T]) -> T | AdapterDrift:
    try:
        return read()
    except AdapterDrift as drift:
        return drift
