"""How a message that is refused is answered on its socket; what is read of sockets stands in tests/traffic."""

import json

import pytest

from policy.activity import MessageSent
from policy.adapter import AdapterDrift, Exchange, Frame
from policy.notice import broken
from policy.platforms.instagram import dgw, mqtt
from policy.platforms.instagram.names import platform
from policy.platforms.instagram.packed import thrift
from policy.reading import read_frame

COMMAND = b'{"action":"send_item","item_type":"text","thread_id":"340","client_context":"753"}'
TOPIC = b"\x00\x10/ig_send_message"
RECEIPTED = bytes([0x32, 20 + len(COMMAND)]) + TOPIC + b"\x00\x07" + COMMAND
PLAIN = bytes([0x30, 18 + len(COMMAND)]) + TOPIC + COMMAND
WRAPPED = b"\x2c\x18" + bytes([len(COMMAND)]) + COMMAND + b"\0\0"
DATA = b"\x0d\x01\x00" + (2 + len(WRAPPED)).to_bytes(3, "little") + b"\x05\x80" + WRAPPED


def frame(path: str, content: bytes, *, from_client: bool = True) -> Frame:
    exchange = Exchange(method="GET", host="edge-chat.instagram.com", path=path, headers={"cookie": "ds_user_id=111"})
    return Frame(exchange=exchange, from_client=from_client, content=content)


def read_over(path: str, message: bytes) -> list[object]:
    """What the guard reads of a WebSocket's message."""
    found = platform.frames.find("GET", path)
    assert found is not None
    codec = found[0].codec(frame(path, b"").exchange)
    return [reading for part in codec.decode(message, from_client=True) for reading in read_frame(platform, frame(path, part))]


@pytest.mark.parametrize(("path", "message"), [("/chat", RECEIPTED), ("/chat", PLAIN), ("/ws/mqttbypass", b"\x09" + DATA)])
def test_a_message_is_found_among_whatever_else_its_socket_carries(path: str, message: bytes) -> None:
    assert read_over(path, message) == [MessageSent(threads=(platform.thread("340"),))]


def test_a_refusal_over_mqtt_gives_a_receipt_and_the_servers_no() -> None:
    taken, answer = platform.refuse_frame(frame("/chat", RECEIPTED), broken())
    assert taken == mqtt.receipt(7)
    said = mqtt.published(answer)
    assert said.topic == "/ig_send_message_response"
    assert json.loads(said.payload) == {
        "action": "item_ack",
        "status": "fail",
        "status_code": "400",
        "payload": {"client_context": "753", "message": broken().text},
    }


def test_no_receipt_is_given_where_none_was_asked_for() -> None:
    assert len(platform.refuse_frame(frame("/chat", PLAIN), broken())) == 1


def test_a_refusal_by_the_gateway_is_an_error_on_the_same_stream() -> None:
    (answer,) = platform.refuse_frame(frame("/ws/mqttbypass", DATA), broken())
    (said,) = dgw.Frames().decode(answer, from_client=False)
    assert dgw.data(said).stream == 1
    assert thrift(dgw.data(said).payload, 2, 2) == broken().text.encode()


@pytest.mark.parametrize("payload", [b"[]", b"1", b'{"action":"send_item"}', b'{"action":"send_item","thread_id":{}}'])
def test_a_message_of_another_shape_is_drift(payload: bytes) -> None:
    with pytest.raises(AdapterDrift):
        read_frame(platform, frame("/chat", mqtt.publish("/ig_send_message", payload)))


@pytest.mark.parametrize("payload", [b"[]", b'{"payload":"***"}', b'{"payload":"/w=="}'])
def test_a_push_of_another_shape_is_drift(payload: bytes) -> None:
    data = b"\x0d\x01\x00" + (2 + len(payload)).to_bytes(3, "little") + b"\0\0" + payload
    with pytest.raises(AdapterDrift):
        read_frame(platform, frame("/ws/lightspeed", data, from_client=False))
