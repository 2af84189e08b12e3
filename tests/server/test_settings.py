"""The home: where things lie, who may read them, and that only one office serves from it."""

from pathlib import Path

import pytest

from server.settings import ENVIRONMENT, Home, Unusable, write_secret


def test_the_named_home_beats_the_environment_and_that_beats_the_data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "environment"))
    assert Home.chosen(str(tmp_path / "named")).root == tmp_path / "named"
    assert Home.chosen(None).root == tmp_path / "environment"
    monkeypatch.delenv(ENVIRONMENT)
    assert Home.chosen(None).root.parts[-2:] == ("tutor-guard", "office")


def test_a_relative_home_is_made_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert Home.chosen("here").root == tmp_path / "here"


def test_a_home_is_for_its_owner_alone(tmp_path):
    home = Home(tmp_path / "a" / "b").prepare()
    assert home.root.stat().st_mode & 0o777 == 0o700


def test_a_home_that_cannot_be_made_is_said_plainly(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Unusable, match="cannot be made"):
        Home(tmp_path / "file" / "home").prepare()


def test_a_second_office_in_the_same_home_is_refused_until_the_first_is_gone(tmp_path):
    home = Home(tmp_path)
    with home.occupied(), pytest.raises(Unusable, match="already serving"), Home(tmp_path).occupied():
        pytest.fail("two offices in one home")
    with home.occupied():
        pass


def test_a_secret_is_readable_by_its_owner_alone_and_leaves_no_draft(tmp_path):
    write_secret(tmp_path / "key", b"secret")
    assert (tmp_path / "key").read_bytes() == b"secret"
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_without_replace_the_first_writer_wins(tmp_path: Path):
    write_secret(tmp_path / "key", b"first", replace=False)
    write_secret(tmp_path / "key", b"second", replace=False)
    assert (tmp_path / "key").read_bytes() == b"first"
    write_secret(tmp_path / "key", b"third")
    assert (tmp_path / "key").read_bytes() == b"third"
