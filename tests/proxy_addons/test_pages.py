import pytest

from policy.incident import Health
from proxy_addons.pages import MOST, Pages, Part
from proxy_addons.pulse import Pulse, State
from tests.proxy_addons.clock import Clock


@pytest.fixture
def told() -> list[Health]:
    return []


@pytest.fixture
def pulse(told: list[Health]) -> Pulse:
    return Pulse(told.append, Clock(1_000_000.0))


@pytest.fixture
def pages(pulse: Pulse) -> Pages:
    return Pages(pulse)


def test_what_is_missed_is_counted_told_and_shown_as_partly_watching(pages: Pages, pulse: Pulse, told: list[Health]) -> None:
    pages.missed("instagram", Part.COMPOSER, 3)

    assert pulse.state is State.DEGRADED
    assert pulse.not_watching == {"instagram pages": "the site has changed; some of its pages are not understood"}
    [health] = told
    assert (health.kind, health.platform, health.detail, health.count) == ("drift", "instagram", "page composer", 3)


def test_the_office_hears_the_same_at_most_once_an_hour_and_the_count_of_the_rest(
    pages: Pages, pulse: Pulse, told: list[Health]
) -> None:
    for _ in range(3):
        pages.missed("instagram", Part.SEND, 2)
    pulse.flush()

    assert [health.count for health in told] == [2, 4]
    assert pages.listed() == [{"site": "instagram", "what": "send", "count": 6}]


def test_what_is_found_again_is_watched_again_once_nothing_else_is_missed(pages: Pages, pulse: Pulse) -> None:
    pages.missed("instagram", Part.SEND, 1)
    pages.missed("instagram", Part.FOLLOW, 1)
    pages.missed("x", Part.ROUTE, 1)

    pages.missed("instagram", Part.SEND, 0)
    assert set(pulse.not_watching) == {"instagram pages", "x pages"}
    pages.missed("instagram", Part.FOLLOW, 0)
    assert set(pulse.not_watching) == {"x pages"}


def test_finding_what_was_never_missed_says_nothing(pages: Pages, pulse: Pulse, told: list[Health]) -> None:
    pages.missed("instagram", Part.SEND, 0)

    assert (pulse.state, told, pages.listed()) == (State.WATCHING, [], [])


def test_a_count_is_bounded(pages: Pages, told: list[Health]) -> None:
    pages.missed("instagram", Part.SEND, 10 * MOST)

    assert [health.count for health in told] == [MOST]
