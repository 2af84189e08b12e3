"""Who is meant. The way through the platform's own answer is tried in test_guard.py, where there is a platform."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from policy.account import Account
from policy.activity import FollowAccepted, FollowReceived, FollowRequested, MessageSent, Thread
from policy.sighting import ThreadSeen
from policy.standing import Standing
from proxy_addons.cases import Cases
from tests.proxy_addons.registry import Parts, registered

PUPIL, STRANGER = Account("instagram", id="222"), Account("instagram", id="333", handle="stranger")
THREAD = Thread("instagram", ("340282366841710300949128000000000000001",))


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncIterator[Parts]:
    made = Parts(*registered(tmp_path))
    yield made
    await made.aclose()


async def test_somebody_never_seen_is_looked_up_once(parts: Parts) -> None:
    cases = Cases(parts)
    for _ in range(2):
        case = await cases.of(MessageSent(people=(PUPIL,)), None)
        assert [match.standing for match in case.known.standings.values()] == [Standing.CURRENT]
    assert parts.registry.asked == 1


async def test_without_the_office_somebody_never_seen_stays_unchecked(parts: Parts) -> None:
    parts.registry.away = True
    case = await Cases(parts).of(MessageSent(people=(PUPIL,)), None)
    assert case.known.unchecked == {PUPIL}


async def test_a_thread_is_filled_in_from_what_passed_before(parts: Parts) -> None:
    parts.learner.learn([ThreadSeen(THREAD, (STRANGER,))])
    case = await Cases(parts).of(MessageSent(threads=(THREAD,)), None)
    assert (case.activity.people, case.known.members_unknown) == ((STRANGER,), False)


async def test_without_a_request_nobody_asks_the_platform_who_is_in_an_unknown_thread(parts: Parts) -> None:
    case = await Cases(parts).of(MessageSent(threads=(THREAD,)), None)
    assert case.known.members_unknown


async def test_a_request_that_answers_theirs_is_an_acceptance(parts: Parts) -> None:
    parts.learner.learn([FollowReceived(people=(STRANGER,), message="request:333")])
    case = await Cases(parts).of(FollowRequested(people=(STRANGER,)), None)
    assert isinstance(case.activity, FollowAccepted)


async def test_from_memory_nobody_is_asked_and_nobody_is_remembered(parts: Parts) -> None:
    before = parts.directory.counts()
    case = Cases(parts).remembered(MessageSent(people=(PUPIL,)))
    assert (case.known.standings, case.known.unchecked) == ({}, {PUPIL})
    assert (parts.registry.asked, parts.directory.counts()) == (0, before)


async def test_from_memory_whoever_was_met_is_known(parts: Parts) -> None:
    await Cases(parts).of(MessageSent(people=(PUPIL,)), None)
    parts.registry.away = True
    case = Cases(parts).remembered(MessageSent(people=(PUPIL,)))
    assert [match.standing for match in case.known.standings.values()] == [Standing.CURRENT]
