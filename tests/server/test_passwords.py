"""Passwords are hashed slowly, told nobody, and checked before they are taken."""

import pytest

from server import passwords
from server.problem import Invalid

GOOD = "correct horse battery"
AS_RFC_9106_SAYS = "$argon2id$v=19$m=65536,t=3,p=4$"


@pytest.fixture(scope="module", autouse=True)
def quick_hashes():
    """Not here: these are as slow as an office's."""


async def test_only_the_right_password_matches():
    stored = passwords.hashed(GOOD)
    assert stored.startswith(AS_RFC_9106_SAYS)
    assert await passwords.matches(stored, GOOD)
    assert not await passwords.matches(stored, GOOD + "x")


async def test_nobody_has_no_password():
    assert not await passwords.matches(None, GOOD)


async def test_a_damaged_hash_matches_nothing():
    assert not await passwords.matches("not a hash", GOOD)


def test_one_time_passwords_differ_and_are_long():
    made = {passwords.one_time() for _ in range(50)}
    assert len(made) == 50
    assert {len(password) for password in made} == {24}


@pytest.mark.parametrize(
    ("new", "repeated", "field"),
    [
        ("short", "short", "new"),
        ("x" * 201, "x" * 201, "new"),
        ("aaaaaaaaaaaa", "aaaaaaaaaaaa", "new"),
        ("my name is Deborah", "my name is Deborah", "new"),
        ("the old password", "the old password", "new"),
        (GOOD, GOOD + "s", "repeated"),
    ],
)
def test_a_weak_new_password_is_refused(new, repeated, field):
    with pytest.raises(Invalid) as caught:
        passwords.checked(new, repeated, name="deborah", current="the old password")
    assert caught.value.problem.field == field


def test_a_good_new_password_is_taken():
    assert passwords.checked(GOOD, GOOD, name="deborah", current="the old password") == GOOD
