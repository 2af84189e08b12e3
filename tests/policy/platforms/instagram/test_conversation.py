"""Threads and messages in answers."""

import pytest

from policy.activity import MessageReceived
from policy.formats import Json
from policy.platforms.instagram.conversation import Conversation, conversation, received, seconds
from policy.platforms.instagram.names import platform
from policy.sighting import ThreadSeen

EIMU = "17842000000000222"
PUPIL = platform.account("pupil_one", id="222", also=(f"eimu:{EIMU}",))
USER: Json = {"pk": 222, "username": "pupil_one", "interop_messaging_user_fbid": EIMU}
TUTOR: Json = {"pk": 111, "username": "the_tutor"}


def thread(*users: Json, **more: Json) -> Conversation:
    found = conversation({"thread_id": "340", "users": list(users), **more})
    assert found is not None
    return found


def test_a_thread_is_known_by_all_its_ids() -> None:
    found = thread(USER, thread_fbid="178", thread_key=EIMU, id="178")
    assert list(found.seen("111")) == [ThreadSeen(platform.thread("340", "178", EIMU), (PUPIL,))]


def test_a_member_with_several_ids_is_one_person() -> None:
    assert [len(seen.people) for seen in thread(USER).seen("111")] == [1]


def test_the_tutor_is_left_out_where_an_answer_lists_all() -> None:
    assert list(thread(USER, TUTOR).seen("111")) == [ThreadSeen(platform.thread("340"), (PUPIL,))]


@pytest.mark.parametrize("users", [(), ("pupil_one",), ({"full_name": "Pupil One"},)])
def test_members_that_are_missing_or_cannot_be_read_are_not_all(users: tuple[Json, ...]) -> None:
    assert not thread(*users).complete


def test_an_object_without_a_thread_id_is_no_thread() -> None:
    assert conversation({"id": "178", "users": [USER]}) is None
    assert conversation({"thread_id": "0", "users": [USER]}) is None
    assert conversation({"thread_id": None, "users": [USER]}) is None


def test_one_id_without_members_teaches_nothing() -> None:
    assert list(thread().seen("111")) == []


def test_a_message_is_its_senders_in_its_thread() -> None:
    item: dict[str, Json] = {"item_id": "30", "user_id": 222, "timestamp": 1_790_000_000_000_000, "item_type": "text"}
    expected = MessageReceived(people=(PUPIL,), threads=(platform.thread("340"),), message="30", at=1_790_000_000.0)
    assert received(item, thread(USER), "111") == expected


@pytest.mark.parametrize(
    "item",
    [
        {"item_id": "30", "user_id": 111, "item_type": "text"},
        {"item_id": "30", "user_id": 222, "item_type": "action_log"},
        {"item_id": "30", "user_id": 444, "item_type": "text"},
        {"message_id": "mid.1", "sender_fbid": EIMU, "content": {"__typename": "SlideMessageAdminText"}},
        {"message_id": "mid.1", "sender_fbid": "17842000000000111"},
        {"message_id": "mid.1"},
    ],
    ids=["own", "liked a message", "left the thread", "an announcement", "own by messaging id", "nobody's"],
)
def test_what_no_other_member_wrote_is_not_received(item: dict[str, Json]) -> None:
    assert received(item, thread(USER), "111") is None


def test_a_message_outside_a_list_of_members_says_itself_who_sent_it() -> None:
    node: dict[str, Json] = {
        "message_id": "mid.1",
        "thread_fbid": "178",
        "sender_fbid": EIMU,
        "sender": {"igid": "222", "user_dict": {"username": "pupil_one"}},
    }
    expected = MessageReceived(people=(PUPIL,), threads=(platform.thread("178"),), message="mid.1")
    assert received(node, None, "111") == expected
    assert received(node, None, "222") is None


@pytest.mark.parametrize("time", ["1790000000", 1_790_000_000, "1790000000000", "1790000000000000", 1_790_000_000_000_000])
def test_a_time_may_be_in_seconds_or_their_thousandths_or_millionths(time: Json) -> None:
    assert seconds(time) == 1_790_000_000.0


@pytest.mark.parametrize("time", [None, "", "yesterday", "nan", "inf", "9" * 400, 10**30, -1, True, 1e12, [1]])
def test_a_time_that_cannot_be_is_unknown(time: Json) -> None:
    assert seconds(time) == 0.0
