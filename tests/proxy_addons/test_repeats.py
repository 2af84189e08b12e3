from proxy_addons.repeats import LIMIT, SECONDS, Repeats
from tests.proxy_addons.clock import Clock


def test_the_same_answer_from_the_same_address_is_read_once() -> None:
    repeats = Repeats()
    assert [repeats.is_repeat("a", b"1") for _ in range(3)] == [False, True, True]
    assert not repeats.is_repeat("b", b"1")


def test_an_answer_that_differs_is_read() -> None:
    repeats = Repeats()
    assert [repeats.is_repeat("a", raw) for raw in (b"1", b"2", b"1")] == [False, False, False]


def test_after_a_while_it_is_read_again() -> None:
    clock = Clock(0.0)
    repeats = Repeats(clock)
    repeats.is_repeat("a", b"1")
    clock.now = SECONDS + 1
    assert not repeats.is_repeat("a", b"1")
    assert repeats.is_repeat("a", b"1")


def test_the_oldest_addresses_are_forgotten() -> None:
    repeats = Repeats()
    for number in range(LIMIT + 1):
        repeats.is_repeat(str(number), b"1")
    assert not repeats.is_repeat("0", b"1")
    assert repeats.is_repeat(str(LIMIT), b"1")
