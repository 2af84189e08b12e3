import pytest

from proxy_addons.answers import Answers
from proxy_addons.database import Database
from proxy_addons.vault import Vault

VAULT = Vault(b"\x01" * 32)
NAME = "instagram:handle:pupil_one"


@pytest.fixture
def database(tmp_path):
    made = Database(tmp_path / "people.sqlite")
    yield made
    made.close()


@pytest.fixture
def answers(database):
    return Answers(database, VAULT)


def test_an_answer_is_kept_for_its_epoch_over_a_restart(answers, database):
    answers.keep(1, NAME, b"p" * 16)
    for found in (answers, Answers(database, VAULT)):
        assert found.of(1) == {VAULT.tag(NAME): b"p" * 16}
        assert found.of(2) == {}


def test_a_new_epoch_asks_for_everybody_who_was_known_once(answers, database):
    answers.keep(1, NAME, b"p" * 16)
    answers.keep(1, "instagram:id:222", b"q" * 16)
    answers.keep(2, "instagram:id:222", b"r" * 16)
    assert list(Answers(database, VAULT).unanswered(2)) == [NAME]
    assert sorted(answers.unanswered(3)) == [NAME, "instagram:id:222"]


def test_old_epochs_are_forgotten_on_the_disk_too(answers, database):
    answers.keep(1, NAME, b"p" * 16)
    answers.keep(2, NAME, b"q" * 16)
    answers.forget_before(2)
    for found in (answers, Answers(database, VAULT)):
        assert found.of(1) == {}
        assert found.of(2) == {VAULT.tag(NAME): b"q" * 16}


def test_a_row_that_cannot_be_opened_is_asked_for_when_next_met(answers, database):
    answers.keep(1, NAME, b"p" * 16)
    database.write("UPDATE answers SET sealed = x'00'")
    assert list(answers.unanswered(2)) == []
    assert answers.of(1) == {VAULT.tag(NAME): b"p" * 16}


def test_no_identifier_can_be_read_on_the_disk(answers, database, tmp_path):
    answers.keep(1, NAME, b"p" * 16)
    database.flush()
    assert not any(b"pupil_one" in path.read_bytes() for path in tmp_path.iterdir())
