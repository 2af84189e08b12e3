import asyncio
import sqlite3
import stat

import pytest

from proxy_addons.database import FLUSH_SECONDS, Database, connected


@pytest.fixture
def database(tmp_path):
    made = Database(tmp_path / "people.sqlite")
    made.table("TABLE things (name TEXT PRIMARY KEY)")
    yield made
    made.close()


def names(path):
    with sqlite3.connect(path) as connection:
        found = [name for (name,) in connection.execute("SELECT name FROM things ORDER BY name")]
    connection.close()
    return found


def test_what_was_written_is_read_at_once_and_again_after_a_restart(tmp_path):
    first = Database(tmp_path / "people.sqlite")
    first.table("TABLE things (name TEXT PRIMARY KEY)")
    first.write("INSERT INTO things VALUES (?)", "a")
    assert list(first.read("SELECT name FROM things")) == [("a",)]
    first.write("INSERT INTO things VALUES (?)", "b")
    first.close()
    second = Database(tmp_path / "people.sqlite")
    assert list(second.read("SELECT name FROM things ORDER BY name")) == [("a",), ("b",)]
    second.close()


async def test_in_a_loop_it_is_on_the_disk_a_moment_later(database, tmp_path):
    for name in "abc":
        database.write("INSERT INTO things VALUES (?)", name)
    assert names(tmp_path / "people.sqlite") == []
    later = asyncio.Event()
    asyncio.get_running_loop().call_later(FLUSH_SECONDS, later.set)  # the loop keeps the order of its timers
    await later.wait()
    assert names(tmp_path / "people.sqlite") == ["a", "b", "c"]


def test_a_failing_write_takes_its_whole_transaction_back(database):
    database.write("INSERT INTO things VALUES (?)", "a")
    database.write("INSERT INTO things VALUES (?)", "a")
    with pytest.raises(sqlite3.IntegrityError):
        database.flush()
    assert list(database.read("SELECT name FROM things")) == []


def test_a_damaged_file_is_set_aside(tmp_path):
    (tmp_path / "people.sqlite").write_bytes(b"this is no database" * 100)
    database = Database(tmp_path / "people.sqlite")
    database.table("TABLE things (name TEXT PRIMARY KEY)")
    assert database.set_aside
    assert (tmp_path / "people.damaged").exists()
    database.close()


def test_only_the_owner_can_read_it(database, tmp_path):
    assert stat.S_IMODE((tmp_path / "people.sqlite").stat().st_mode) == 0o600


def test_a_durable_file_waits_for_the_disk(tmp_path):
    connection = connected(tmp_path / "outbox.sqlite", durable=True)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
