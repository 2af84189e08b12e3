import pytest

from policy.activity import (
    ACTS,
    Activity,
    FollowAccepted,
    FollowReceived,
    FollowRequested,
    Medium,
    MessageReceived,
    MessageRequestAccepted,
    MessageSent,
    Thread,
    act,
)
from policy.examples import PUPIL


@pytest.mark.parametrize(
    ("activity", "words"),
    [
        (MessageSent(people=(PUPIL,)), "message"),
        (MessageSent(people=(PUPIL,), medium=Medium.STORY_REPLY), "message"),
        (MessageSent(people=(PUPIL,), medium=Medium.CALL), "call"),
        (MessageRequestAccepted(people=(PUPIL,)), "accept message request"),
        (FollowRequested(people=(PUPIL,)), "follow"),
        (FollowAccepted(people=(PUPIL,)), "accept follow request"),
        (MessageReceived(people=(PUPIL,), message="1"), "message received"),
        (FollowReceived(people=(PUPIL,)), "follow request received"),
    ],
)
def test_an_activity_has_a_word(activity: Activity, words: str) -> None:
    assert act(activity) == words


def test_every_kind_of_activity_has_its_word() -> None:
    assert set(ACTS) == {*MessageSent.__mro__[1].__subclasses__()}
    assert len(set(ACTS.values())) == len(ACTS)


def test_a_thread_is_known_by_each_of_its_ids() -> None:
    assert Thread("instagram", ("1", "2")).keys == ("instagram:thread:1", "instagram:thread:2")


def test_no_activity_has_room_for_words_of_a_message() -> None:
    fields = {name for kind in ACTS for name in kind.__struct_fields__}
    assert fields == {"people", "threads", "medium", "apart", "message", "at"}
