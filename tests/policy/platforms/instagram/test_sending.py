"""From recipient fields to activities."""

import pytest

from policy.activity import Medium, MessageRequestAccepted, MessageSent
from policy.adapter import AdapterDrift
from policy.platforms.instagram.names import platform
from policy.platforms.instagram.recipients import Recipients
from policy.platforms.instagram.sending import accepted, conversation_opened, messages, named, story_reply

PUPIL = platform.account(id="222")
OTHER = platform.account(id="333")
THIRD = platform.account(id="444")


def sent(**fields: object) -> list[MessageSent]:
    return list(messages([Recipients(**fields)], "111", Medium.TEXT))  # type: ignore[arg-type]


def test_people_together_are_one_group() -> None:
    assert sent(recipient_users=[[222, 333]]) == [MessageSent(people=(PUPIL, OTHER))]


def test_people_apart_get_a_copy_each() -> None:
    assert sent(recipient_users=[[222], [333]]) == [MessageSent(people=(PUPIL, OTHER), apart=True)]


def test_a_copy_beside_a_group_stays_one_to_one() -> None:
    assert sent(recipient_users=[[333, 444], [222]]) == [MessageSent(people=(OTHER, THIRD)), MessageSent(people=(PUPIL,))]


def test_somebody_named_twice_or_beside_the_tutor_is_alone() -> None:
    assert sent(recipient_users=[[222, "222", 111]]) == [MessageSent(people=(PUPIL,))]


def test_the_same_recipient_twice_is_no_mailing() -> None:
    assert sent(recipient_users=[[222], ["222"]]) == [MessageSent(people=(PUPIL,))]


def test_several_threads_get_a_copy_each() -> None:
    expected = MessageSent(threads=(platform.thread("1"), platform.thread("2")), apart=True)
    assert sent(thread_ids=[1, "2", 1]) == [expected]


def test_a_person_and_a_thread_are_two_messages_and_no_group() -> None:
    assert sent(recipient_users=[[222]], thread_id="9") == [
        MessageSent(people=(PUPIL,)),
        MessageSent(threads=(platform.thread("9"),)),
    ]


def test_a_message_to_oneself_is_none() -> None:
    assert sent(recipient_users=[[111]]) == []


def test_a_reaction_taken_back_is_none() -> None:
    assert sent(thread_ids=[1], reaction_status="deleted") == []


def test_a_send_that_names_nobody_is_drift() -> None:
    with pytest.raises(AdapterDrift):
        sent(media_id="30_222")


def test_ten_thousand_recipients_are_read() -> None:
    (activity,) = sent(recipient_users=[[number] for number in range(1000, 11_000)])
    assert len(activity.people) == 10_000
    assert activity.apart


@pytest.mark.parametrize("nesting", [[222, 333], [[222, 333]], [[222], [333]]])
def test_whoever_is_named_becomes_a_member_of_the_one_new_thread(nesting: list[int | str | list[int | str]]) -> None:
    opened = list(conversation_opened([Recipients(recipient_users=nesting)], "111"))
    assert opened == [MessageSent(people=(PUPIL, OTHER), medium=Medium.OPENED)]


def test_a_conversation_with_nobody_is_drift() -> None:
    with pytest.raises(AdapterDrift):
        list(conversation_opened([Recipients()], "111"))


def test_a_story_reply_goes_to_the_one_named_before_the_owner() -> None:
    fields = [Recipients(recipient_users="[222]", reel_id="333")]
    assert list(story_reply(fields, "111")) == [MessageSent(people=(PUPIL,), medium=Medium.STORY_REPLY)]


def test_a_story_reply_that_names_nobody_goes_to_the_owner() -> None:
    assert list(story_reply([Recipients(reel_id="222")], "111")) == [MessageSent(people=(PUPIL,), medium=Medium.STORY_REPLY)]


def test_a_story_reply_without_owner_is_drift() -> None:
    with pytest.raises(AdapterDrift):
        list(story_reply([Recipients(reel_id="highlight:1")], "111"))


def test_each_message_request_is_accepted_for_itself() -> None:
    assert list(accepted([Recipients(thread_ids="[1,2]")])) == [
        MessageRequestAccepted(threads=(platform.thread("1"),)),
        MessageRequestAccepted(threads=(platform.thread("2"),)),
    ]


def test_accepting_nothing_is_drift() -> None:
    with pytest.raises(AdapterDrift):
        list(accepted([Recipients()]))


def test_a_request_names_somebody_by_person_or_thread() -> None:
    assert named([Recipients(), Recipients(thread_id="1")])
    assert named([Recipients(recipient_igids=["222"])])
    assert not named([Recipients(reel_id="222")])
