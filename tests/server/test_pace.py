"""So many at once, then so many a second, each asker apart."""

import pytest

from server import pace
from server.pace import Pace


def test_a_burst_passes_and_then_one_at_a_time() -> None:
    slow = Pace(rate=0.5, burst=3)
    assert [slow.wait("a", 100.0) for _ in range(4)] == [0, 0, 0, 2]
    assert slow.wait("a", 101.0) == 1
    assert slow.wait("a", 102.0) == 0
    assert slow.wait("a", 102.0) == 2


def test_one_asker_does_not_slow_another() -> None:
    slow = Pace(rate=1, burst=1)
    assert [slow.wait(asker, 1.0) for asker in "abab"] == [0, 0, 1, 1]


@pytest.mark.parametrize("later", [1_000_000.0, -1_000_000.0])
def test_time_that_jumps_gives_no_more_than_a_burst(later: float) -> None:
    slow = Pace(rate=1, burst=2)
    assert [slow.wait("a", 0.0) for _ in range(2)] == [0, 0]
    assert [slow.wait("a", later) == 0 for _ in range(4)].count(True) <= 2


def test_askers_beyond_number_are_forgotten_and_not_kept(monkeypatch) -> None:
    monkeypatch.setattr(pace, "MOST_KEYS", 3)
    slow = Pace(rate=1, burst=1)
    for asker in range(10):
        assert slow.wait(str(asker), 0.0) == 0
    assert len(slow._left) == 3
