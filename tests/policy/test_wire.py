"""The device API's messages: both ends read the same, and nothing that is sent can do more than be refused."""

from contextlib import suppress
from inspect import getmembers, isclass

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy import wire
from policy.bundle import Bundle, Delta

BUNDLE = Bundle(b"head", b"signature", b"content")
MESSAGES: list[msgspec.Struct] = [
    wire.Enrol(secret="s", device="laptop", version="0.1"),
    wire.Enrolled(token="t", device="d", tutor="T1", tutor_key=b"k" * 32, signer=b"s" * 32, bundle=BUNDLE),
    wire.Preflight(version="0.1", serial=5, digest=b"d", not_watching=("discord",)),
    wire.Preflighted(serial=6, cursor="c", allowance=10),
    wire.Events(),
    wire.EventsHeld(keys=("a", "b")),
    wire.Changes(delta=Delta(1, b"head", b"signature", {0: (b"", b"12345")})),
    wire.Changes(bundle=BUNDLE),
    wire.Changes(),
    wire.Held(serial=6, epoch=1, digest=b"d"),
    wire.Ledger(agrees=True),
    wire.PackChange(delta=b"d", pack=b"p"),
    wire.Evaluate(epoch=1, blinded=(b"1", b"2")),
    wire.Evaluation(evaluated=(b"1", b"2"), proof=b"p", left=998),
]
SHAPES = [
    shape for _, shape in getmembers(wire, isclass) if issubclass(shape, msgspec.Struct) and shape.__module__ == "policy.wire"
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_survives_the_wire(message: msgspec.Struct) -> None:
    assert wire.decode(wire.encode(message), type(message)) == message


def test_every_message_is_among_the_examples() -> None:
    assert {type(message) for message in MESSAGES} == set(SHAPES)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_field_of_the_future_is_skipped(message: msgspec.Struct) -> None:
    later = msgspec.msgpack.encode({**msgspec.msgpack.decode(wire.encode(message)), "invented_later": [1]})
    assert wire.decode(later, type(message)) == message


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x80",
        b"\x81\xa6secret\xa1\xff",
        b"\x81\xa1b" + b"\x91" * 100_000,
        b"\xc1",
        b"\xdf\xff\xff\xff\xff",
        wire.encode(wire.Ledger(agrees=True)) + b"\x00",
    ],
)
@pytest.mark.parametrize("shape", [wire.Enrol, wire.Held, wire.Evaluate])
def test_broken_or_hostile_bytes_are_refused_in_one_way(raw: bytes, shape: type[msgspec.Struct]) -> None:
    with pytest.raises(msgspec.MsgspecError):
        wire.decode(raw, shape)


@given(raw=st.binary(max_size=100), shape=st.sampled_from(SHAPES))
def test_any_bytes_are_a_message_or_refused(raw: bytes, shape: type[msgspec.Struct]) -> None:
    with suppress(msgspec.MsgspecError):
        assert isinstance(wire.decode(raw, shape), shape)


def test_nothing_new_is_small() -> None:
    asked = wire.encode(wire.Preflight(version="0.1.0", serial=5_000, epoch=1, digest=b"d" * 32))
    assert len(asked) + len(wire.encode(wire.Preflighted(serial=5_000))) <= 250
