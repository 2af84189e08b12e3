"""Frames of Meta's gateway, several in a message."""

import pytest

from policy.adapter import AdapterDrift, Exchange
from policy.platforms.instagram.dgw import Carried, Frames, answered, data, frames

OPEN = b"\x0f\x01\x00\x02\x00\x00{}"
DATA = b"\x0d\x01\x00\x04\x00\x00\x05\x80hi"  # wants receipt 5
PLAIN = b"\x0d\x02\x00\x03\x00\x00\x06\x00x"
ACK, END, PING, DRAIN = b"\x0c\x01\x00\x02\x00\x00\x05\x00", b"\x0e\x01\x00", b"\x09", b"\x03\x01\x00\x00\x07"


@pytest.fixture
def socket() -> Frames:
    return frames(Exchange(method="GET", host="gateway.instagram.com", path="/ws/lightspeed"))


def test_data_say_their_stream_and_whether_they_want_a_receipt() -> None:
    assert data(DATA) == Carried(1, b"hi", 5)
    assert data(PLAIN) == Carried(2, b"x")


def test_of_all_frames_of_a_message_the_data_are_read(socket: Frames) -> None:
    message = PING + OPEN + DATA + ACK + DRAIN + b"\x0a\x04" + PLAIN + END
    assert list(socket.decode(message, from_client=False)) == [DATA, PLAIN]


@pytest.mark.parametrize("kind", [2, 5, 6, 7, 8])
def test_what_follows_a_frame_that_is_out_of_use_is_not_read(socket: Frames, kind: int) -> None:
    assert list(socket.decode(DATA + bytes([kind]) + PLAIN, from_client=True)) == [DATA]


@pytest.mark.parametrize("message", [DATA[:-1], DATA[:3], b"\x0e\x01", b"\x01", b"\x30", b"{}"])
def test_a_frame_that_breaks_off_or_is_of_another_type_is_drift(socket: Frames, message: bytes) -> None:
    with pytest.raises(AdapterDrift):
        list(socket.decode(message, from_client=True))


@pytest.mark.parametrize("frame", [b"", OPEN, DATA[:7]])
def test_what_is_no_data_frame_says_nothing(frame: bytes) -> None:
    with pytest.raises(AdapterDrift):
        data(frame)


def test_an_answer_opens_the_stream_gives_the_receipt_and_ends_it() -> None:
    opened, ended = b"\x0f\x01\x00\x0c\x00\x00" + b'{"code":200}', b"\x0d\x01\x00\x04\x00\x00\x00\x00no"
    assert answered(data(DATA), b"no") == opened + ACK + ended + END
    assert ACK not in answered(data(PLAIN), b"no")
