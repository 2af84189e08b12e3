"""Keeping an office in order: schema, backup, restore, keys, the log, serials."""

import sqlite3
from contextlib import closing

import pytest

from server import keys
from server.store import bundles, epochs, log, pupils
from tests.server.made import pupil


@pytest.fixture
def backup(shell, tmp_path):
    """A backup of an office with one pupil."""
    shell("enrolment-code", "--tutor", "T1", "--address", "127.0.0.1:1")
    shell.write(pupil)
    keys.certificate(shell.home, "127.0.0.1")
    shell("backup", str(tmp_path / "backup"))
    assert shell.code == 0, shell.err
    return tmp_path / "backup"


def refs(shell):
    return [one.ref for one in shell.read(pupils.page)]


def test_the_schema_is_brought_up_to_date_and_checked(shell):
    shell("migrate")
    assert (shell("migrate", "--check"), shell.code) == ("The database has this version's schema.", 0)


def test_a_restore_brings_back_what_was_backed_up_and_says_so_in_the_log(shell, backup):
    shell.write(lambda db: pupil(db, "P2"))
    shell("restore", str(backup))
    assert shell.code == 0, shell.err
    assert refs(shell) == ["P1"]
    kinds = [row.kind for row in shell.read(log.recent)]
    assert kinds[:2] == ["backup:restored", "backup:made"]
    assert shell("verify-log").startswith("The log is whole: ")


def test_a_restore_is_refused_while_the_office_serves(shell, backup):
    shell.write(lambda db: pupil(db, "P2"))
    with shell.home.occupied():
        shell("restore", str(backup))
    assert (shell.code, "already serving" in shell.err) == (1, True)
    assert refs(shell) == ["P1", "P2"]


def test_what_is_no_backup_changes_nothing(shell, backup):
    backup.write_bytes(b"hello")
    shell("restore", str(backup))
    assert (shell.code, refs(shell)) == (1, ["P1"])


def test_a_rotation_opens_the_next_epoch(shell):
    assert shell("rotate-key").startswith("Epoch 2 is in force.")
    assert shell.read(epochs.current) == 2


def test_a_log_that_was_changed_is_seen(shell):
    shell("token", "add", "one", "--role", "owner")
    shell("token", "add", "two", "--role", "owner")
    assert shell("verify-log") == "The log is whole: 2 entries, none changed, none missing."
    with closing(sqlite3.connect(shell.home.database, autocommit=True)) as connection:
        connection.execute("UPDATE log SET actor = 'somebody' WHERE seq = 1")
    shell("verify-log")
    assert (shell.code, shell.err) == (1, "Sorry: the log is not as it was written: entry 1: was changed\n")


@pytest.mark.parametrize("command", [("verify-log",), ("backup", "kept")])
def test_nothing_is_said_of_an_office_that_is_not_there(shell, tmp_path, command):
    shell(*command, "--home", str(tmp_path / "slip"))
    assert (shell.code, "there is no office in" in shell.err) == (1, True)
    assert not (tmp_path / "slip").exists()


def test_publishing_above_a_serial_goes_above_it_once(shell):
    for above, serial in ((40, 41), (40, 41), (41, 42), (5, 42)):
        shell("publish", "--above", str(above))
        assert shell.out.splitlines()[-1] == f"Serial {serial} is published."
        assert shell.read(bundles.newest_serial) == serial


@pytest.mark.parametrize("above", ["-1", "x", str(2**40)])
def test_a_serial_that_cannot_be_is_refused(shell, above):
    shell("publish", "--above", above)
    assert shell.code == 2
