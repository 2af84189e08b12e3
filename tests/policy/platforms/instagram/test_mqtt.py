"""Packets of MQTT, whole, in parts and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.adapter import AdapterDrift, Exchange
from policy.platforms.instagram.mqtt import LIMIT, Packets, Published, packets, publish, published, receipt

TYPED = b"\x30\x08\x00\x04/top{}"  # no receipt is asked for
SENT = b"\x32\x0a\x00\x04/top\x00\x07{}"  # QoS 1, number 7
PING, CONNECT = b"\xc0\x00", b"\x10\x04\x00\x02MQ"


@pytest.fixture
def socket() -> Packets:
    return packets(Exchange(method="GET", host="edge-chat.instagram.com", path="/chat"))


def test_a_message_says_its_topic_and_what_its_receipt_is_to_say() -> None:
    assert published(TYPED) == Published("/top", b"{}")
    assert published(SENT) == Published("/top", b"{}", 7)
    assert receipt(7) == b"\x40\x02\x00\x07"


def test_of_all_packets_of_a_message_the_published_ones_are_read(socket: Packets) -> None:
    assert list(socket.decode(CONNECT + SENT + PING + TYPED, from_client=True)) == [SENT, TYPED]


def test_a_packet_in_parts_is_read_when_it_is_whole_each_direction_for_itself(socket: Packets) -> None:
    for at in range(len(SENT) - 1):
        assert list(socket.decode(SENT[at : at + 1], from_client=True)) == []
        assert list(socket.decode(TYPED, from_client=False)) == [TYPED]
    assert list(socket.decode(SENT[-1:] + TYPED, from_client=True)) == [SENT, TYPED]


@given(topic=st.text(st.characters(codec="utf-8"), max_size=300), payload=st.binary(max_size=300))
def test_what_is_written_is_read(topic: str, payload: bytes) -> None:
    packet = publish(topic, payload)
    assert list(Packets().decode(packet, from_client=False)) == [packet]
    assert published(packet) == Published(topic, payload)


@pytest.mark.parametrize("packet", [b"", b"\x32", b"\x30\xff\xff\xff\xff\xff", b"\x30\x03\x00\x04/", b"\x32\x06\x00\x04/top"])
def test_a_packet_that_breaks_off_is_no_message(packet: bytes) -> None:
    with pytest.raises(AdapterDrift):
        published(packet)


def test_a_length_without_end_and_a_packet_without_measure_are_drift(socket: Packets) -> None:
    with pytest.raises(AdapterDrift):
        list(socket.decode(b"\x30\xff\xff\xff\xff\xff", from_client=True))
    with pytest.raises(AdapterDrift):
        list(socket.decode(b"\x30\xff\xff\xff\x7f" + bytes(LIMIT), from_client=False))
