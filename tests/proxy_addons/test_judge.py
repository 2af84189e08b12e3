import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from policy.account import Account
from policy.activity import FollowReceived, FollowRequested, Medium, MessageSent, Outgoing, Thread
from policy.adapter import Exchange
from policy.incident import Outcome
from policy.platforms import by_name
from policy.roster import Part
from policy.sighting import PersonSeen, ThreadSeen
from policy.verdict import Action
from proxy_addons.cases import Asked
from proxy_addons.fetch import Origin
from proxy_addons.hold import Decision
from proxy_addons.judge import Judge
from tests.proxy_addons.registry import Parts, registered

PUPIL, STRANGER = Account("instagram", id="222"), Account("instagram", id="333", handle="stranger")
THREAD = Thread("instagram", ("340282366841710300949128000000000000001", "17850000000000001"))
REASON = "she is my niece, agreed with the office"


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncIterator[Parts]:
    made = Parts(*registered(tmp_path))
    yield made
    await made.aclose()


def asked() -> Asked:
    platform = by_name("instagram")
    assert platform
    exchange = Exchange(method="POST", host="i.instagram.com", path="/api/v1/x/")
    return Asked(platform, exchange, Origin("https", "127.0.0.1", 1), asyncio.Event())


async def answered(parts: Parts, activity: Outgoing, decision: Decision, reason: str = "") -> bool:
    """Did it leave, after the tutor's answer?"""
    waiting = asyncio.create_task(Judge(parts).outgoing(activity, asked()))
    opened = asyncio.Event()
    leave = parts.holds.subscribe(opened.set)
    async with asyncio.timeout(30):
        while not parts.holds.list():
            await opened.wait()
            opened.clear()
    leave()
    parts.holds.answer(parts.holds.list()[0].id, decision, reason)
    return await waiting is None


async def test_a_message_to_a_pupil_is_blocked_and_recorded_once_for_its_retries(parts: Parts) -> None:
    judge = Judge(parts)
    for medium in (Medium.OPENED, Medium.TEXT, Medium.TEXT):
        notice = await judge.outgoing(MessageSent(people=(PUPIL,), medium=medium), asked())
        assert notice is not None
        assert notice.clause == "5.1"
    events = parts.events()
    assert {event.incident for event in events} == {events[0].incident}
    assert [event.outcome for event in events] == [Outcome.BLOCKED] * 3
    assert events[0].subject == parts.registry.pseudonym("instagram:id:222").hex()


async def test_a_stranger_passes_and_leaves_no_trace(parts: Parts) -> None:
    assert await Judge(parts).outgoing(MessageSent(people=(STRANGER,)), asked()) is None
    assert parts.events() == []
    assert parts.notices.recent() == ()


async def test_somebody_known_is_judged_without_a_question(parts: Parts) -> None:
    judge = Judge(parts)
    await judge.outgoing(MessageSent(people=(STRANGER,)), asked())
    before = parts.registry.asked
    parts.registry.away = True
    assert await judge.outgoing(MessageSent(people=(STRANGER,)), asked()) is None
    assert parts.registry.asked == before


async def test_a_pupil_added_later_is_recognised_without_a_question(parts: Parts) -> None:
    judge = Judge(parts)
    await judge.outgoing(MessageSent(people=(STRANGER,)), asked())
    parts.registry.add(Part.CURRENT, "instagram:id:333")
    parts.republish()
    parts.registry.away = True
    assert await judge.outgoing(MessageSent(people=(STRANGER,)), asked()) is not None


async def test_a_thread_with_a_pupil_alone_is_one_to_one_whatever_it_is_called(parts: Parts) -> None:
    parts.learner.learn([ThreadSeen(THREAD, (Account("instagram", id="222", handle="pupil_one"),))])
    for name in THREAD.ids:
        assert await Judge(parts).outgoing(MessageSent(threads=(Thread("instagram", (name,)),)), asked()) is not None


async def test_a_group_with_others_passes_and_is_recorded_once(parts: Parts) -> None:
    parts.learner.learn([ThreadSeen(THREAD, (PUPIL, STRANGER))])
    for _ in range(3):
        assert await Judge(parts).outgoing(MessageSent(threads=(THREAD,)), asked()) is None
    assert [event.outcome for event in parts.events()] == [Outcome.RECORDED]


async def test_copies_to_several_are_refused_whole_if_one_is_a_pupil_and_nobody_else_is_named(parts: Parts) -> None:
    notice = await Judge(parts).outgoing(MessageSent(people=(STRANGER, PUPIL), apart=True), asked())
    assert notice is not None
    assert "333" not in notice.text
    assert "stranger" not in notice.text


async def test_an_unknown_thread_is_held_when_nobody_can_say_who_is_in_it(parts: Parts) -> None:
    assert not await answered(parts, MessageSent(threads=(THREAD,)), Decision.CANCEL)
    assert parts.events() == []


async def test_somebody_never_seen_is_held_while_the_office_is_away_and_a_pupil_known_before_is_still_blocked(
    parts: Parts,
) -> None:
    judge = Judge(parts)
    await judge.outgoing(MessageSent(people=(PUPIL,)), asked())
    parts.registry.away = True
    assert await judge.outgoing(MessageSent(people=(PUPIL,)), asked()) is not None
    never_seen = Account("instagram", id="444", handle="never_seen")
    assert await answered(parts, MessageSent(people=(never_seen,)), Decision.CONTINUE, REASON)


async def test_a_follow_waits_and_leaves_only_with_a_reason_which_is_recorded(parts: Parts) -> None:
    assert not await answered(parts, FollowRequested(people=(PUPIL,)), Decision.CANCEL)
    assert parts.events() == []
    assert await answered(parts, FollowRequested(people=(PUPIL,)), Decision.CONTINUE, REASON)
    [event] = parts.events()
    assert (event.clause, event.action, event.outcome, event.reason) == ("5.2", Action.HOLD, Outcome.CONTINUED, REASON)


async def test_a_pupil_who_asked_first_is_accepted_not_requested(parts: Parts) -> None:
    platform = by_name("discord")
    assert platform
    parts.registry.add(Part.CURRENT, "discord:id:8001")
    parts.republish()
    pupil = Account("discord", id="8001")
    parts.learner.learn([FollowReceived(people=(pupil,), message="request:8001")])
    assert not await answered(parts, FollowRequested(people=(pupil,)), Decision.CANCEL)
    assert parts.notices.recent()[0].act == "accept follow request"


async def test_a_handle_that_changed_hands_passes_and_the_registrar_is_told_without_the_strangers_id(parts: Parts) -> None:
    somebody_else = Account("instagram", id="999", handle="pupil_one")
    assert await Judge(parts).outgoing(MessageSent(people=(somebody_else,)), asked()) is None
    [review] = parts.reviews()
    assert (review.kind, review.id) == ("reused", "")


async def test_a_pupil_known_by_handle_teaches_the_registry_the_id_once(parts: Parts) -> None:
    pupil = Account("instagram", id="555", handle="pupil_two")
    for _ in range(2):
        assert await Judge(parts).outgoing(MessageSent(people=(pupil,)), asked()) is not None
    [review] = parts.reviews()
    assert (review.kind, review.id) == ("learn", "555")


async def test_the_company_may_let_the_unchecked_pass(parts: Parts) -> None:
    parts.registry.settings = msgspec.structs.replace(parts.registry.settings, unchecked="allow")
    parts.republish()
    parts.registry.away = True
    assert await Judge(parts).outgoing(MessageSent(people=(Account("instagram", id="444", handle="n"),)), asked()) is None


async def test_who_was_written_to_by_id_alone_is_recognised_when_the_handle_is_learned(parts: Parts) -> None:
    judge = Judge(parts)
    assert await judge.outgoing(MessageSent(people=(Account("instagram", id="555"),)), asked()) is None
    recorded = asyncio.Event()
    parts.outbox.on_put(recorded.set)
    parts.learner.learn([PersonSeen(Account("instagram", id="555", handle="pupil_two"))])
    async with asyncio.timeout(30):
        while not (events := parts.events()):
            await recorded.wait()
            recorded.clear()
    assert [event.outcome for event in events] == [Outcome.RECOGNISED_LATE]
