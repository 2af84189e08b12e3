"""Proposals for the registrar: nothing changes by itself, and the same news is told once."""

import pytest

from server.problem import NotFound
from server.store import accounts, log, reviews
from tests.server.made import HANDLE, account, device, pupil, review


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        await pupil(db)
        yield db


@pytest.fixture
async def mine(db):
    return (await device(db))[0].id


@pytest.fixture
async def kept(db):
    return await account(db, id="")


async def test_a_learned_id_waits_for_the_registrar_and_joins_the_account_when_accepted(db, mine, kept):
    await reviews.propose(db, mine, review("", id="4455"), kept.key)
    (proposal,) = await reviews.open_ones(db)
    assert (proposal.kind, proposal.pupil, proposal.platform, proposal.seen_id) == ("learn", "P1", "instagram", "4455")
    assert (await accounts.find(db, kept.key)).id == ""
    await reviews.decide(db, "admin:rae", proposal.id, accept=True)
    assert (await accounts.find(db, kept.key)).account.identifiers == ("instagram:id:4455", f"instagram:handle:{HANDLE}")
    assert await reviews.open_ones(db) == []
    assert (await log.recent(db))[0].kind == "review:decided"


async def test_a_dismissed_proposal_changes_nothing_and_does_not_come_back(db, mine, kept):
    await reviews.propose(db, mine, review("", id="4455"), kept.key)
    (proposal,) = await reviews.open_ones(db)
    await reviews.decide(db, "admin:rae", proposal.id, accept=False)
    await reviews.propose(db, mine, review("", "r2", id="4455"), kept.key)
    assert (await reviews.open_ones(db), (await accounts.find(db, kept.key)).id) == ([], "")


async def test_the_same_news_from_two_devices_is_one_proposal_and_other_news_another(db, mine, kept):
    other, _ = await device(db)
    await reviews.propose(db, mine, review("", id="4455"), kept.key)
    await reviews.propose(db, other.id, review("", "r2", id="4455"), kept.key)
    await reviews.propose(db, other.id, review("", "r3", id="6677"), kept.key)
    await reviews.propose(db, mine, review("", "r4", kind="reused"), kept.key)
    assert sorted((one.kind, one.seen_id) for one in await reviews.open_ones(db)) == [
        ("learn", "4455"),
        ("learn", "6677"),
        ("reused", ""),
    ]


@pytest.mark.parametrize("said", [{"id": "not a number"}, {"id": ""}, {"platform": "orkut", "id": "1"}])
async def test_an_id_that_the_platform_does_not_have_is_not_proposed(db, mine, kept, said):
    await reviews.propose(db, mine, review("", **said), kept.key)
    assert await reviews.open_ones(db) == []


async def test_of_somebody_else_with_the_handle_nothing_but_the_fact_is_kept(db, mine, kept):
    await reviews.propose(db, mine, review("", kind="reused", id="998877"), kept.key)
    (proposal,) = await reviews.open_ones(db)
    assert proposal.seen_id == ""
    await reviews.decide(db, "admin:rae", proposal.id, accept=True)
    assert (await accounts.find(db, kept.key)).handle == HANDLE


@pytest.mark.parametrize("number", ["", "a", "a/b", "a/b/c", "a/b/c/d"])
async def test_an_unknown_proposal_cannot_be_decided(db, number):
    with pytest.raises(NotFound):
        await reviews.decide(db, "admin:rae", number, accept=True)
