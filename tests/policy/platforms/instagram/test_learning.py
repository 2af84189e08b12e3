"""Learning from any JSON: what is found, what is left, and how much of it costs nothing."""

import pytest

from policy.adapter import Exchange, Unreadable
from policy.formats import Json
from policy.platforms.instagram.learning import documents, learn, lessons, requests
from policy.platforms.instagram.names import platform
from policy.sighting import PersonSeen, SelfSeen, ThreadSeen

PUPIL = platform.account("pupil_one", id="222")
USER: Json = {"pk": 222, "username": "pupil_one"}


def answer(raw: bytes, status: int = 200) -> Exchange:
    return Exchange(method="GET", host="i.instagram.com", path="/", status=status, answer=raw)


@pytest.mark.parametrize(
    "raw",
    [b'{"a":1}\n{"b":2}', b'for (;;);{"a":1}\r\n\r\n{"b":2}\n'],
)
def test_several_documents_stand_a_line_each(raw: bytes) -> None:
    assert list(documents(raw)) == [{"a": 1}, {"b": 2}]


def test_one_document_may_stand_on_many_lines() -> None:
    assert list(documents(b'{\n"a":\n1}')) == [{"a": 1}]


@pytest.mark.parametrize("raw", [b"", b"for (;;);", b"{", b'{"a":1}\n{', b"[" * 100_000])
def test_what_is_no_json_is_unreadable(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        list(documents(raw))


def test_a_person_is_found_at_any_depth() -> None:
    tree: Json = USER
    for _ in range(500):
        tree = [{"a": tree}]
    assert list(lessons([tree], "")) == [PersonSeen(PUPIL)]


def test_each_person_is_said_once() -> None:
    assert list(lessons([[USER, USER], {"user": USER}], "")) == [PersonSeen(PUPIL)]


def test_what_is_said_of_the_tutor_is_said_of_nobody_else() -> None:
    tree: Json = {"viewer": {"pk": 111, "username": "the_tutor"}, "user": {"pk": 111, "username": "the_tutor"}}
    assert list(lessons([tree], "")) == [SelfSeen(platform.account("the_tutor", id="111"))]


def test_an_answer_that_teaches_nothing_does_not_repeat_who_the_tutor_is() -> None:
    assert list(lessons([{"users": []}], "111")) == []


def test_an_answer_without_a_telling_word_is_not_even_decoded() -> None:
    assert list(learn(answer(b"not JSON at all"))) == []


def test_a_telling_answer_that_is_no_json_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        list(learn(answer(b'{"username":')))


@pytest.mark.parametrize("status", [302, 400, 404, 500])
def test_a_failure_teaches_nothing(status: int) -> None:
    assert list(learn(answer(b'{"pk":222,"username":"pupil_one"}', status))) == []


def test_a_user_who_asks_to_follow_is_recognised_on_the_profile_too() -> None:
    asking: Json = {"pk": 222, "username": "pupil_one", "friendship_status": {"incoming_request": True}}
    assert list(lessons([asking], "")) == [PersonSeen(PUPIL), *requests([USER])]


@pytest.mark.parametrize("users", [None, "pupil_one", [None, {}, {"username": "pupil_one"}]])
def test_requests_of_nobody_are_none(users: Json) -> None:
    assert list(requests(users)) == []


def test_a_thread_says_who_the_tutor_is_when_nothing_else_does() -> None:
    thread: Json = {"thread_id": "340", "viewer_id": 111, "users": [USER, {"pk": 111, "username": "the_tutor"}]}
    assert list(lessons([thread], "")) == [
        SelfSeen(platform.account(id="111")),
        ThreadSeen(platform.thread("340"), (PUPIL,)),
    ]


def test_an_item_outside_a_conversation_is_no_message() -> None:
    assert list(lessons([{"item_id": "30", "user_id": 222, "timestamp": 1_790_000_000}], "111")) == []
