from collections.abc import Iterator

import pytest

from policy.account import Account
from policy.activity import Activity, MessageSent, Thread
from policy.adapter import Exchange, Frame, Platform, Refusal
from policy.notice import Notice
from policy.reading import read_frame, read_request

NOTICE = Notice("Message not sent", "It is a pupil.", ())
SEND = Exchange(method="POST", host="chirper.example", path="/dm/pupil")


def chirper() -> Platform:
    return Platform("chirper", hosts=("chirper.example",), handle="[a-z]+")


def test_a_reader_is_attached_by_its_route_and_stays_a_plain_function() -> None:
    platform = chirper()

    @platform.on("POST", "/dm/{user}", body=False)
    def message(_: Exchange, user: str) -> Iterator[Activity]:
        yield MessageSent(people=(platform.account(user),))

    expected = MessageSent(people=(Account("chirper", handle="pupil"),))
    assert read_request(platform, SEND) == [expected]
    assert list(message(SEND, "pupil")) == [expected]
    assert platform.requests.routes[0].body is False


def test_answers_and_frames_have_tables_of_their_own() -> None:
    platform = chirper()
    platform.on_answer("GET", "/inbox", types=("html",))(lambda _: iter(()))
    platform.on_frame("/gateway")(lambda _: iter([MessageSent()]))
    frame = Frame(exchange=Exchange(method="GET", host="", path="/gateway"), from_client=True, content=b"")
    assert read_frame(platform, frame) == [MessageSent()]
    assert [route.types for route in platform.answers.routes] == [("html",)]
    assert platform.requests.routes == []


def test_one_reader_may_serve_several_operations() -> None:
    platform = chirper()

    @platform.on_operation("SendText", "SendPhoto")
    def send(_: Exchange) -> Iterator[Activity]:
        yield MessageSent()

    assert platform.operations == {"SendText": send, "SendPhoto": send}


@pytest.mark.parametrize("attach", ["on", "on_answer", "on_frame", "on_operation"])
def test_whatever_can_be_read_makes_a_platform_watched(attach: str) -> None:
    platform = chirper()
    assert not platform.watched
    arguments = {"on": ("POST", "/dm"), "on_answer": ("GET", "/inbox"), "on_frame": ("/gateway",), "on_operation": ("Send",)}
    getattr(platform, attach)(*arguments[attach])(lambda _: iter(()))
    assert platform.watched


def test_without_a_refusal_of_its_own_a_platform_answers_403_with_the_reason() -> None:
    refusal = chirper().refuse(SEND, NOTICE)
    assert refusal.status == 403
    assert NOTICE.text in refusal.body.decode()


def test_a_platform_may_refuse_and_resolve_in_its_own_way() -> None:
    platform = chirper()
    question = Exchange(method="GET", host="chirper.example", path="/thread/1")
    platform.refusal(lambda _exchange, notice: Refusal(400, notice.text.encode()))
    platform.frame_refusal(lambda _frame, notice: [notice.text.encode()])
    platform.resolver(lambda _unknown, _exchange: question)
    frame = Frame(exchange=SEND, from_client=True, content=b"")
    assert platform.refuse(SEND, NOTICE).status == 400
    assert platform.refuse_frame(frame, NOTICE) == [NOTICE.text.encode()]
    assert platform.resolve(Thread("chirper", ("1",)), SEND) is question


def test_out_of_the_box_nothing_is_resolved_and_no_frame_is_written() -> None:
    platform = chirper()
    frame = Frame(exchange=SEND, from_client=True, content=b"")
    assert platform.resolve(Thread("chirper", ("1",)), SEND) is None
    assert platform.refuse_frame(frame, NOTICE) == []
    assert platform.operation(SEND) == ""


def test_a_thread_keeps_each_id_once_and_no_empty_one() -> None:
    assert chirper().thread("1", 2, None, "", "1") == Thread("chirper", ("1", "2"))
