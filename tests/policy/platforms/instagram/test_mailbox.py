"""The inbox read by its shape teaches what the walk through all of it teaches."""

import json
from typing import Any

import pytest

from policy.adapter import Exchange
from policy.platforms.instagram.learning import learn
from policy.platforms.instagram.names import platform
from policy.reading import read_answer

PUPIL = {"pk": 222, "username": "pupil_one"}
STRANGER = {"pk_id": "333", "username": "stranger"}
TEXT = {"item_id": "32", "user_id": 222, "timestamp": 1_790_000_003_000_000, "item_type": "text", "text": "hello"}
MINE = {"item_id": "31", "user_id": "111", "timestamp": "1790000002000000", "item_type": "text"}
LIKED = {"item_id": "30", "user_id": 222, "item_type": "action_log"}
GONE = {"item_id": "29", "user_id": 444}


def thread(*items: object, **more: object) -> dict[str, object]:
    return {"thread_id": "340", "thread_v2_id": "178", "users": [PUPIL], "items": items} | more


def inbox(*threads: object, status: int = 200, **beside: object) -> Exchange:
    return Exchange(
        method="GET",
        host="i.instagram.com",
        path="/api/v1/direct_v2/inbox/",
        headers={"ig-u-ds-user-id": "111"},
        status=status,
        answer_headers={"content-type": "application/json"},
        answer=json.dumps({"inbox": {"threads": threads}} | beside).encode(),
    )


INBOXES: dict[str, Exchange] = {
    "nothing in it": inbox(),
    "one of each": inbox(thread(TEXT, MINE, LIKED, GONE), viewer={"pk": 111, "username": "the_tutor"}),
    "the last message is beside the list": inbox(thread(MINE, last_permanent_item=TEXT)),
    "the last message is in it too": inbox(thread(TEXT, MINE, last_permanent_item=TEXT)),
    "members are not listed": inbox(thread(TEXT, users=[])),
    "members by messaging id": inbox(thread(TEXT | {"user_id": 17842000000000222}, users=[])),
    "members that cannot be read": inbox(thread(TEXT, users=["pupil_one", None])),
    "others are named": inbox(thread(TEXT, inviter=STRANGER, left_users=[PUPIL]), most_recent_inviter=STRANGER),
    "a thread without a name": inbox(thread(TEXT, thread_id="", thread_v2_id="0")),
    "a group": inbox(thread(TEXT, users=[PUPIL, STRANGER]), thread(TEXT | {"item_id": "40"}, thread_id="341")),
    "an item of another shape": inbox(thread(TEXT, {"item_id": None, "user_id": 222}, {"item_type": ["text"]})),
    "threads by name": inbox({"340": thread(TEXT)}),
    "something that failed": inbox(thread(TEXT), status=404),
}


@pytest.mark.parametrize("exchange", INBOXES.values(), ids=INBOXES.keys())
def test_shape_and_walk_teach_the_same(exchange: Exchange) -> None:
    def said(readings: Any) -> set[str]:
        return {repr(reading) for reading in readings}

    assert said(read_answer(platform, exchange)) == said(learn(exchange))


def test_everybody_is_known_before_anybody_wrote() -> None:
    kinds = [type(reading).__name__ for reading in read_answer(platform, INBOXES["a group"])]
    assert kinds == ["SelfSeen", "ThreadSeen", "ThreadSeen", "MessageReceived", "MessageReceived"]


def test_a_message_that_is_listed_twice_is_one() -> None:
    readings = read_answer(platform, INBOXES["the last message is in it too"])
    assert [type(reading).__name__ for reading in readings].count("MessageReceived") == 1
