"""What tutors ask is one queue; the answer stands where every device reads it."""

import pytest

from policy.register import Ask, Declined
from policy.wire import Events
from server.problem import Invalid, NotFound
from server.store import asks, choices, devices, health, intake, log, sites
from tests.server.made import AT, device

OLIVE = "admin:olive"


def ask(key, value="example.org", kind="link", at=AT):
    return Ask(key=key, kind=kind, value=value, at=at)


@pytest.fixture
async def db(database):
    async with database.begin() as db:
        yield db


@pytest.fixture
async def mine(db):
    return (await device(db))[0]


async def test_the_same_question_of_several_tutors_is_one_entry(db, mine):
    other, _ = await device(db, "T2")
    await asks.take(db, mine, ask("k1", at=AT + 5))
    await asks.take(db, other, ask("k2", "https://Example.org/some/page"))
    await asks.take(db, mine, ask("k3", "#GCSE", "hashtag", at=AT + 9))
    first, second = await asks.open_ones(db)
    assert (first.id, first.times, first.at, first.tutors) == ("link/example.org", 2, AT, ("T1", "T2"))
    assert (second.id, second.value) == ("hashtag/gcse", "gcse")
    assert await asks.waiting(db) == 2


async def test_an_approved_site_is_verified_by_whoever_approved_it(db, mine):
    await asks.take(db, mine, ask("k1"))
    await asks.decide(db, OLIVE, "link/example.org", "approved")
    assert [(site.host, site.by) for site in await sites.in_force(db)] == [("example.org", "olive")]
    assert (await asks.open_ones(db), await asks.declined(db)) == ([], ())


async def test_an_approved_hashtag_joins_the_company_s_and_is_banned_no_longer(db, mine):
    await choices.change(db, "cli", {"drafts": {"approved_tags": ["#Maths"], "banned_tags": ["#GCSE", "#bad"]}})
    await asks.take(db, mine, ask("k1", "#gcse", "hashtag"))
    await asks.decide(db, OLIVE, "hashtag/gcse", "approved")
    drafts = (await choices.policy(db)).drafts
    assert (drafts.approved_tags, drafts.banned_tags) == (("#Maths", "gcse"), ("#bad",))


async def test_what_was_declined_is_told_for_a_month_unless_it_is_approved_since(database, clock):
    async with database.begin() as db:
        mine, _ = await device(db)
        await asks.take(db, mine, ask("k1"))
        await asks.decide(db, OLIVE, "link/example.org", "declined")
        assert await asks.declined(db) == (Declined("link", "example.org", db.today),)
        assert await sites.in_force(db) == ()
    clock.pass_time(31 * 86_400)
    async with database.begin() as db:
        assert await asks.declined(db) == ()
        await asks.take(db, mine, ask("k2"))
        await asks.decide(db, OLIVE, "link/example.org", "declined")
        await asks.take(db, mine, ask("k3"))
        clock.pass_time(86_400)
    async with database.begin() as db:
        await asks.decide(db, OLIVE, "link/example.org", "approved")
        assert await asks.declined(db) == ()


async def test_a_question_is_answered_once(db, mine):
    await asks.take(db, mine, ask("k1"))
    await asks.decide(db, OLIVE, "link/example.org", "declined")
    for number in ("link/example.org", "link/other.example", "", "canary"):
        with pytest.raises(NotFound):
            await asks.decide(db, OLIVE, number, "approved")
    assert [(row.actor, row.subject) for row in await log.recent(db) if row.kind == "ask:decided"] == [(OLIVE, "ask:link")]


@pytest.mark.parametrize("wrong", [ask("k1", "co.uk"), ask("k1", "two words", "hashtag"), ask("k1", "192.0.2.1")])
async def test_what_nobody_can_answer_is_counted_and_not_kept(db, mine, wrong):
    await asks.take(db, mine, wrong)
    assert await asks.open_ones(db) == []
    assert [(row.key, row.kind) for row in await health.page(db)] == [("k1", "unreadable")]


async def test_a_device_cannot_fill_the_queue(db, mine, monkeypatch):
    monkeypatch.setattr(asks, "MOST_OPEN", 2)
    for number in range(4):
        await asks.take(db, mine, ask(f"k{number}", f"site{number}.example"))
    assert await asks.waiting(db) == 2
    assert [row.kind for row in await health.page(db)] == ["too many questions"] * 2


async def test_what_is_sent_again_is_held_and_asked_once(db, mine):
    sent = Events(asks=(ask("k1"), ask("k1"), ask("k2", "#gcse", "hashtag"), ask("k3", "co.uk")))
    for _ in range(3):
        assert await intake.take(db, mine, sent) == ["k1", "k2", "k3"]
    assert [question.times for question in await asks.open_ones(db)] == [1, 1]


async def test_a_revoked_device_s_question_still_has_an_answer(db, mine):
    await asks.take(db, mine, ask("k1"))
    await devices.revoke(db, "cli", mine.id)
    assert await asks.waiting(db) == len(await asks.open_ones(db)) == 1


async def test_a_clock_that_is_wrong_moves_nothing_into_the_future(db, mine):
    await asks.take(db, mine, ask("k1", at=db.now + 10**6))
    assert (await asks.open_ones(db))[0].at == db.now


async def test_why_it_was_declined_is_told_with_it(db, mine):
    await asks.take(db, mine, ask("k1", "#gcse", "hashtag"))
    with pytest.raises(Invalid) as refused:
        await asks.decide(db, OLIVE, "hashtag/gcse", "declined", "x" * 201)
    assert refused.value.errors[0].field == "why"
    await asks.decide(db, OLIVE, "hashtag/gcse", "declined", "We use the board's own tag.")
    assert await asks.declined(db) == (Declined("hashtag", "gcse", db.today, "We use the board's own tag."),)
