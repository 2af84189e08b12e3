"""What each answer teaches is in tests/traffic/matrix/learning.json; here are the questions that the guard asks itself."""

import json

import pytest

from policy.account import Account
from policy.activity import FollowReceived
from policy.adapter import AdapterDrift, Exchange
from policy.platforms.matrix import platform
from policy.platforms.matrix.learning import asked_about
from policy.platforms.matrix.site import invitation
from policy.reading import read_answer
from policy.sighting import ThreadSeen

ROOM = "!Zc5lWd2FbhGtOW6JLlSvZ9OdiDI57OeyplsmK5KedQk"
PUPIL, STRANGER, TUTOR = "@pupil:chat.example", "@stranger:chat.example", "@tutor:chat.example"
JSON = {"content-type": "application/json"}


def own_question() -> Exchange:
    """What the guard asks when a tutor enters a room that it has not heard of."""
    entering = Exchange(method="POST", host="chat.example", path=f"/_matrix/client/v3/join/{ROOM}")
    asked = platform.resolve(invitation(ROOM), entering)
    assert asked is not None
    return asked


def answered(exchange: Exchange, answer: object, status: int = 200) -> list[object]:
    raw = json.dumps(answer).encode()
    whole = Exchange(
        method=exchange.method,
        host=exchange.host,
        path=exchange.path,
        query=exchange.query,
        status=status,
        answer=raw,
        answer_headers=JSON,
    )
    return list(read_answer(platform, whole))


def invite(sender: str, user: str) -> dict[str, object]:
    return {"type": "m.room.member", "sender": sender, "state_key": user, "content": {"membership": "invite"}}


def test_the_guards_own_question_finds_the_invitation() -> None:
    answer = {"rooms": {"invite": {ROOM: {"invite_state": {"events": [invite(PUPIL, TUTOR)]}}}}}
    pupil, thread = Account("matrix", handle=PUPIL), invitation(ROOM)
    assert answered(own_question(), answer) == [
        ThreadSeen(thread, (pupil,)),
        ThreadSeen(platform.thread(ROOM), (pupil,), complete=False),
        FollowReceived(people=(pupil,), threads=(thread,), message=ROOM),
    ]


def test_a_room_without_invitation_is_open_to_all() -> None:
    assert answered(own_question(), {"next_batch": "s1"}) == [ThreadSeen(invitation(ROOM), (), complete=False, public=True)]


def test_a_question_that_failed_says_nothing() -> None:
    assert answered(own_question(), {"errcode": "M_UNKNOWN", "error": "no"}, status=400) == []


@pytest.mark.parametrize(
    "query", ["", "filter=0", "filter=%7B", "since=s1&filter=%7B%22room%22%3A%7B%22rooms%22%3A%5B%22!r%22%5D%7D%7D"]
)
def test_other_syncs_ask_about_no_room(query: str) -> None:
    assert asked_about(Exchange(method="GET", host="h", path="/", query=query, status=200)) == set()


def test_an_inviter_cannot_speak_for_somebody_else() -> None:
    """The events before the last come from the inviter's server, which may write what it likes."""
    events = [invite(STRANGER, TUTOR), invite(PUPIL, TUTOR)]
    first, *_ = answered(own_question(), {"rooms": {"invite": {ROOM: {"invite_state": {"events": events}}}}})
    assert first == ThreadSeen(invitation(ROOM), (Account("matrix", handle=PUPIL),))


def test_a_sync_of_another_shape_is_drift() -> None:
    with pytest.raises(AdapterDrift):
        answered(own_question(), {"rooms": {"join": [1]}})
