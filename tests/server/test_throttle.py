"""Passwords cannot be guessed by trying."""

import pytest

from server.problem import TooMany
from server.throttle import LIMITS, MAX_KEYS, WINDOW, Throttle

NOW = 1_000_000


def exhausted(name="ada", address="192.0.2.1"):
    throttle = Throttle()
    for _ in range(LIMITS["name"]):
        throttle.attempt(name=name, address=address, now=NOW)
    return throttle


def test_the_eleventh_attempt_at_a_name_waits():
    with pytest.raises(TooMany) as caught:
        exhausted().attempt(name="ADA", address="192.0.2.2", now=NOW + 60)
    assert caught.value.retry_after == WINDOW - 60


def test_another_name_from_there_may_still_try():
    exhausted().attempt(name="grace", address="192.0.2.1", now=NOW)


def test_one_address_cannot_try_many_names():
    throttle = Throttle()
    for number in range(LIMITS["address"]):
        throttle.attempt(name=f"name {number}", address="192.0.2.1", now=NOW)
    with pytest.raises(TooMany):
        throttle.attempt(name="one more", address="192.0.2.1", now=NOW)


def test_time_forgives():
    exhausted().attempt(name="ada", address="192.0.2.1", now=NOW + WINDOW)


def test_the_right_password_starts_the_name_afresh():
    throttle = exhausted()
    throttle.succeeded(name="ada", address="192.0.2.1")
    throttle.attempt(name="ada", address="192.0.2.1", now=NOW)


def test_memory_is_bounded():
    throttle = Throttle()
    for number in range(MAX_KEYS):
        throttle.attempt(name=f"name {number}", address=f"address {number}", now=NOW)
    assert len(throttle._attempts) == MAX_KEYS
