"""Traffic that changes its shape and changes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.activity import MessageSent
from policy.adapter import Exchange, Frame, Unreadable
from policy.platforms.discord import platform as discord
from policy.platforms.instagram import platform as instagram
from proxy_addons.pulse import GOOD, Pulse
from proxy_addons.reader import Reader

FORM = {"content-type": "application/x-www-form-urlencoded"}


def send(body: bytes) -> Exchange:
    path = "/api/v1/direct_v2/threads/broadcast/text/"
    return Exchange(method="POST", host="i.instagram.com", path=path, headers=FORM, body=body)


def inbox(answer: bytes) -> Exchange:
    path, headers = "/api/v1/direct_v2/threads/340/", {"content-type": "application/json"}
    return Exchange(method="GET", host="i.instagram.com", path=path, status=200, answer_headers=headers, answer=answer)


GOOD_SEND, ODD_SEND = send(b"recipient_users=%5B%5B333%5D%5D"), send(b"text=hello")
LIST = inbox(b'{"thread_id":"340","users":[{"pk":333,"username":"stranger"}]}')
EMPTY, BROKEN = inbox(b"{}"), inbox(b'{"users":')


@pytest.fixture
def pulse() -> Pulse:
    return Pulse()


@pytest.fixture
def reader(pulse: Pulse) -> Reader:
    return Reader(pulse)


def test_a_send_of_another_shape_passes_and_is_said_until_sends_are_understood_again(reader: Reader, pulse: Pulse) -> None:
    assert reader.request(instagram, ODD_SEND) == []
    assert list(pulse.not_watching) == ["instagram"]
    for _ in range(GOOD):
        assert [type(reading) for reading in reader.request(instagram, GOOD_SEND)] == [MessageSent]
    assert pulse.not_watching == {}


def test_lists_that_are_understood_do_not_make_up_for_a_send_that_was_not(reader: Reader, pulse: Pulse) -> None:
    reader.request(instagram, ODD_SEND)
    for _ in range(2 * GOOD):
        assert reader.answer(instagram, LIST) != []
    assert list(pulse.not_watching) == ["instagram"]


def test_what_teaches_nothing_proves_nothing(reader: Reader, pulse: Pulse) -> None:
    assert reader.answer(instagram, inbox(b'{"users":[{"username":')) == []
    for _ in range(2 * GOOD):
        assert reader.answer(instagram, EMPTY) == []
    assert list(pulse.not_watching) == ["instagram"]


def test_a_request_that_is_not_even_in_its_format_is_the_callers_to_refuse(reader: Reader, pulse: Pulse) -> None:
    with pytest.raises(Unreadable):
        reader.request(instagram, send(b"\xff"))
    assert pulse.not_watching == {}


@given(name=st.text())
def test_an_operation_that_is_not_ours_is_no_place(name: str) -> None:
    """A site, or a page, cannot fill the memory with names of its own."""
    pulse = Pulse()
    exchange = Exchange(
        method="POST",
        host="www.instagram.com",
        path="/api/graphql",
        headers=FORM | {"x-fb-friendly-name": name},
        status=200,
        answer_headers={"content-type": "application/json"},
        answer=b'{"username":',
    )
    Reader(pulse).answer(instagram, exchange)
    assert [place for places in pulse._drifting.values() for place in places] == ["answer /api/graphql "]


def test_frames_have_a_place_too(reader: Reader, pulse: Pulse) -> None:
    handshake = Exchange(method="GET", host="gateway.discord.gg", path="/")
    assert reader.frame(discord, Frame(exchange=handshake, from_client=False, content=b"{")) == []
    assert list(pulse.not_watching) == ["discord"]
