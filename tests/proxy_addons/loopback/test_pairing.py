import pytest

from proxy_addons.loopback.pairing import ALPHABET, SECONDS, TRIES, Pairing
from tests.proxy_addons.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock(0.0)


@pytest.fixture
def pairing(clock: Clock) -> Pairing:
    return Pairing(clock)


def wrong(code: str) -> str:
    """Another code that could be one."""
    return ("B" if code[0] == "A" else "A") + code[1:]


def test_a_code_works_once(pairing: Pairing) -> None:
    code = pairing.issue()

    assert pairing.redeem(code)
    assert not pairing.redeem(code)


def test_a_code_is_easily_read_and_typed(pairing: Pairing) -> None:
    code = pairing.issue()

    assert len(code) == 9
    assert set(code.replace("-", "")) <= set(ALPHABET)
    assert pairing.redeem(f" {code.lower().replace('-', ' ')} ")


def test_without_a_code_nothing_is_right(pairing: Pairing) -> None:
    assert not pairing.redeem("")


def test_after_five_wrong_tries_the_code_is_dead(pairing: Pairing) -> None:
    code = pairing.issue()

    assert not any(pairing.redeem(wrong(code)) for _ in range(TRIES))
    assert not pairing.redeem(code)


def test_four_wrong_tries_may_be_forgiven(pairing: Pairing) -> None:
    code = pairing.issue()

    assert not any(pairing.redeem(wrong(code)) for _ in range(TRIES - 1))
    assert pairing.redeem(code)


def test_a_code_lives_for_five_minutes(pairing: Pairing, clock: Clock) -> None:
    code = pairing.issue()
    clock.now = SECONDS

    assert not pairing.redeem(code)


def test_a_new_code_makes_the_old_one_void(pairing: Pairing) -> None:
    old, new = pairing.issue(), pairing.issue()

    assert not pairing.redeem(old)
    assert pairing.redeem(new)
