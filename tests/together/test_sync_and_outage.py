"""How fast a change at the office is felt, and what the guard does while there is no office."""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.together.cast import Cast, Traces
from tests.together.driver import Driver
from tests.together.guard import Guard
from tests.together.office import Office
from tests.together.refusals import MOMENT
from tests.together.relay import Relay
from tests.together.sites.instagram import Instagram
from tests.together.sites.instagram_world import Person
from tests.together.waiting import until

pytestmark = pytest.mark.client
OWN_TOWN = True
REPEATS = 20


def blocked(phone: Driver, person: Person, traces: Traces) -> bool:
    """One attempt to write to somebody: did it end in a refusal?"""
    answer = phone.call("direct_send", traces.text("attempt"), [int(person.id)])
    assert answer.error in {"", "FeedbackRequired"}, answer
    assert answer.seconds < MOMENT, "it was held, which is another thing"
    return answer.error == "FeedbackRequired"


def seconds_until(phone: Driver, person: Person, traces: Traces, *, is_blocked: bool, limit: float) -> float:
    """How long after now the guard treats somebody so."""
    started = time.monotonic()
    until(lambda: blocked(phone, person, traces) is is_blocked, limit, f"blocked: {is_blocked}", step=0.05)
    return time.monotonic() - started


@pytest.fixture
def acquaintances(phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces) -> list[Person]:
    """People whom the tutor has written to, so that the guard has looked them up: no pupils yet."""
    made = [cast.stranger() for _ in range(REPEATS)]
    for person in made:
        instagram.thread(person)
    phone.call("direct_threads")
    assert not any(blocked(phone, person, traces) for person in made)
    return made


@pytest.fixture
def known_pupil(phone: Driver, cast: Cast[Person], instagram: Instagram, office: Office, traces: Traces) -> Person:
    """A pupil whom the guard has looked up: what the pupil wrote has been reported."""
    pupil = cast.pupil()
    instagram.says(instagram.thread(pupil), pupil.id, traces.text("inbound"))
    phone.call("direct_threads")
    office.incident(cast.ref(pupil), "5.4")
    return pupil


@pytest.fixture
def stopped_office(office: Office) -> Iterator[Office]:
    office.stop()
    yield office
    if not office.program.running:
        office.start()


def test_a_handle_is_enforced_within_two_seconds_and_freed_as_fast(
    phone: Driver, cast: Cast[Person], office: Office, acquaintances: list[Person], traces: Traces
) -> None:
    added, removed = [], []
    for person in acquaintances:
        assert not blocked(phone, person, traces)
        ref = cast.register(person)
        added.append(seconds_until(phone, person, traces, is_blocked=True, limit=60))
        (account,) = office.items(f"pupils/{ref}/accounts")
        office.api("DELETE", f"pupils/{ref}/accounts/{account['key']}")
        removed.append(seconds_until(phone, person, traces, is_blocked=False, limit=60))
    print(f"added: median {statistics.median(added):.2f} s, longest {max(added):.2f} s")
    print(f"removed: median {statistics.median(removed):.2f} s, longest {max(removed):.2f} s")
    assert statistics.median(added) <= 2
    assert statistics.median(removed) <= 2


def test_without_push_a_handle_is_enforced_within_a_minute(
    phone: Driver, cast: Cast[Person], instagram: Instagram, relay: Relay, traces: Traces
) -> None:
    person = cast.stranger()
    instagram.thread(person)
    phone.call("direct_threads")
    assert not blocked(phone, person, traces)
    relay.forget(1.0)
    try:
        until(relay.has_forgotten, why="a push stream that fell silent")
        cast.register(person)
        assert seconds_until(phone, person, traces, is_blocked=True, limit=90) <= 60
    finally:
        relay.mend()


def test_without_the_office_pupils_stay_blocked_and_acquaintances_are_not_kept_waiting(
    phone: Driver, acquaintances: list[Person], known_pupil: Person, stopped_office: Office, traces: Traces
) -> None:
    assert not blocked(phone, acquaintances[0], traces)
    assert blocked(phone, known_pupil, traces)


def test_events_made_without_the_office_arrive_once(
    phone: Driver, cast: Cast[Person], known_pupil: Person, guard: Guard, stopped_office: Office, traces: Traces
) -> None:
    assert blocked(phone, known_pupil, traces)
    assert guard.status()["outbox"] > 0
    stopped_office.start()
    incident = stopped_office.incident(cast.ref(known_pupil), "5.1", seconds=90)
    assert (incident["outcome"], incident["count"]) == ("blocked", 1)
    until(lambda: guard.status()["outbox"] == 0, 30, "an empty outbox")
    assert len(stopped_office.incidents(cast.ref(known_pupil), "5.1")) == 1


def test_somebody_never_seen_is_held_while_nobody_can_be_asked(
    phone: Driver, cast: Cast[Person], instagram: Instagram, guard: Guard, stopped_office: Office, traces: Traces
) -> None:
    stranger = cast.stranger()
    before = len(instagram.sends())
    phone.begin("direct_send", traces.text(), [int(stranger.id)])
    hold = guard.hold()
    assert guard.status()["state"] in {"degraded", "cannot-check"}
    assert "cannot check now" in guard.page()
    guard.cancel(hold)
    assert phone.answer().error == "FeedbackRequired"
    assert len(instagram.sends()) == before


def test_the_outbox_outlives_a_power_cut(
    phone: Driver, cast: Cast[Person], known_pupil: Person, guard: Guard, stopped_office: Office, traces: Traces
) -> None:
    assert blocked(phone, known_pupil, traces)
    guard.program.kill()
    guard.start()
    stopped_office.start()
    assert stopped_office.incident(cast.ref(known_pupil), "5.1", seconds=90)["count"] == 1
    until(lambda: guard.status()["outbox"] == 0, 30, "an empty outbox")
    assert len(stopped_office.incidents(cast.ref(known_pupil), "5.1")) == 1


def test_an_office_restored_from_an_older_backup_does_not_free_a_pupil(
    phone: Driver, cast: Cast[Person], instagram: Instagram, guard: Guard, office: Office, traces: Traces, folder: Path
) -> None:
    person = cast.stranger()
    instagram.thread(person)
    phone.call("direct_threads")
    office.run("backup", str(folder / "backup"))
    cast.register(person)
    seconds_until(phone, person, traces, is_blocked=True, limit=60)
    serial = guard.status()["serial"]
    office.stop()
    office.run("restore", str(folder / "backup"))
    office.start()
    guard.run("sync", expect=None)
    assert blocked(phone, person, traces)
    status = guard.status()
    assert (status["serial"], status["state"]) == (serial, "degraded")
    assert "the last good list stays in force" in str(status["reasons"])
    office.run("publish", "--above", str(serial))
    seconds_until(phone, person, traces, is_blocked=False, limit=60)
    assert guard.status()["serial"] > serial
