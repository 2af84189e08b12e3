"""What each event teaches is in tests/traffic/discord/gateway.json; here are the gateway's edges."""

import json
from typing import Any

import pytest

from policy.adapter import AdapterDrift, Exchange, Frame
from policy.platforms.discord import platform
from policy.reading import Readings, read_frame

HANDSHAKE = Exchange(method="GET", host="gateway.discord.gg", path="/", query="v=9&encoding=json")


def heard(packet: Any, *, from_client: bool = False) -> Readings:
    return read_frame(platform, Frame(exchange=HANDSHAKE, from_client=from_client, content=json.dumps(packet).encode()))


def test_an_event_that_nobody_reads_may_have_any_shape() -> None:
    assert heard({"op": 0, "t": "SOMETHING_NEW", "s": 1, "d": [[{}]]}) == []


@pytest.mark.parametrize(
    "event", ["READY", "READY_SUPPLEMENTAL", "CHANNEL_CREATE", "MESSAGE_CREATE", "RELATIONSHIP_ADD", "USER_UPDATE"]
)
def test_an_event_that_matters_must_have_its_shape(event: str) -> None:
    with pytest.raises(AdapterDrift):
        heard({"op": 0, "t": event, "s": 1, "d": "text"})


def test_the_client_cannot_dispatch_events() -> None:
    ready = {"op": 0, "t": "READY", "s": 1, "d": {"user": {"id": "222", "username": "pupil_one", "discriminator": "0"}}}
    assert heard(ready)
    assert heard(ready, from_client=True) == []


def test_what_is_no_packet_is_drift() -> None:
    with pytest.raises(AdapterDrift):
        heard([1, 2])
