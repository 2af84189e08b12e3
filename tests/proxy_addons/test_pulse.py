import pytest

from proxy_addons.pulse import CALM_SECONDS, GOOD, Pulse, State, Trouble
from tests.proxy_addons.clock import Clock


@pytest.fixture
def clock():
    return Clock(1_000_000.0)


@pytest.fixture
def told():
    return []


@pytest.fixture
def pulse(told, clock):
    return Pulse(told.append, clock)


def test_a_device_without_trouble_watches(pulse):
    assert (pulse.state, pulse.reasons, pulse.not_watching) == (State.WATCHING, (), {})


def test_trouble_degrades_until_it_is_over(pulse, clock):
    clock.now += 5
    pulse.trouble(Trouble.OFFICE_AWAY)
    clock.now += 5
    pulse.trouble(Trouble.OFFICE_AWAY)
    assert (pulse.state, pulse.since) == (State.DEGRADED, 1_000_005)
    assert pulse.reasons == (str(Trouble.OFFICE_AWAY),)
    pulse.well(Trouble.OFFICE_AWAY)
    assert (pulse.state, pulse.since) == (State.WATCHING, 1_000_010)


def test_without_a_list_of_pupils_nothing_can_be_checked(pulse):
    pulse.trouble(Trouble.OFFICE_AWAY)
    pulse.trouble(Trouble.NO_BUNDLE)
    assert pulse.state is State.CANNOT_CHECK


def test_what_is_not_watched_is_said_with_the_reason_and_since_when(pulse, clock):
    pulse.not_seeing("a program", "it does not trust the guard's certificate")
    clock.now += 60
    pulse.not_seeing("a program", "said again")
    assert pulse.state is State.DEGRADED
    assert pulse.not_watching == {"a program": "it does not trust the guard's certificate"}
    assert pulse.unseen["a program"].since == 1_000_000
    assert pulse.reasons == ("not watching a program: it does not trust the guard's certificate",)
    pulse.seeing("a program")
    assert pulse.state is State.WATCHING


def test_what_is_well_anyway_changes_nothing(pulse, clock):
    clock.now += 5
    pulse.well(Trouble.OFFICE_AWAY)
    pulse.seeing("a program")
    assert pulse.since == 1_000_000


def test_drift_is_told_at_most_once_an_hour_with_a_count(pulse, told, clock):
    for _ in range(7):
        pulse.drift("instagram")
    assert [(health.kind, health.platform, health.count) for health in told] == [("drift", "instagram", 1)]
    clock.now += 3600
    pulse.drift("instagram")
    assert [(health.kind, health.platform, health.count) for health in told[1:]] == [("drift", "instagram", 7)]
    assert pulse.counts["drift"] == 8
    assert "instagram" in pulse.not_watching


def test_each_platform_drifts_for_itself(pulse, told):
    pulse.drift("instagram")
    pulse.drift("discord")
    assert [health.platform for health in told] == ["instagram", "discord"]
    assert len({health.key for health in told}) == 2


def test_what_drifted_is_watched_again_when_it_was_read_often_enough_in_a_row(pulse):
    pulse.drift("instagram", place="send")
    for _ in range(GOOD - 1):
        pulse.understood("instagram", "send")
    pulse.drift("instagram", place="send")
    for _ in range(GOOD - 1):
        pulse.understood("instagram", "send")
    assert "instagram" in pulse.not_watching
    pulse.understood("instagram", "send")
    assert (pulse.state, pulse.drifting("instagram")) == (State.WATCHING, False)


def test_reading_well_elsewhere_says_nothing_of_what_drifted(pulse):
    pulse.drift("instagram", place="send")
    pulse.drift("instagram", place="accept")
    for _ in range(GOOD):
        pulse.understood("instagram", "list")
        pulse.understood("discord", "send")
        pulse.understood("instagram", "accept")
    assert "instagram" in pulse.not_watching


def test_a_socket_that_could_not_be_read_is_over_with_its_end(pulse):
    pulse.drift("discord", place="one socket")
    pulse.drift("discord", place="another")
    pulse.over("discord", "one socket")
    assert "discord" in pulse.not_watching
    pulse.over("discord", "another")
    assert pulse.state is State.WATCHING


def test_what_was_only_counted_is_told_in_the_end(pulse, told):
    for _ in range(3):
        pulse.hold_ended("cancelled")
    pulse.flush()
    pulse.flush()
    assert [(health.kind, health.detail, health.count) for health in told] == [
        ("holds", "cancelled", 1),
        ("holds", "cancelled", 2),
    ]
    assert pulse.counts["hold cancelled"] == 3


def test_a_hook_that_failed_is_counted_shown_and_told(pulse, told):
    pulse.failed("request")
    assert pulse.state is State.DEGRADED
    assert pulse.counts["hook failed"] == 1
    assert [(health.kind, health.detail) for health in told] == [("hook failed", "request")]


def test_a_failed_hook_is_over_after_ten_minutes_of_work_without_another(pulse, clock):
    for _ in range(2):
        pulse.failed("request")
        clock.now += CALM_SECONDS - 1
        pulse.worked()
        assert pulse.state is State.DEGRADED
    clock.now += 1
    assert pulse.state is State.DEGRADED
    pulse.worked()
    assert pulse.state is State.WATCHING


def test_counts_for_the_page_alone_are_told_to_nobody(pulse, told):
    pulse.counted("requests", 5)
    assert pulse.counts["requests"] == 5
    assert told == []
