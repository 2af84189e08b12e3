"""The dispatch from traffic to readers, on a platform made up for it."""

from collections.abc import Iterator

import msgspec
import pytest

from policy.activity import Activity, FollowRequested, MessageReceived, MessageSent
from policy.adapter import Exchange, Frame, Platform
from policy.formats import AdapterDrift
from policy.reading import read, read_answer, read_frame, read_request, wanted

platform = Platform("chirper", hosts=("chirper.example",), ids=r"[0-9]{1,5}")


class Message(msgspec.Struct, frozen=True):
    to: tuple[str, ...]


@platform.on("POST", "/follow/{user}", body=False)
def follow(_: Exchange, user: str) -> Iterator[Activity]:
    yield FollowRequested(people=(platform.account(id=user),))


@platform.on("POST", "/send")
def send(exchange: Exchange) -> Iterator[Activity]:
    for user in exchange.json(Message).to:
        yield MessageSent(people=(platform.account(id=user),))


@platform.on_answer("POST", "/send")
def sent(exchange: Exchange) -> Iterator[Activity]:
    yield MessageReceived(message=str(exchange.status))


@platform.on_frame("/socket")
def pushed(frame: Frame) -> Iterator[Activity]:
    yield MessageReceived(message=frame.content.decode())


def exchange(path: str, body: bytes = b"", **more: object) -> Exchange:
    return msgspec.structs.replace(Exchange(method="POST", host="chirper.example", path=path, body=body), **more)


ANSWERED = exchange("/send", b'{"to":["1"]}', status=200, answer_headers={"content-type": "application/json"})


def test_a_request_is_read_by_its_route_with_the_parameters_of_the_path() -> None:
    assert read_request(platform, exchange("/follow/222")) == [FollowRequested(people=(platform.account(id="222"),))]


def test_what_no_route_knows_reads_as_nothing() -> None:
    assert read_request(platform, exchange("/unfollow/222")) == []
    assert read_answer(platform, exchange("/unfollow/222", status=200)) == []


def test_an_account_that_cannot_be_is_drift_that_quotes_nothing() -> None:
    with pytest.raises(AdapterDrift) as drift:
        read_request(platform, exchange("/follow/canary"))
    assert "canary" not in f"{drift.value!r}{drift.value.__cause__!r}"


def test_a_request_broken_in_its_last_recipient_gives_no_half_list() -> None:
    with pytest.raises(AdapterDrift):
        read_request(platform, exchange("/send", b'{"to":["1","not an id"]}'))


def test_a_whole_exchange_is_its_request_and_then_its_answer() -> None:
    assert [type(reading) for reading in read(platform, ANSWERED)] == [MessageSent, MessageReceived]


def test_an_exchange_without_answer_is_its_request_alone() -> None:
    unanswered = msgspec.structs.replace(ANSWERED, status=0)
    assert read(platform, unanswered) == read_request(platform, ANSWERED)


def test_an_answer_of_another_type_is_not_read() -> None:
    picture = msgspec.structs.replace(ANSWERED, answer_headers={"content-type": "image/jpeg"})
    assert read_answer(platform, picture) == []


def test_only_the_content_types_that_a_route_asked_for_are_wanted() -> None:
    route, _ = platform.answers.find("POST", "/send") or pytest.fail("no route")
    assert wanted(route, {"content-type": "Application/JSON; charset=utf-8"})
    assert not wanted(route, {"content-type": "video/mp4"})
    assert not wanted(route, {})


def test_a_frame_is_read_by_the_path_of_its_handshake() -> None:
    handshake = Exchange(method="GET", host="chirper.example", path="/socket")
    frame = Frame(exchange=handshake, from_client=False, content=b"m1")
    assert read_frame(platform, frame) == [MessageReceived(message="m1")]
    elsewhere = msgspec.structs.replace(frame, exchange=msgspec.structs.replace(handshake, path="/other"))
    assert read_frame(platform, elsewhere) == []
