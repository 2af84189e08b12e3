"""Budgets of blind look-ups, and the allowance of a new key."""

import msgspec
import pytest

from server.store import choices, lookups
from server.store.log import recent
from server.store.lookups import DAY_SECONDS, Answer
from tests.server.made import device


@pytest.fixture
async def mine(registry):
    async with registry.begin() as db:
        return (await device(db))[0]


async def spent(registry, mine, count, epoch=1, **more):
    async with registry.begin() as db:
        return await lookups.spend(db, mine, epoch, count, **{"renewal": False} | more)


async def kinds(registry):
    async with registry.reading() as db:
        return [row.kind for row in await recent(db) if row.kind.startswith("lookups")]


async def test_a_thousand_on_the_first_day_then_two_hundred_a_day(registry, mine, clock):
    assert await spent(registry, mine, 256) == Answer(744)
    for _ in range(2):
        await spent(registry, mine, 256)
    assert await spent(registry, mine, 232) == Answer(0)
    clock.pass_time(DAY_SECONDS - 100)
    assert await spent(registry, mine, 1) == Answer(0, 100)
    clock.pass_time(100)
    assert await spent(registry, mine, 200) == Answer(0)
    assert (await spent(registry, mine, 1)).wait == DAY_SECONDS


async def test_a_batch_over_the_budget_is_not_answered_in_part(registry, mine):
    await spent(registry, mine, 990)
    assert await spent(registry, mine, 11) == Answer(10, DAY_SECONDS)
    assert await spent(registry, mine, 10) == Answer(0)


async def test_the_log_hears_once_of_80_percent_and_once_of_the_end(registry, mine, clock):
    await spent(registry, mine, 799)
    assert await kinds(registry) == []
    await spent(registry, mine, 1)
    await spent(registry, mine, 1)
    assert await kinds(registry) == ["lookups:high"]
    for _ in range(3):
        await spent(registry, mine, 500)
    assert await kinds(registry) == ["lookups:refused", "lookups:high"]
    clock.pass_time(DAY_SECONDS)
    await spent(registry, mine, 201)
    assert await kinds(registry) == ["lookups:refused", "lookups:refused", "lookups:high"]


async def test_the_company_may_choose_other_budgets(registry, mine):
    async with registry.begin() as db:
        await choices.change(db, "cli", {"lookups": {"first_day": 10}})
        assert await lookups.budget_left(db, mine, (await choices.office(db)).lookups) == 10
    assert (await spent(registry, mine, 11)).wait


async def test_a_new_key_allows_all_known_people_again_and_a_hundred_more(registry, mine):
    await spent(registry, mine, 900)
    holds = msgspec.structs.replace(mine, epoch=1)
    async with registry.reading() as db:
        assert await lookups.renewals_left(db, holds, 2) == 1000
    assert await spent(registry, holds, 256, epoch=2, renewal=True) == Answer(744)
    assert await spent(registry, holds, 100, epoch=2) == Answer(0), "the day's budget was not touched by the renewal"


async def test_a_renewal_is_of_no_use_to_who_holds_the_key_already_or_holds_nothing(registry, mine):
    await spent(registry, mine, 900)
    for epoch in (0, 2):
        holds = msgspec.structs.replace(mine, epoch=epoch)
        async with registry.reading() as db:
            assert await lookups.renewals_left(db, holds, 2) == 0
        assert (await spent(registry, holds, 101, epoch=2, renewal=True)).wait


async def test_a_renewal_beyond_its_allowance_is_taken_from_the_day(registry, mine):
    holds = msgspec.structs.replace(mine, epoch=1)
    assert await spent(registry, holds, 101, epoch=2, renewal=True) == Answer(899)


async def test_devices_do_not_share_a_budget(registry, mine):
    async with registry.begin() as db:
        other, _ = await device(db)
    await spent(registry, mine, 1000)
    assert await spent(registry, other, 1000) == Answer(0)


async def test_names_have_five_hundred_a_day_of_their_own(registry, mine, clock):
    assert await spent(registry, mine, 256, names=True) == Answer(244)
    assert await spent(registry, mine, 1000) == Answer(0), "the budget of people is untouched"
    assert await spent(registry, mine, 245, names=True) == Answer(244, DAY_SECONDS)
    assert await spent(registry, mine, 244, names=True) == Answer(0)
    clock.pass_time(DAY_SECONDS)
    assert await spent(registry, mine, 500, names=True) == Answer(0)
    assert await spent(registry, mine, 200) == Answer(0)


async def test_the_log_says_which_budget_ran_out(registry, mine):
    await spent(registry, mine, 400, names=True)
    await spent(registry, mine, 101, names=True)
    async with registry.reading() as db:
        assert [row.kind for row in await recent(db)][:2] == ["names:refused", "names:high"]
    assert await kinds(registry) == []


async def test_a_lowered_budget_leaves_none(registry, mine):
    await spent(registry, mine, 100, names=True)
    async with registry.begin() as db:
        await choices.change(db, "cli", {"lookups": {"names": 50}})
    assert await spent(registry, mine, 1, names=True) == Answer(0, DAY_SECONDS)


async def test_names_are_never_renewed(registry, mine):
    await spent(registry, mine, 500, names=True)
    holds = msgspec.structs.replace(mine, epoch=1)
    assert (await spent(registry, holds, 1, epoch=2, names=True, renewal=True)).wait
