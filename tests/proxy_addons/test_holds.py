"""Holds with a clock of their own; the loop's order is made certain by `settled`, never by waiting."""

import asyncio

import pytest

from policy.settings import Settings
from proxy_addons.deed import Deed
from proxy_addons.hold import Answer, Asked, Cancelled, Continued, Decision, Expired, Fate, Gone, Hold, NoSuchHold
from proxy_addons.holds import KEPT_SECONDS, MAX_OPEN, TICKET_SECONDS, Holds
from tests.proxy_addons.clock import Clock


def following(*keys: str, asked: tuple[str, str] = ("5.2", "current")) -> Deed:
    return Deed("instagram", "follow", asked, (frozenset(keys),))


KEY = following("instagram:id:222")
FOLLOW = Asked(platform="instagram", act="follow", clause="5.2", standing="current", notice="Request waiting.")
REASON = "she is my niece, the DSL knows"


@pytest.fixture
def clock() -> Clock:
    return Clock(1_000.0)


@pytest.fixture
def holds(clock: Clock) -> Holds:
    return Holds(clock, lambda: Settings(hold_seconds=60))


async def settled() -> None:
    """Let everything that can go on go on: far more turns of the loop than any hold needs."""
    for _ in range(20):
        await asyncio.sleep(0)


async def asked(holds: Holds, *, key: Deed = KEY, gone: asyncio.Event | None = None) -> asyncio.Task[Answer]:
    """A request that waits now."""
    task = asyncio.create_task(holds.ask(key, gone=gone or asyncio.Event(), **FOLLOW))
    await settled()
    return task


async def test_an_open_hold_is_listed_with_its_times(holds: Holds) -> None:
    task = await asked(holds)

    (hold,) = holds.list()
    assert (hold.platform, hold.act, hold.clause, hold.standing) == ("instagram", "follow", "5.2", "current")
    assert (hold.asked_at, hold.expires_at) == (1_000.0, 1_060.0)
    holds.answer(hold.id, Decision.CANCEL)
    await task


async def test_continue_with_a_reason_lets_the_request_through(holds: Holds) -> None:
    task = await asked(holds)

    assert holds.answer(holds.list()[0].id, Decision.CONTINUE, f"  {REASON}\n") is Fate.USED
    assert await task == Continued(REASON)
    assert holds.list() == ()


@pytest.mark.parametrize("reason", ["", "because", "   short     ", "x" * 301])
async def test_a_reason_of_the_wrong_length_answers_nothing(holds: Holds, reason: str) -> None:
    task = await asked(holds)
    (hold,) = holds.list()

    with pytest.raises(ValueError, match="reason"):
        holds.answer(hold.id, Decision.CONTINUE, reason)
    assert holds.list() == (hold,)
    holds.answer(hold.id, Decision.CANCEL)
    assert await task == Cancelled()


async def test_nobody_answering_in_time_refuses(clock: Clock) -> None:
    holds = Holds(clock, lambda: Settings(hold_seconds=0))

    assert await holds.ask(KEY, gone=asyncio.Event(), **FOLLOW) == Expired()
    assert holds.list() == ()


async def test_an_expired_hold_cannot_be_answered(clock: Clock) -> None:
    holds = Holds(clock, lambda: Settings(hold_seconds=0))
    seen: list[str] = []
    holds.subscribe(lambda: seen.extend(hold.id for hold in holds.list()))
    two = [asyncio.create_task(holds.ask(KEY, gone=asyncio.Event(), **FOLLOW)) for _ in range(2)]

    assert await asyncio.gather(*two) == [Expired(), Expired()]
    with pytest.raises(NoSuchHold):
        holds.answer(seen[0], Decision.CANCEL)


async def test_an_answer_works_once(holds: Holds) -> None:
    task = await asked(holds)
    (hold,) = holds.list()
    holds.answer(hold.id, Decision.CANCEL)

    with pytest.raises(NoSuchHold):
        holds.answer(hold.id, Decision.CONTINUE, REASON)
    assert await task == Cancelled()


async def test_the_same_act_repeated_joins_the_hold_and_only_the_oldest_passes(holds: Holds) -> None:
    first, second, third = await asked(holds), await asked(holds), await asked(holds)

    (hold,) = holds.list()
    holds.answer(hold.id, Decision.CONTINUE, REASON)
    assert await asyncio.gather(first, second, third) == [Continued(REASON), Cancelled(), Cancelled()]


async def test_the_oldest_that_is_still_there_passes(holds: Holds) -> None:
    gone = asyncio.Event()
    first, second = await asked(holds, gone=gone), await asked(holds)
    gone.set()

    holds.answer(holds.list()[0].id, Decision.CONTINUE, REASON)
    assert await asyncio.gather(first, second) == [Gone(), Continued(REASON)]


async def test_another_person_is_another_hold(holds: Holds) -> None:
    first, second = await asked(holds), await asked(holds, key=following("instagram:id:223"))

    one, other = holds.list()
    holds.answer(other.id, Decision.CONTINUE, REASON)
    holds.answer(one.id, Decision.CANCEL)
    assert await asyncio.gather(first, second) == [Cancelled(), Continued(REASON)]


async def test_an_app_that_hangs_up_ends_its_hold(holds: Holds) -> None:
    gone = asyncio.Event()
    task = await asked(holds, gone=gone)
    gone.set()

    assert await task == Gone()
    assert holds.list() == ()


async def test_an_answer_that_comes_after_the_hang_up_is_used_once_by_the_same_act(holds: Holds) -> None:
    gone = asyncio.Event()
    task = await asked(holds, gone=gone)
    (hold,) = holds.list()
    gone.set()
    await task

    assert holds.answer(hold.id, Decision.CONTINUE, REASON) is Fate.KEPT
    assert await (await asked(holds)) == Continued(REASON)
    again = await asked(holds)
    assert not again.done()
    holds.answer(holds.list()[0].id, Decision.CANCEL)
    await again


async def test_an_answer_that_crosses_the_hang_up_sends_nothing_and_is_kept(holds: Holds) -> None:
    gone = asyncio.Event()
    task = await asked(holds, gone=gone)

    holds.answer(holds.list()[0].id, Decision.CONTINUE, REASON)
    gone.set()  # before the waiting request has had its turn
    assert await task == Gone()
    assert await (await asked(holds)) == Continued(REASON)


async def test_a_kept_answer_is_forgotten_after_ten_minutes(holds: Holds, clock: Clock) -> None:
    gone = asyncio.Event()
    task = await asked(holds, gone=gone)
    (hold,) = holds.list()
    gone.set()
    await task
    holds.answer(hold.id, Decision.CONTINUE, REASON)

    clock.now += KEPT_SECONDS
    again = await asked(holds)
    assert not again.done()
    holds.answer(holds.list()[0].id, Decision.CANCEL)
    assert await again == Cancelled()


async def test_a_kept_cancel_refuses_the_same_act_once(holds: Holds) -> None:
    gone = asyncio.Event()
    task = await asked(holds, gone=gone)
    (hold,) = holds.list()
    gone.set()
    await task
    holds.answer(hold.id, Decision.CANCEL)

    assert await (await asked(holds)) == Cancelled()


async def test_a_kept_answer_serves_no_other_person(holds: Holds) -> None:
    gone = asyncio.Event()
    task = await asked(holds, gone=gone)
    (hold,) = holds.list()
    gone.set()
    await task
    holds.answer(hold.id, Decision.CONTINUE, REASON)

    other = await asked(holds, key=following("instagram:id:223"))
    assert not other.done()
    holds.answer(holds.list()[0].id, Decision.CANCEL)
    await other


async def test_a_request_that_is_cancelled_by_its_connection_leaves_no_hold(holds: Holds) -> None:
    task = await asked(holds)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert holds.list() == ()


async def test_a_flood_of_holds_is_refused_without_asking(holds: Holds) -> None:
    tasks = [await asked(holds, key=following(f"instagram:id:{number}")) for number in range(3)]
    holds._open.update({str(number): holds._open[holds.list()[0].id] for number in range(MAX_OPEN)})

    assert await (await asked(holds, key=following("instagram:id:9"))) == Expired()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_watchers_hear_of_every_change_until_they_leave(holds: Holds) -> None:
    lengths: list[int] = []
    leave = holds.subscribe(lambda: lengths.append(len(holds.list())))
    gone = asyncio.Event()
    task = await asked(holds, gone=gone)
    second = await asked(holds)
    holds.answer(holds.list()[0].id, Decision.CANCEL)
    await asyncio.gather(task, second)
    leave()
    heard = len(lengths)

    third = await asked(holds)
    holds.answer(holds.list()[0].id, Decision.CANCEL)
    await third
    assert heard
    assert lengths[-1] == 0
    assert len(lengths) == heard


# -- asked ahead of the request -------------------------------------------------------------------------------------------


def asked_ahead(holds: Holds, *, key: Deed = KEY) -> tuple[Hold, list[Answer]]:
    """A question of a page, and what the page hears of its end."""
    heard: list[Answer] = []
    hold = holds.ask_ahead(key, heard.append, **FOLLOW)
    assert hold is not None
    return hold, heard


async def test_a_question_ahead_of_its_request_is_listed_and_its_continue_is_a_ticket_for_one_request(holds: Holds) -> None:
    hold, heard = asked_ahead(holds)
    assert holds.list() == (hold,)
    assert hold.ahead

    assert holds.answer(hold.id, Decision.CONTINUE, REASON) is Fate.KEPT
    assert (heard, holds.list(), holds.is_ticket(hold.id)) == ([Continued(REASON)], (), True)
    assert await holds.ask(KEY, gone=asyncio.Event(), **FOLLOW) == Continued(REASON, written=True)
    assert not holds.is_ticket(hold.id)
    again = await asked(holds)
    assert not again.done()
    again.cancel()


async def test_a_ticket_is_found_by_any_identifier_of_the_person(holds: Holds) -> None:
    hold, _ = asked_ahead(holds, key=following("instagram:handle:pupil_one"))
    holds.answer(hold.id, Decision.CONTINUE, REASON)

    assert holds.kept(following("instagram:id:223", "instagram:handle:another")) is None
    assert holds.kept(following("instagram:id:222", "instagram:handle:pupil_one")) == Continued(REASON, written=True)


async def test_a_ticket_for_somebody_who_could_not_be_checked_is_none_for_a_pupil(holds: Holds) -> None:
    hold, _ = asked_ahead(holds, key=following("instagram:id:222", asked=("5.2", "unknown")))
    holds.answer(hold.id, Decision.CONTINUE, REASON)

    assert holds.kept(KEY) is None


async def test_a_ticket_is_good_for_two_minutes(holds: Holds, clock: Clock) -> None:
    hold, _ = asked_ahead(holds)
    holds.answer(hold.id, Decision.CONTINUE, REASON)
    clock.now += TICKET_SECONDS

    assert not holds.is_ticket(hold.id)
    assert holds.kept(KEY) is None


async def test_a_cancel_ahead_refuses_the_next_request_once_and_is_no_ticket(holds: Holds) -> None:
    hold, heard = asked_ahead(holds)
    assert holds.answer(hold.id, Decision.CANCEL) is Fate.KEPT

    assert (heard, holds.is_ticket(hold.id)) == ([Cancelled()], False)
    assert await holds.ask(KEY, gone=asyncio.Event(), **FOLLOW) == Cancelled()
    assert holds.kept(KEY) is None


async def test_whoever_asks_ahead_again_is_asked_anew_in_spite_of_an_earlier_cancel(holds: Holds) -> None:
    hold, _ = asked_ahead(holds)
    holds.answer(hold.id, Decision.CANCEL)
    again, _ = asked_ahead(holds)

    assert again.id != hold.id
    holds.answer(again.id, Decision.CONTINUE, REASON)
    assert holds.kept(KEY) == Continued(REASON, written=True)


async def test_a_page_that_sends_while_the_question_is_open_has_the_answer_itself(holds: Holds) -> None:
    hold, heard = asked_ahead(holds)
    task = await asked(holds)
    assert holds.list() == (hold,)

    assert holds.answer(hold.id, Decision.CONTINUE, REASON) is Fate.USED
    assert await task == Continued(REASON)
    assert (heard, holds.is_ticket(hold.id)) == ([], False)


async def test_a_page_that_asks_about_a_request_that_waits_already_joins_its_question(holds: Holds) -> None:
    task = await asked(holds)
    hold, _ = asked_ahead(holds)

    assert (holds.list(), hold.ahead) == ((hold,), False)
    holds.answer(hold.id, Decision.CANCEL)
    assert await task == Cancelled()


async def test_a_question_ahead_that_nobody_answers_expires_and_leaves_nothing(clock: Clock) -> None:
    holds = Holds(clock, lambda: Settings(hold_seconds=0))
    hold, heard = asked_ahead(holds)
    await settled()

    assert heard == [Expired()]
    with pytest.raises(NoSuchHold):
        holds.answer(hold.id, Decision.CONTINUE, REASON)
    assert holds.kept(KEY) is None


async def test_too_many_questions_ahead_are_refused(holds: Holds) -> None:
    hold, heard = asked_ahead(holds)
    holds._open.update({str(number): holds._open[hold.id] for number in range(MAX_OPEN)})

    assert holds.ask_ahead(following("instagram:id:9"), heard.append, **FOLLOW) is None


async def test_what_is_only_written_down_gets_a_ticket_without_a_question(holds: Holds) -> None:
    number = holds.grant(KEY)

    assert holds.granted(KEY) == number
    assert holds.spend(KEY)
    assert not holds.spend(KEY)


async def test_a_kept_refusal_is_not_spent_by_an_act_that_passes_anyway(holds: Holds) -> None:
    hold, _ = asked_ahead(holds)
    holds.answer(hold.id, Decision.CANCEL)

    assert not holds.spend(KEY)
    assert holds.kept(KEY) == Cancelled()
