import pytest

from policy.account import Account
from policy.activity import (
    FollowReceived,
    FollowRequested,
    MessageReceived,
    MessageRequestAccepted,
    MessageSent,
    Thread,
)
from policy.sighting import PersonSeen, SelfSeen, ThreadLeft, ThreadSeen
from proxy_addons.database import Database
from proxy_addons.directory import Directory
from proxy_addons.memory import Memory
from proxy_addons.vault import Vault


def person(number="", handle="", *also):
    return Account("instagram", number, handle, tuple(f"eimu:{value}" for value in also))


def thread(*ids):
    return Thread("instagram", ids)


TUTOR, PUPIL, STRANGER = person("111", "tutor"), person("222", "pupil_one"), person("333", "stranger")
DIRECT, GROUP = thread("340282", "178"), thread("340283")


@pytest.fixture
def database(tmp_path):
    made = Database(tmp_path / "people.sqlite")
    yield made
    made.close()


@pytest.fixture
def restarted(database):
    return lambda: Directory(database, Vault(b"\x01" * 32), Memory())


@pytest.fixture
def directory(restarted):
    return restarted()


def sent(directory, *threads, people=(), **how):
    resolved = directory.resolve(MessageSent(people=people, threads=threads, **how))
    return resolved.activity.people, resolved.activity.apart, resolved.members_unknown


TOGETHER, APART = False, True
KNOWN, UNKNOWN = False, True


def test_a_message_into_a_thread_goes_to_its_members(directory):
    assert directory.learn(ThreadSeen(DIRECT, (PUPIL,))).people == (PUPIL,)
    assert sent(directory, thread("178")) == ((PUPIL,), TOGETHER, KNOWN)
    assert sent(directory, thread("340282")) == ((PUPIL,), TOGETHER, KNOWN)


def test_an_unknown_thread_has_unknown_members(directory):
    assert sent(directory, DIRECT) == ((), TOGETHER, UNKNOWN)


def test_everything_is_remembered_over_a_restart(directory, restarted):
    directory.learn(ThreadSeen(DIRECT, (person("222", "pupil_one", "17842"),)))
    directory.learn(SelfSeen(TUTOR))
    again = restarted()
    assert sent(again, thread("178")) == ((person("222", "pupil_one", "17842"),), TOGETHER, KNOWN)
    assert sent(again, people=(person("222"),))[0] == (person("222", "pupil_one", "17842"),)
    assert again.own("instagram") == {TUTOR}
    assert again.own("discord") == frozenset()
    assert again.counts() == (1, 1)


def test_people_merely_seen_are_not_remembered_over_a_restart(directory, restarted):
    assert directory.learn(PersonSeen(PUPIL)).people == ()
    assert sent(directory, people=(person("222"),))[0] == (PUPIL,)
    again = restarted()
    again.learn(PersonSeen(STRANGER))
    assert restarted().counts() == (1, 0)  # the pupil was written to


def test_a_request_by_id_names_the_handle_that_was_seen_with_it(directory, restarted):
    directory.learn(PersonSeen(PUPIL))
    assert directory.resolve(FollowRequested(people=(person("222"),))).activity.people == (PUPIL,)
    assert restarted().resolve(FollowRequested(people=(person("222"),))).activity.people == (PUPIL,)


def test_the_handle_of_somebody_with_a_thread_is_asked_for_once_it_is_seen(directory):
    directory.learn(ThreadSeen(DIRECT, (person("222"),)))
    assert directory.learn(PersonSeen(PUPIL)).people == (PUPIL,)
    assert directory.learn(PersonSeen(PUPIL)).people == ()


def test_the_same_inbox_again_asks_for_nobody_and_writes_nothing(directory, database):
    sighting = ThreadSeen(DIRECT, (PUPIL, STRANGER))
    assert directory.learn(sighting).people == (PUPIL, STRANGER)
    database.flush()
    assert directory.learn(sighting).people == ()
    assert database._waiting == []


def test_after_a_restart_the_inbox_is_gone_through_again_without_a_write(directory, restarted, database):
    sighting = ThreadSeen(DIRECT, (PUPIL, STRANGER))
    directory.learn(sighting)
    again = restarted()
    assert again.learn(sighting).people == (PUPIL, STRANGER)
    assert database._waiting == []


def test_the_tutor_is_no_member(directory):
    directory.learn(SelfSeen(TUTOR))
    assert directory.learn(ThreadSeen(DIRECT, (TUTOR, PUPIL), with_tutor=True)).people == (PUPIL,)
    assert sent(directory, DIRECT) == ((PUPIL,), TOGETHER, KNOWN)
    assert sent(directory, people=(person("111"), PUPIL))[0] == (PUPIL,)


def test_the_tutor_is_recognised_by_a_handle_that_was_learned_later(directory, restarted):
    directory.learn(SelfSeen(person("111")))
    directory.learn(PersonSeen(TUTOR))
    assert sent(restarted(), people=(person("", "tutor"), PUPIL))[0] == (PUPIL,)


def test_while_it_is_not_known_who_the_tutor_is_two_members_are_one_to_one_either_way(directory):
    sighting = ThreadSeen(DIRECT, (TUTOR, PUPIL), with_tutor=True)
    assert directory.learn(sighting).people == ()
    assert sent(directory, DIRECT) == ((TUTOR, PUPIL), APART, KNOWN)
    directory.learn(SelfSeen(TUTOR))
    assert sent(directory, DIRECT) == ((PUPIL,), TOGETHER, KNOWN)
    assert directory.learn(sighting).people == (PUPIL,)


def test_while_it_is_not_known_who_the_tutor_is_three_members_are_a_group(directory):
    directory.learn(ThreadSeen(GROUP, (TUTOR, PUPIL, STRANGER), with_tutor=True))
    assert sent(directory, GROUP) == ((TUTOR, PUPIL, STRANGER), TOGETHER, KNOWN)


def test_a_group_stays_together_and_shrinks_when_somebody_leaves(directory):
    directory.learn(ThreadSeen(GROUP, (PUPIL, STRANGER)))
    assert sent(directory, GROUP) == ((PUPIL, STRANGER), TOGETHER, KNOWN)
    directory.learn(ThreadLeft(GROUP, person("", "stranger")))
    assert sent(directory, GROUP) == ((PUPIL,), TOGETHER, KNOWN)


def test_whoever_was_listed_by_the_handle_can_leave_by_the_id(directory):
    directory.learn(ThreadSeen(GROUP, (person("", "pupil_one"), STRANGER)))
    directory.learn(PersonSeen(PUPIL))
    directory.learn(ThreadLeft(GROUP, person("222")))
    directory.learn(ThreadLeft(GROUP, person("nobody")))
    assert sent(directory, GROUP)[0] == (STRANGER,)


def test_the_inbox_is_believed_again_after_somebody_left(directory):
    directory.learn(ThreadSeen(GROUP, (PUPIL, STRANGER)))
    directory.learn(ThreadLeft(GROUP, STRANGER))
    directory.learn(ThreadSeen(GROUP, (PUPIL, STRANGER)))
    assert sent(directory, GROUP)[0] == (PUPIL, STRANGER)


def test_members_of_a_part_of_the_list_add_up(directory):
    directory.learn(ThreadSeen(GROUP, (PUPIL,), complete=False))
    assert sent(directory, GROUP) == ((PUPIL,), TOGETHER, UNKNOWN)
    directory.learn(ThreadSeen(GROUP, (STRANGER,), complete=False))
    assert sent(directory, GROUP) == ((PUPIL, STRANGER), TOGETHER, KNOWN)


def test_a_part_of_the_list_is_enough_when_the_request_names_the_person(directory):
    directory.learn(ThreadSeen(GROUP, (STRANGER,), complete=False))
    assert sent(directory, GROUP, people=(PUPIL,)) == ((PUPIL, STRANGER), TOGETHER, KNOWN)


def test_a_thread_of_nobody_else_is_known_to_be_empty(directory):
    directory.learn(SelfSeen(TUTOR))
    directory.learn(ThreadSeen(DIRECT, (TUTOR,), with_tutor=True))
    assert sent(directory, DIRECT) == ((), TOGETHER, KNOWN)


def test_copies_to_several_threads_are_one_to_one_where_one_of_them_is(directory):
    directory.learn(ThreadSeen(DIRECT, (PUPIL,)))
    directory.learn(ThreadSeen(GROUP, (STRANGER, person("444"))))
    assert sent(directory, DIRECT, GROUP) == ((PUPIL, STRANGER, person("444")), APART, KNOWN)


def test_copies_to_several_groups_stay_group_messages(directory):
    directory.learn(ThreadSeen(DIRECT, (PUPIL, person("444"))))
    directory.learn(ThreadSeen(GROUP, (STRANGER, person("444"))))
    assert sent(directory, DIRECT, GROUP) == ((PUPIL, person("444"), STRANGER), TOGETHER, KNOWN)


def test_copies_to_several_groups_stay_group_messages_whatever_the_platform_says(directory):
    directory.learn(ThreadSeen(DIRECT, (PUPIL, person("444"))))
    directory.learn(ThreadSeen(GROUP, (STRANGER, person("444"))))
    assert sent(directory, DIRECT, GROUP, apart=True)[1] == TOGETHER
    assert sent(directory, DIRECT, thread("new"), apart=True)[1] == APART
    assert sent(directory, people=(PUPIL, STRANGER), apart=True)[1] == APART


def test_a_request_that_is_accepted_while_it_is_not_known_who_the_tutor_is_cannot_be_told(directory):
    directory.learn(ThreadSeen(DIRECT, (TUTOR, PUPIL), with_tutor=True))
    accepted = MessageRequestAccepted(threads=(DIRECT,))
    assert directory.resolve(accepted).members_unknown
    directory.learn(SelfSeen(TUTOR))
    assert not directory.resolve(accepted).members_unknown


def test_one_unknown_thread_among_several_makes_the_members_unknown(directory):
    directory.learn(ThreadSeen(DIRECT, (STRANGER,)))
    assert sent(directory, DIRECT, GROUP)[2] == UNKNOWN
    assert sent(directory, GROUP, people=(STRANGER,))[2] == UNKNOWN


def test_somebody_named_by_the_request_and_by_the_thread_is_one_person(directory):
    directory.learn(ThreadSeen(DIRECT, (PUPIL,)))
    assert sent(directory, DIRECT, people=(person("222", "renamed"),))[0] == (person("222", "renamed"),)
    assert sent(directory, DIRECT, people=(person("", "renamed"),))[0] == (person("222", "renamed"),)


def test_a_one_to_one_thread_may_be_named_by_the_other_persons_inner_id(directory):
    directory.learn(PersonSeen(person("222", "pupil_one", "17842")))
    assert sent(directory, thread("17842")) == ((person("222", "pupil_one", "17842"),), TOGETHER, KNOWN)


def test_an_accepted_request_is_resolved_like_a_message(directory):
    directory.learn(ThreadSeen(DIRECT, (PUPIL,)))
    assert directory.resolve(MessageRequestAccepted(threads=(DIRECT,))).activity.people == (PUPIL,)


def test_public_threads_concern_nobody(directory):
    channel = thread("channel")
    assert directory.learn(ThreadSeen(channel, (PUPIL, STRANGER), public=True)).people == ()
    assert sent(directory, channel) == ((), TOGETHER, KNOWN)
    received = MessageReceived(people=(PUPIL,), threads=(channel,), message="1")
    assert directory.resolve(received).activity.people == ()
    assert directory.counts() == (0, 1)


def test_a_message_received_comes_from_its_sender_alone(directory):
    directory.learn(ThreadSeen(GROUP, (PUPIL, STRANGER)))
    received = MessageReceived(people=(person("222"),), threads=(GROUP,), message="1")
    assert directory.resolve(received).activity.people == (PUPIL,)
    unknown = MessageReceived(people=(person("222"),), threads=(thread("new"),), message="1")
    assert not directory.resolve(unknown).members_unknown


def test_ones_own_message_comes_from_nobody(directory):
    directory.learn(SelfSeen(TUTOR))
    received = MessageReceived(people=(person("111"),), threads=(DIRECT,), message="1")
    assert directory.resolve(received).activity.people == ()


def test_whoever_asks_to_follow_is_completed(directory):
    directory.learn(PersonSeen(PUPIL))
    assert directory.resolve(FollowReceived(people=(person("222"),), message="1")).activity.people == (PUPIL,)


def test_a_handle_that_changed_hands_is_not_the_old_owners(directory):
    directory.learn(ThreadSeen(DIRECT, (PUPIL,)))
    directory.learn(PersonSeen(person("999", "pupil_one")))
    assert sent(directory, people=(person("", "pupil_one"),))[0] == (person("999", "pupil_one"),)
    assert sent(directory, DIRECT)[0] == (person("222"),)
