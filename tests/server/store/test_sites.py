"""Verified sites: who, when and until when; withdrawn and taken back; on every device until the last day."""

from datetime import date, timedelta

import pytest

from policy.register import Site
from server.problem import Invalid, NotFound
from server.store import log, sites
from server.store.sites import NewSite, VerifiedSite

DAY = date(2026, 11, 22)  # of the test's clock
OLIVE = "admin:olive"


@pytest.fixture
async def db(database):
    async with database.begin() as db:
        yield db


async def test_who_when_and_until_when_are_kept_and_the_default_is_a_year(db):
    kept = await sites.verify(db, OLIVE, NewSite(host="https://Example.org/", note="looked at every page"))
    until = DAY + timedelta(days=365)
    assert kept == VerifiedSite(
        host="example.org", by="olive", on=DAY, until=until, note="looked at every page", state="verified"
    )
    assert await sites.page(db) == [kept]
    assert await sites.in_force(db) == (Site("example.org", "olive", DAY, until),)
    assert db.publish


async def test_verifying_again_begins_anew(db):
    await sites.verify(db, OLIVE, NewSite(host="example.org", until=DAY, note="once"))
    kept = await sites.verify(db, "token:robot", NewSite(host="example.org"))
    assert (kept.by, kept.note, kept.state) == ("robot", "", "verified")
    assert await sites.page(db) == [kept]


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("co.uk", "Many people"),
        ("192.0.2.1", "a number"),
        ("https://example.org/a/page", "please enter example.org"),
        ("https://example.org/?who=una", "not one page"),
        ("example.org#top", "not one page"),
        ("bit.ly", "shortener"),
        ("not a site", "not the address"),
        ("", "not the address"),
    ],
)
async def test_what_is_no_whole_site_is_refused_beside_its_field(db, host, why):
    with pytest.raises(Invalid, match=why) as refused:
        await sites.verify(db, OLIVE, NewSite(host=host))
    assert refused.value.errors[0].field == "host"
    assert await sites.page(db) == []


@pytest.mark.parametrize(("wrong", "field"), [({"until": DAY - timedelta(days=1)}, "until"), ({"note": "x" * 501}, "note")])
async def test_a_wrong_day_or_note_is_refused_beside_its_field(db, wrong, field):
    with pytest.raises(Invalid) as refused:
        await sites.verify(db, OLIVE, NewSite(host="example.org", **wrong))
    assert refused.value.errors[0].field == field


async def test_a_withdrawn_site_is_nobody_s_until_it_is_taken_back(db):
    kept = await sites.verify(db, OLIVE, NewSite(host="example.org"))
    await sites.withdraw(db, "admin:rita", "Example.org")
    assert (await sites.page(db), await sites.in_force(db)) == ([], ())
    assert [site.state for site in await sites.withdrawn(db)] == ["withdrawn"]
    with pytest.raises(NotFound):
        await sites.withdraw(db, OLIVE, "example.org")
    await sites.restore(db, OLIVE, "example.org")
    assert (await sites.page(db), await sites.withdrawn(db)) == ([kept], [])
    with pytest.raises(NotFound):
        await sites.restore(db, OLIVE, "example.org")


async def test_a_site_runs_out(database, clock):
    async with database.begin() as db:
        await sites.verify(db, OLIVE, NewSite(host="example.org", until=DAY + timedelta(days=40)))
    for days, state, told in ((0, "verified", True), (10, "expiring", True), (30, "expiring", True), (1, "expired", False)):
        clock.pass_time(days * 86_400)
        async with database.reading() as db:
            assert (await sites.find(db, "example.org")).state == state
            assert bool(await sites.in_force(db)) is told


async def test_pages_follow_each_other_by_name(db):
    for host in ("c.example", "a.example", "b.example"):
        await sites.verify(db, OLIVE, NewSite(host=host))
    assert [site.host for site in await sites.page(db, limit=2)] == ["a.example", "b.example"]
    assert [site.host for site in await sites.page(db, after="b.example")] == ["c.example"]


async def test_the_log_says_who_did_what(db):
    await sites.verify(db, OLIVE, NewSite(host="example.org", note="canary"))
    await sites.withdraw(db, OLIVE, "example.org")
    entries = [(row.actor, row.kind, row.subject) for row in await log.recent(db)]
    assert entries == [(OLIVE, "site:withdrawn", "site:example.org"), (OLIVE, "site:verified", "site:example.org")]
    assert not any("canary" in row.detail for row in await log.recent(db))
