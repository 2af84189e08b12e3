"""Every subcommand takes a home, and what goes wrong for a reason is one plain line."""

import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from server.__main__ import office
from server.settings import ENVIRONMENT
from server.store import db


def commands(group, words=()):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*words, name))
        else:
            yield (*words, name), command


@pytest.mark.parametrize(
    ("words", "command"), list(commands(office)), ids=lambda value: value[-1] if isinstance(value, tuple) else ""
)
def test_every_subcommand_takes_a_home_and_explains_itself(words, command):
    assert any("--home" in option.opts for option in command.params)
    result = CliRunner().invoke(office, [*words, "--help"])
    assert result.exit_code == 0
    assert command.help in " ".join(result.output.split())


def test_the_environment_names_the_home(tmp_path, monkeypatch):
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "there"))
    assert CliRunner().invoke(office, ["migrate"]).exit_code == 0
    assert (tmp_path / "there" / "office.sqlite").exists()


@pytest.mark.parametrize(("words", "said"), [
    (("migrate", "--database", "postgresql://office/db"), "Sorry: this version keeps its database in SQLite only"),
    (("migrate", "--database", "sqlite:////nowhere/at/all.sqlite"), "Sorry: the database cannot be opened"),
])  # fmt: skip
def test_a_failure_is_one_plain_line_and_exit_code_1(shell, words, said):
    shell(*words)
    assert (shell.code, shell.out) == (1, "")
    assert shell.err.startswith(said)
    assert len(shell.err.splitlines()) == 1


def test_a_damaged_database_is_said_plainly(shell):
    shell("migrate")
    shell.home.database.write_bytes(b"x" * 5000)
    shell("verify-log")
    assert (shell.code, shell.err) == (1, "Sorry: the database file is damaged or no database; restore a backup\n")


def test_a_database_that_somebody_else_holds_is_said_plainly(shell, monkeypatch):
    shell("migrate")
    monkeypatch.setattr(db, "BUSY_MILLISECONDS", 1)
    with closing(sqlite3.connect(shell.home.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        shell("token", "add", "one", "--role", "owner")
    assert (shell.code, shell.err) == (1, "Sorry: the database cannot be used: database is locked\n")
