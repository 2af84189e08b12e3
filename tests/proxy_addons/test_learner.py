import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from policy.account import Account
from policy.activity import FollowReceived, FollowRequested, MessageReceived, MessageSent, Thread
from policy.roster import Part
from policy.sighting import PersonSeen, SelfSeen, ThreadSeen
from proxy_addons.entries import Entries
from proxy_addons.learner import Learner
from tests.proxy_addons.registry import Parts, registered

PUPIL = Account("instagram", id="222", handle="pupil_one")
STRANGER = Account("instagram", id="333", handle="stranger")
THREAD = Thread("instagram", ("340",))


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncIterator[Parts]:
    made = Parts(*registered(tmp_path))
    yield made
    await made.aclose()


async def until_reported(parts: Parts, number: int) -> list[str]:
    """The clauses of what was reported, once that much was."""
    put = asyncio.Event()
    parts.outbox.on_put(put.set)
    async with asyncio.timeout(30):
        while len(events := parts.events()) < number:
            await put.wait()
            put.clear()
    return [str(event.clause) for event in events]


async def settled(parts: Parts) -> None:
    """All look-ups that were spawned have been answered."""
    await asyncio.gather(*parts.learner._tasks)


def message(number: int, sender: Account = PUPIL, at: float = 0.0) -> MessageReceived:
    return MessageReceived(people=(sender,), threads=(THREAD,), message=f"mid.{number}", at=at)


async def test_a_pupils_message_is_one_incident_however_often_it_is_listed(parts: Parts) -> None:
    for _ in range(3):
        parts.learner.learn([ThreadSeen(THREAD, (PUPIL,)), message(1), message(2)])
        await settled(parts)
    assert await until_reported(parts, 2) == ["5.4", "5.4"]


async def test_it_is_still_one_after_a_restart(parts: Parts) -> None:
    parts.learner.learn([message(1)])
    await until_reported(parts, 1)
    parts.database.flush()
    again = Parts(parts.home, parts.registry)
    again.learner.learn([message(1)])
    await settled(again)
    assert len(again.events()) == 1
    await again.aclose()


async def test_strangers_and_the_tutor_are_nobodys_business(parts: Parts) -> None:
    me = Account("instagram", id="111", handle="tutor")
    parts.learner.learn([SelfSeen(me), message(1, STRANGER), message(2, me)])
    await settled(parts)
    assert parts.events() == []


async def test_a_request_to_follow_is_contact_too(parts: Parts) -> None:
    parts.learner.learn([FollowReceived(people=(PUPIL,), message="follow:222")])
    assert await until_reported(parts, 1) == ["5.4"]


async def test_what_came_before_the_device_was_enrolled_is_not_reported(parts: Parts) -> None:
    late = Learner(
        directory=parts.directory,
        people=parts.people,
        current=parts.current,
        entries=Entries(parts.database, parts.current),
        recorder=parts.recorder,
        seen=parts.seen,
        enrolled=2_000.0,
    )
    late.learn([message(1, at=1_999.0), message(2, at=2_001.0)])
    await asyncio.gather(*late._tasks)
    assert len(parts.events()) == 1


async def test_what_was_written_before_somebody_became_a_pupil_is_not_reported(parts: Parts) -> None:
    parts.learner.learn([message(1, STRANGER, at=1_000.0)])
    await settled(parts)
    parts.registry.add(Part.CURRENT, "instagram:id:333")
    parts.republish()
    parts.learner.learn([message(1, STRANGER, at=1_000.0), message(2, STRANGER, at=time.time() + 5)])
    await settled(parts)
    assert len(parts.events()) == 1


async def test_it_is_not_reported_after_a_restart_either(parts: Parts) -> None:
    parts.registry.add(Part.CURRENT, "instagram:id:333")
    parts.republish()
    parts.database.flush()
    again = Parts(parts.home, parts.registry)
    again.learner.learn([message(1, STRANGER, at=1_000.0), message(2, STRANGER, at=time.time() + 5)])
    await settled(again)
    assert len(again.events()) == 1
    await again.aclose()


async def test_contact_from_somebody_never_seen_waits_for_the_office(parts: Parts) -> None:
    parts.registry.away = True
    parts.learner.learn([message(1)])
    await settled(parts)
    assert parts.events() == []
    parts.registry.away = False
    parts.people.retry()
    parts.learner.settle()
    assert await until_reported(parts, 1) == ["5.4"]


async def test_people_merely_seen_are_never_asked_for_but_those_of_a_thread_are(parts: Parts) -> None:
    parts.learner.learn([PersonSeen(STRANGER)])
    await settled(parts)
    assert parts.registry.asked == 0
    parts.learner.learn([ThreadSeen(THREAD, (STRANGER,))])
    async with asyncio.timeout(30):
        await parts.registry.answered.wait()
    assert parts.registry.asked == 2


async def test_it_is_known_who_asked_first(parts: Parts) -> None:
    assert not parts.learner.asks_back(FollowRequested(people=(PUPIL,)))
    parts.learner.learn([FollowReceived(people=(PUPIL,), message="follow:222")])
    assert parts.learner.asks_back(FollowRequested(people=(PUPIL,)))
    assert not parts.learner.asks_back(MessageSent(people=(PUPIL,)))
