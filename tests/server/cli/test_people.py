"""Passwords, tokens and codes: alone on the last line, and good for what they are for."""

import pytest

from policy import enrolment
from server import keys, passwords
from server.store import admins, devices, log, meta, tokens, tutors


def test_an_admin_gets_a_one_time_password_that_fits(shell):
    password = shell("admin", "add", "dana", "--role", "dsl")
    found = shell.read(lambda db: admins.find(db, "dana"))
    assert (found.role, found.one_time) == ("dsl", True)
    assert passwords.HASHER.verify(found.password_hash, password)


def test_who_forgot_the_password_gets_another_and_nobody_else_does(shell):
    first = shell("admin", "add", "dana", "--role", "dsl")
    second = shell("admin", "reset", "dana")
    found = shell.read(lambda db: admins.find(db, "dana"))
    assert (found.role, found.one_time, first != second) == ("dsl", True, True)
    assert passwords.HASHER.verify(found.password_hash, second)
    shell("admin", "reset", "nobody")
    assert (shell.code, shell.out) == (1, "")


def test_a_token_has_the_rights_of_its_role(shell):
    token = shell("token", "add", "reports", "--role", "auditor")
    assert shell.read(lambda db: tokens.find(db, token)).role == "auditor"


@pytest.mark.parametrize("kind", ["admin", "token"])
def test_a_name_is_given_once_and_a_role_must_exist(shell, kind):
    shell(kind, "add", "dana", "--role", "dsl")
    shell(kind, "add", "dana", "--role", "owner")
    assert (shell.code, shell.out) == (1, "")
    shell(kind, "add", "rae", "--role", "king")
    assert shell.code == 2


def test_a_code_holds_the_address_that_serve_recorded_and_the_key_s_pin(shell):
    shell("enrolment-code", "--tutor", "T1")
    assert (shell.code, "start `serve` once" in shell.err) == (1, True)
    named = enrolment.read(shell("enrolment-code", "--tutor", "T1", "--address", "office.example:443"))
    assert (named.address, named.pin) == ("office.example:443", keys.pin(shell.home))
    shell.write(lambda db: meta.note(db, meta.ADDRESS, text="127.0.0.1:8443"))
    recorded = enrolment.read(shell("enrolment-code", "--tutor", "T1"))
    assert recorded.address == "127.0.0.1:8443"
    assert recorded.secret != named.secret
    made = shell.write(lambda db: devices.enrol(db, recorded.secret, "laptop", "0.1.0"))
    assert made.tutor == "T1"


def test_a_tutor_who_is_not_there_is_added_once(shell):
    for _ in range(2):
        shell("enrolment-code", "--tutor", "T1", "--address", "127.0.0.1:1")
    assert [tutor.ref for tutor in shell.read(tutors.page)] == ["T1"]
    kinds = [row.kind for row in shell.read(log.recent)]
    assert (kinds.count("tutor:added"), kinds.count("enrolment code:made")) == (1, 2)


def test_a_reference_that_cannot_be_is_refused(shell):
    shell("enrolment-code", "--tutor", "not a ref", "--address", "127.0.0.1:1")
    assert (shell.code, shell.out) == (1, "")


def test_no_secret_is_in_the_database_s_file(shell):
    secrets = [
        shell("admin", "add", "dana", "--role", "dsl"),
        shell("token", "add", "reports", "--role", "owner"),
        enrolment.read(shell("enrolment-code", "--tutor", "T1", "--address", "127.0.0.1:1")).secret,
    ]
    files = b"".join(path.read_bytes() for path in shell.home.root.iterdir())
    assert not [secret for secret in secrets if secret.encode() in files]
