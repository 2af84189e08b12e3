"""A new or old database comes to this version's schema; anything else is left alone and said plainly."""

import sqlite3
from contextlib import closing

import pytest

from server.settings import Unusable
from server.store import migrate
from server.tables import metadata


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'office.sqlite'}"


def names(tmp_path):
    with closing(sqlite3.connect(tmp_path / "office.sqlite", autocommit=True)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_new_database_gets_every_table_and_the_second_time_nothing(url, tmp_path):
    revision = migrate.upgrade(url)
    assert names(tmp_path) == {*metadata.tables, "alembic_version"}
    assert migrate.upgrade(url) == revision


def test_migrations_and_tables_say_the_same(url):
    migrate.upgrade(url)
    migrate.check(url)


def test_a_difference_between_them_would_be_seen(url, tmp_path):
    migrate.upgrade(url)
    with closing(sqlite3.connect(tmp_path / "office.sqlite", autocommit=True)) as connection:
        connection.execute("ALTER TABLE pupils ADD COLUMN nickname TEXT")
    with pytest.raises(Unusable, match="nickname"):
        migrate.check(url)


def test_another_program_s_database_is_left_alone(url, tmp_path):
    with closing(sqlite3.connect(tmp_path / "office.sqlite", autocommit=True)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(Unusable, match="another program"):
        migrate.upgrade(url)
    assert names(tmp_path) == {"theirs"}


def test_a_newer_version_s_database_is_left_alone(url, tmp_path):
    migrate.upgrade(url)
    with closing(sqlite3.connect(tmp_path / "office.sqlite", autocommit=True)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Unusable, match="newer version"):
        migrate.upgrade(url)


def test_a_damaged_file_is_said_plainly(url, tmp_path):
    (tmp_path / "office.sqlite").write_bytes(b"this is no database at all, but long enough to look at" * 50)
    with pytest.raises(Unusable, match="damaged or no database"):
        migrate.upgrade(url)


def test_a_place_that_cannot_be_opened_is_said_plainly(tmp_path):
    with pytest.raises(Unusable, match="cannot be opened"):
        migrate.upgrade(f"sqlite:///{tmp_path / 'nowhere' / 'office.sqlite'}")
