"""Instagram's sockets: two by which pages may send (MQTT on edge-chat, the same JSON wrapped in DGW and Thrift on gateway), and
the two by which they hear of messages (the same MQTT, and DGW with the JSON in a protobuf).

Which of its paths a page uses for plain text differs by account and by experiment, so all of them are read. Written from
the protocols' public descriptions; the answers that refuse a send were not seen painted by a live page.
"""

import base64
import binascii
import re
from collections.abc import Mapping

import msgspec

from policy import formats
from policy.adapter import AdapterDrift, Exchange, Findings, Frame
from policy.formats import Json
from policy.notice import Notice
from policy.platforms.instagram import dgw, mqtt
from policy.platforms.instagram.conversation import received
from policy.platforms.instagram.learning import TELLING, documents, lessons
from policy.platforms.instagram.names import own_id, platform
from policy.platforms.instagram.packed import protobuf, thrift, thrift_error
from policy.platforms.instagram.private_api import STORY_REPLIES, medium
from policy.platforms.instagram.recipients import of
from policy.platforms.instagram.sending import messages, story_reply

CHAT, BYPASS, PUSHED = "/chat", "/ws/mqttbypass", "/ws/lightspeed"
SEND, SENT, SYNC = "/ig_send_message", "/ig_send_message_response", "/ig_message_sync"
COMMAND = (2, 1)  # Thrift: RequestPayload's publish request, its payload
DELTAS = (2, 3, 2)  # protobuf: the response's operations, their delta, its JSON
ITEM = re.compile(r"/direct_v2/threads/([0-9]+)/items/([^/]+)")
REFUSED = 400


class Patch(msgspec.Struct, frozen=True):
    path: str = ""
    op: str = ""
    value: str = ""


class Patches(msgspec.Struct, frozen=True):
    data: tuple[Patch, ...] = ()


class Wrapped(msgspec.Struct, frozen=True):
    payload: str | None = None


class Command(msgspec.Struct, frozen=True):
    client_context: str | int = ""


@platform.on_frame(CHAT, codec=mqtt.packets)
def chat(frame: Frame) -> Findings:
    heard = mqtt.published(frame.content)
    if frame.from_client and heard.topic == SEND:
        yield from _sent(heard.payload, frame.exchange)
    elif not frame.from_client and heard.topic == SYNC:
        yield from _synced(heard.payload, frame.exchange)


@platform.on_frame(BYPASS, codec=dgw.frames)
def bypass(frame: Frame) -> Findings:
    if frame.from_client and (payload := thrift(dgw.data(frame.content).payload, *COMMAND)):
        yield from _sent(payload, frame.exchange)


@platform.on_frame(PUSHED, codec=dgw.frames)
def pushed(frame: Frame) -> Findings:
    if frame.from_client:
        return  # what it wants to hear of
    wrapped = formats.json(dgw.data(frame.content).payload, Wrapped).payload or ""
    try:
        packed = base64.b64decode(wrapped, validate=True)
    except binascii.Error:
        raise AdapterDrift("a push in another encoding") from None
    deltas = (text for text in protobuf(packed, *DELTAS) if TELLING.search(text))
    yield from lessons((tree for text in deltas for tree in documents(text)), own_id(frame.exchange))


@platform.frame_refusal
def refuse_frame(frame: Frame, notice: Notice) -> list[bytes]:
    """What the server would answer to a message that it does not take, and a receipt, or it would be sent again."""
    if frame.exchange.path.rstrip("/") != CHAT:
        return [dgw.answered(dgw.data(frame.content), thrift_error(REFUSED, notice.text))]
    asked = mqtt.published(frame.content)
    said = {
        "action": "item_ack",
        "status": "fail",
        "status_code": str(REFUSED),
        "payload": {"client_context": formats.json(asked.payload, Command).client_context, "message": notice.text},
    }
    answer = mqtt.publish(SENT, msgspec.json.encode(said))
    return [mqtt.receipt(asked.number), answer] if asked.number else [answer]


def _sent(payload: bytes, exchange: Exchange) -> Findings:
    """A message; that somebody types or has read one is no contact."""
    fields = formats.any_json(payload)
    if not isinstance(fields, dict):
        raise AdapterDrift("a command of another shape")
    if fields.get("action") == "send_item" or "item_type" in fields:
        yield from _message(fields, own_id(exchange))


def _message(fields: Mapping[str, Json], own: str) -> Findings:
    kind = str(fields.get("item_type"))
    yield from story_reply([of(fields)], own) if kind in STORY_REPLIES else messages([of(fields)], own, medium(kind))


def _synced(payload: bytes, exchange: Exchange) -> Findings:
    """Messages that were added to threads; each is JSON in a string."""
    for patch in (patch for patches in formats.json(payload, tuple[Patches, ...]) for patch in patches.data):
        where = ITEM.fullmatch(patch.path)
        item = formats.any_json(patch.value) if where and patch.op == "add" else None
        if where and isinstance(item, dict):
            node = {**item, "item_id": where[2], "thread_fbid": where[1]}
            if message := received(node, None, own_id(exchange)):
                yield message
