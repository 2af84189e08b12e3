import pytest

from policy.account import Account
from policy.activity import Thread
from policy.sighting import ThreadSeen
from proxy_addons.database import Database
from proxy_addons.threads import Known, Threads
from proxy_addons.vault import Vault
from tests.proxy_addons.clock import Clock

ONE, TWO, THREE = (Account("instagram", number) for number in "123")
LONG, SHORT, BOTH = (Thread("instagram", ids) for ids in (("long",), ("short",), ("long", "short")))


@pytest.fixture
def database(tmp_path):
    made = Database(tmp_path / "people.sqlite")
    yield made
    made.close()


@pytest.fixture
def clock():
    return Clock(1_000_000.0)


@pytest.fixture
def reopened(database, clock):
    return lambda **how: Threads(database, Vault(b"\x01" * 32), clock=clock, **how)


@pytest.fixture
def threads(reopened):
    return reopened()


def learn(threads, thread, *people, state=0, **how):
    threads.learn(ThreadSeen(thread, people, **how), people, state)


def members(threads, thread):
    return threads.find(thread).people


def test_a_thread_is_found_by_each_of_its_ids_after_a_restart_too(threads, reopened):
    learn(threads, BOTH, ONE)
    for found in (threads, reopened()):
        assert found.find(LONG) == found.find(SHORT) == Known(platform="instagram", people=(ONE,), complete=True, used=11)
        assert found.find(Thread("discord", ("long",))) is None


def test_a_full_list_replaces_and_a_partial_one_adds(threads):
    learn(threads, LONG, ONE, TWO)
    learn(threads, LONG, TWO, complete=False)
    learn(threads, LONG, THREE, complete=False)
    assert members(threads, LONG) == (ONE, TWO, THREE)
    assert threads.find(LONG).complete
    learn(threads, LONG, ONE)
    assert members(threads, LONG) == (ONE,)


def test_two_threads_that_turn_out_to_be_one_become_one(threads, reopened):
    learn(threads, LONG, ONE)
    learn(threads, SHORT, TWO)
    learn(threads, BOTH, THREE, complete=False)
    for found in (threads, reopened()):
        assert members(found, LONG) == members(found, SHORT) == (ONE, TWO, THREE)
        assert len(found) == 1


def test_whoever_leaves_is_a_member_no_longer(threads):
    learn(threads, BOTH, ONE, TWO)
    threads.leave(SHORT, [ONE])
    threads.leave(Thread("instagram", ("unknown",)), [ONE])
    assert members(threads, LONG) == (TWO,)


def test_the_same_state_is_known_again_until_something_changed(threads):
    assert not threads.unchanged(LONG, 7)
    learn(threads, LONG, ONE, state=7)
    assert threads.unchanged(LONG, 7)
    assert not threads.unchanged(LONG, 8)
    threads.leave(LONG, [ONE])
    assert not threads.unchanged(LONG, 7)


def test_learning_what_is_known_writes_nothing(threads, database):
    learn(threads, BOTH, ONE, TWO)
    database.flush()
    learn(threads, LONG, TWO, ONE)
    learn(threads, SHORT, ONE, complete=False)
    assert database._waiting == []


def test_the_least_recently_used_thread_is_forgotten_first(reopened, clock):
    threads = reopened(limit=2)
    for name in "ab":
        learn(threads, Thread("instagram", (name,)), ONE)
    clock.now += 86_400
    threads.find(Thread("instagram", ("a",)))
    threads = reopened(limit=2)  # the day of last use survives a restart
    learn(threads, Thread("instagram", ("c",)), ONE)
    assert [threads.find(Thread("instagram", (name,))) is not None for name in "abc"] == [True, False, True]
    assert len(threads) == 2


def test_a_forgotten_thread_leaves_no_tag_behind(reopened, database):
    threads = reopened(limit=1)
    learn(threads, BOTH, ONE)
    learn(threads, Thread("instagram", ("other",)), ONE)
    assert len(list(database.read("SELECT * FROM thread_tags"))) == 1


def test_a_row_that_cannot_be_opened_is_dropped(threads, reopened, database):
    learn(threads, LONG, ONE)
    database.write("UPDATE threads SET sealed = x'00'")
    assert reopened().find(LONG) is None
    assert list(database.read("SELECT * FROM threads")) == []
