import pytest

from policy.activity import Thread
from proxy_addons.database import Database
from proxy_addons.seen import SLACK, Seen
from proxy_addons.vault import Vault

VAULT = Vault(b"\x01" * 32)


@pytest.fixture
def database(tmp_path):
    made = Database(tmp_path / "people.sqlite")
    yield made
    made.close()


@pytest.fixture
def seen(database):
    return Seen(database, VAULT)


def test_a_message_is_new_once_over_a_restart_too(seen, database):
    assert seen.first_time("instagram", "mid.1")
    assert not seen.first_time("instagram", "mid.1")
    assert not Seen(database, VAULT).first_time("instagram", "mid.1")


def test_messages_of_different_platforms_are_different(seen):
    assert seen.first_time("instagram", "1")
    assert seen.first_time("discord", "1")


def test_a_pupil_is_recorded_once_in_a_thread_by_whichever_id_it_is_named(seen):
    assert seen.first_in_thread(Thread("instagram", ("long", "short")), "aa")
    assert not seen.first_in_thread(Thread("instagram", ("long",)), "aa")
    assert not seen.first_in_thread(Thread("instagram", ("short", "key")), "aa")
    assert not seen.first_in_thread(Thread("instagram", ("key",)), "aa")
    assert seen.first_in_thread(Thread("instagram", ("long",)), "bb")
    assert seen.first_in_thread(Thread("instagram", ("other",)), "aa")


def test_only_the_latest_are_remembered(database):
    seen = Seen(database, VAULT, limit=10)
    for number in range(SLACK + 11):
        seen.first_time("instagram", str(number))
    assert [row[0] for row in database.read("SELECT count(*) FROM seen")] == [10]
    for again in (seen, Seen(database, VAULT, limit=10)):
        assert not again.first_time("instagram", str(SLACK + 10))
    assert seen.first_time("instagram", "0")


def test_no_id_can_be_read_on_the_disk(seen, database, tmp_path):
    seen.first_time("instagram", "mid.very-long-and-telling")
    database.flush()
    assert not any(b"telling" in path.read_bytes() for path in tmp_path.iterdir())
