"""Since when somebody counts as a pupil on this device."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from policy.roster import Part
from proxy_addons.current import Current
from proxy_addons.database import Database
from proxy_addons.entries import Entries
from proxy_addons.home import Home
from tests.proxy_addons.clock import Clock
from tests.proxy_addons.issuer import Issuer

ONE, TWO = "instagram:id:222", "instagram:id:333"
CONFIRMED, ISSUED = 1_000_500.0, 1_000_900


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def clock() -> Clock:
    return Clock(CONFIRMED)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "people.sqlite")
    yield made
    made.close()


@pytest.fixture
def current(tmp_path: Path, issuer: Issuer, clock: Clock) -> Current:
    """A device that got its first list at CONFIRMED, with one pupil on it."""
    made = Current(Home(tmp_path / "home"), issuer.public_key, clock)
    issuer.add(ONE)
    made.offer(issuer.publish())
    return made


@pytest.fixture
def opened(database: Database, current: Current) -> Callable[[], Entries]:
    return lambda: Entries(database, current)


@pytest.fixture
def entries(opened: Callable[[], Entries]) -> Entries:
    return opened()


def test_who_was_on_the_first_list_has_been_a_pupil_ever_since(entries: Entries, issuer: Issuer) -> None:
    assert entries.since(issuer.pseudonym(ONE)) == 0.0


def test_who_is_new_cannot_have_entered_before_the_last_list_was_confirmed(
    entries: Entries, current: Current, issuer: Issuer
) -> None:
    issuer.add(TWO)
    current.offer(issuer.publish(issued=ISSUED))
    assert (entries.since(issuer.pseudonym(TWO)), entries.since(issuer.pseudonym(ONE))) == (CONFIRMED, 0.0)


def test_a_clock_that_is_ahead_of_the_offices_does_not_make_anybody_enter_late(
    entries: Entries, current: Current, issuer: Issuer
) -> None:
    issuer.add(TWO)
    current.offer(issuer.publish(issued=1_000_100))
    assert entries.since(issuer.pseudonym(TWO)) == 1_000_100.0


def test_it_is_known_after_a_restart_too(
    opened: Callable[[], Entries], entries: Entries, current: Current, issuer: Issuer
) -> None:
    issuer.add(TWO)
    current.offer(issuer.publish(issued=ISSUED))
    assert opened().since(issuer.pseudonym(TWO)) == entries.since(issuer.pseudonym(TWO)) == CONFIRMED


def test_who_changes_standing_does_not_enter(entries: Entries, current: Current, issuer: Issuer) -> None:
    for part in (Part.LEFT_MINOR, Part.CURRENT_ALIAS, Part.CURRENT):
        issuer.add(ONE, part)
        current.offer(issuer.publish(issued=ISSUED))
    assert entries.since(issuer.pseudonym(ONE)) == 0.0


def test_who_comes_back_has_entered_anew(entries: Entries, current: Current, issuer: Issuer, clock: Clock) -> None:
    issuer.remove(ONE)
    issuer.add(TWO)
    clock.now += 100
    current.offer(issuer.publish(issued=ISSUED))
    issuer.add(ONE)
    current.offer(issuer.publish(issued=ISSUED))
    assert entries.since(issuer.pseudonym(ONE)) == CONFIRMED + 100


def test_with_new_keys_everybody_was_there_before(
    opened: Callable[[], Entries], entries: Entries, current: Current, issuer: Issuer
) -> None:
    issuer.add(TWO)
    current.offer(issuer.publish(issued=ISSUED))
    issuer.rotate()
    current.offer(issuer.publish(issued=ISSUED))
    current.switch()
    assert [made.since(issuer.pseudonym(TWO)) for made in (entries, opened())] == [0.0, 0.0]
