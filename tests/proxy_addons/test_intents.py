"""What a page asks about, what the tutor answers, and what the request that follows then meets at the judge."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from policy.account import Account
from policy.activity import FollowAccepted, FollowRequested, MessageSent, Outgoing, Thread
from policy.adapter import Exchange
from policy.incident import Outcome
from policy.platforms import by_name
from policy.settings import LeftMinorMessage
from policy.sighting import PersonSeen, ThreadSeen
from policy.verdict import Action
from proxy_addons.cases import Asked
from proxy_addons.fetch import Origin
from proxy_addons.hold import Decision
from proxy_addons.holds import MAX_OPEN
from proxy_addons.intents import Advice, Intents, TooManyQuestions
from proxy_addons.judge import Judge
from tests.proxy_addons.registry import Parts, registered

PUPIL, BY_HANDLE = Account("instagram", id="222"), Account("instagram", handle="pupil_one")
STRANGER = Account("instagram", id="333", handle="stranger")
LEFT_MINOR, LEFT_ADULT = Account("instagram", id="224"), Account("instagram", id="225")
THREAD = Thread("instagram", ("340282366841710300949128000000000000001",))
REASON = "her mother asked me to, for the school fair"


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncIterator[Parts]:
    made = Parts(*registered(tmp_path))
    yield made
    await made.aclose()


@pytest.fixture
def intents(parts: Parts) -> Intents:
    return Intents(parts)


async def sent(parts: Parts, activity: Outgoing) -> bool:
    """Does the request that follows pass, without a question?"""
    instagram = by_name("instagram")
    assert instagram
    exchange = Exchange(method="POST", host="i.instagram.com", path="/api/v1/x/")
    asked = Asked(instagram, exchange, Origin("https", "127.0.0.1", 1), asyncio.Event())
    async with asyncio.timeout(30):
        return await Judge(parts).outgoing(activity, asked) is None


async def held(parts: Parts, activity: Outgoing) -> bool:
    """Is the request that follows asked about? It is withdrawn then."""
    opened = asyncio.Event()
    leave = parts.holds.subscribe(opened.set)
    waiting = asyncio.create_task(sent(parts, activity))
    hearing = asyncio.create_task(opened.wait())
    done, _ = await asyncio.wait({waiting, hearing}, return_when=asyncio.FIRST_COMPLETED)
    for task in (waiting, hearing):
        task.cancel()
    await asyncio.gather(waiting, hearing, return_exceptions=True)
    leave()
    return waiting not in done


async def test_a_stranger_is_no_matter_and_leaves_no_trace(parts: Parts, intents: Intents) -> None:
    assert await intents.ask(MessageSent(people=(STRANGER,))) == Advice()
    assert (parts.events(), parts.notices.recent()) == ([], ())


async def test_a_message_to_a_pupil_is_blocked_without_a_ticket_and_written_down(parts: Parts, intents: Intents) -> None:
    advice = await intents.ask(MessageSent(people=(BY_HANDLE,)))
    assert (advice.action, advice.ticket, advice.hold) == (Action.BLOCK, "", None)
    assert advice.notice is not None
    assert advice.notice.clause == "5.1"
    [event] = parts.events()
    assert (event.outcome, event.act) == (Outcome.BLOCKED, "message")
    [entry] = parts.notices.recent()
    assert (entry.event, entry.page) == (event.key, True)


async def test_a_blocked_page_that_sends_anyway_is_the_same_incident(parts: Parts, intents: Intents) -> None:
    await intents.ask(MessageSent(people=(PUPIL,)))
    assert not await sent(parts, MessageSent(people=(PUPIL,)))
    first, second = parts.events()
    assert first.incident == second.incident


async def test_a_follow_that_is_continued_passes_once_and_is_written_down_once(parts: Parts, intents: Intents) -> None:
    advice = await intents.ask(FollowRequested(people=(PUPIL,)))
    assert (advice.action, parts.events()) == (Action.HOLD, [])
    parts.holds.answer(advice.ticket, Decision.CONTINUE, REASON)
    assert await sent(parts, FollowRequested(people=(PUPIL,)))
    [event] = parts.events()
    assert (event.outcome, event.reason) == (Outcome.CONTINUED, REASON)
    assert await held(parts, FollowRequested(people=(PUPIL,)))


async def test_a_page_that_knows_the_handle_asks_for_the_request_that_knows_the_id(parts: Parts, intents: Intents) -> None:
    parts.learner.learn([PersonSeen(Account("instagram", id="222", handle="pupil_one"))])
    advice = await intents.ask(FollowRequested(people=(BY_HANDLE,)))
    parts.holds.answer(advice.ticket, Decision.CONTINUE, REASON)
    assert await sent(parts, FollowRequested(people=(PUPIL,)))


async def test_a_ticket_for_one_person_opens_nothing_for_another(parts: Parts, intents: Intents) -> None:
    advice = await intents.ask(FollowRequested(people=(PUPIL,)))
    parts.holds.answer(advice.ticket, Decision.CONTINUE, REASON)
    assert await held(parts, FollowRequested(people=(LEFT_MINOR,)))


async def test_a_ticket_for_one_act_opens_no_other(parts: Parts, intents: Intents) -> None:
    advice = await intents.ask(FollowRequested(people=(PUPIL,)))
    parts.holds.answer(advice.ticket, Decision.CONTINUE, REASON)
    assert await held(parts, FollowAccepted(people=(PUPIL,)))
    assert not await sent(parts, MessageSent(people=(PUPIL,)))


async def test_a_ticket_never_opens_what_is_blocked_by_now(parts: Parts, intents: Intents) -> None:
    advice = await intents.ask(MessageSent(people=(LEFT_MINOR,)))
    parts.holds.answer(advice.ticket, Decision.CONTINUE, REASON)
    parts.registry.settings = msgspec.structs.replace(parts.registry.settings, left_minor_message=LeftMinorMessage.BLOCK)
    parts.republish()
    assert not await sent(parts, MessageSent(people=(LEFT_MINOR,)))
    assert (await intents.ask(MessageSent(people=(LEFT_MINOR,)))).action is Action.BLOCK


async def test_a_ticket_given_while_the_office_was_away_is_none_for_a_pupil(parts: Parts, intents: Intents) -> None:
    parts.registry.away = True
    advice = await intents.ask(FollowRequested(people=(PUPIL,)))
    assert (advice.action, advice.hold and advice.hold.standing) == (Action.HOLD, "unknown")
    parts.holds.answer(advice.ticket, Decision.CONTINUE, REASON)
    parts.registry.away = False
    parts.people.retry()
    assert await held(parts, FollowRequested(people=(PUPIL,)))


async def test_a_follow_that_is_cancelled_is_refused_once_if_the_page_sends_it_anyway(parts: Parts, intents: Intents) -> None:
    advice = await intents.ask(FollowRequested(people=(PUPIL,)))
    parts.holds.answer(advice.ticket, Decision.CANCEL)
    assert not await sent(parts, FollowRequested(people=(PUPIL,)))
    assert parts.events() == []
    assert await held(parts, FollowRequested(people=(PUPIL,)))


async def test_a_page_that_sends_while_its_question_is_open_is_written_down_once(parts: Parts, intents: Intents) -> None:
    advice = await intents.ask(FollowRequested(people=(PUPIL,)))
    joined = asyncio.Event()
    leave = parts.holds.subscribe(joined.set)
    waiting = asyncio.create_task(sent(parts, FollowRequested(people=(PUPIL,))))
    await asyncio.wait_for(joined.wait(), 30)
    leave()
    parts.holds.answer(advice.ticket, Decision.CONTINUE, REASON)
    assert await waiting
    assert [event.outcome for event in parts.events()] == [Outcome.CONTINUED]


async def test_asking_again_with_the_ticket_in_hand_asks_nothing(parts: Parts, intents: Intents) -> None:
    advice = await intents.ask(FollowRequested(people=(PUPIL,)))
    parts.holds.answer(advice.ticket, Decision.CONTINUE, REASON)
    assert await intents.ask(FollowRequested(people=(PUPIL,))) == Advice(ticket=advice.ticket)
    assert parts.holds.list() == ()


async def test_asking_twice_is_one_question(parts: Parts, intents: Intents) -> None:
    first, second = [await intents.ask(FollowRequested(people=(PUPIL,))) for _ in range(2)]
    assert first.ticket == second.ticket
    assert len(parts.holds.list()) == 1


async def test_family_is_written_down_once_by_page_and_request_together(parts: Parts, intents: Intents) -> None:
    parts.registry.exempt("instagram:id:222")
    parts.republish()
    advice = await intents.ask(FollowRequested(people=(PUPIL,)))
    assert advice.action is Action.RECORD
    assert advice.ticket
    assert (await intents.ask(FollowRequested(people=(PUPIL,)))).ticket == advice.ticket
    assert await sent(parts, FollowRequested(people=(PUPIL,)))
    assert [event.outcome for event in parts.events()] == [Outcome.RECORDED]


async def test_a_former_pupil_of_age_is_noted_and_needs_no_ticket(parts: Parts, intents: Intents) -> None:
    advice = await intents.ask(MessageSent(people=(LEFT_ADULT,)))
    assert (advice.action, advice.ticket, parts.events()) == (Action.NOTE, "", [])


async def test_an_unknown_conversation_is_asked_about(parts: Parts, intents: Intents) -> None:
    advice = await intents.ask(MessageSent(threads=(THREAD,)))
    assert (advice.action, advice.hold and advice.hold.standing, advice.known) == (Action.HOLD, "unknown", False)


async def test_a_known_conversation_with_a_pupil_is_blocked(parts: Parts, intents: Intents) -> None:
    parts.learner.learn([ThreadSeen(THREAD, (PUPIL,))])
    assert (await intents.ask(MessageSent(threads=(THREAD,)))).action is Action.BLOCK


async def test_a_flood_of_questions_is_turned_down(parts: Parts, intents: Intents) -> None:
    await intents.ask(FollowRequested(people=(PUPIL,)))
    question = next(iter(parts.holds._open.values()))
    parts.holds._open.update({str(number): question for number in range(MAX_OPEN)})
    with pytest.raises(TooManyQuestions):
        await intents.ask(FollowRequested(people=(LEFT_MINOR,)))


async def test_opening_a_pupils_conversation_is_only_noted_and_nobody_is_looked_up(parts: Parts, intents: Intents) -> None:
    parts.learner.learn([ThreadSeen(THREAD, (PUPIL,))])
    await parts.people.check([PUPIL], seconds=30)
    asked = parts.registry.asked
    advice = intents.opened(MessageSent(threads=(THREAD,)))
    assert (advice.action, advice.ticket, parts.registry.asked) == (Action.NOTE, "", asked)
    assert (parts.events(), parts.holds.list(), parts.notices.recent()) == ([], (), ())


async def test_a_profile_of_somebody_never_met_says_nothing_and_remembers_nobody(parts: Parts, intents: Intents) -> None:
    before = parts.directory.counts()
    assert intents.about(MessageSent(people=(PUPIL,))) == Advice(known=False)
    assert (parts.registry.asked, parts.directory.counts()) == (0, before)


async def test_a_profile_of_somebody_met_says_what_a_message_would_meet(parts: Parts, intents: Intents) -> None:
    await parts.people.check([PUPIL, STRANGER], seconds=30)
    advice = intents.about(MessageSent(people=(PUPIL,)))
    assert (advice.action, advice.known, advice.notice and advice.notice.title) == (
        Action.BLOCK,
        True,
        "Please do not write here",
    )
    assert intents.about(MessageSent(people=(STRANGER,))) == Advice(known=True)
    assert parts.events() == []
