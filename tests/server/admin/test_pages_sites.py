"""Verified sites on a page: entered, about to run out, withdrawn and taken back."""

from datetime import date

import pytest

from server.roles import Role
from server.store import sites
from server.store.sites import NewSite


@pytest.fixture
async def browser(logged_in):
    browser = await logged_in(Role.OWNER)
    return await browser.open("/posts/sites")


async def test_a_site_is_verified_withdrawn_and_taken_back(browser, database):
    await browser.send("/posts/sites", host="https://maths.example/", until="2027-01-31", note="looked at")
    assert browser.path == "/posts/sites?said=verified"
    assert all(words in browser.page for words in ("maths.example", "owner", "22 Nov 2026", "31 Jan 2027", "looked at"))
    await browser.send("/posts/sites/maths.example/withdraw")
    assert "Withdrawn in the last 30 days" in browser.page
    await browser.send("/posts/sites/maths.example/restore")
    assert "Withdrawn in the last 30 days" not in browser.page
    async with database.reading() as db:
        assert [site.until for site in await sites.in_force(db)] == [date(2027, 1, 31)]


async def test_a_site_that_runs_out_is_offered_for_another_year(browser, database, clock):
    async with database.begin() as db:
        await sites.verify(db, "admin:olive", NewSite(host="maths.example", until=date(2026, 12, 1), note="keep"))
    await browser.open("/posts/sites")
    assert all(words in browser.page for words in ("ends soon", "Another year"))
    await browser.send("/posts/sites", host="maths.example", note="keep")
    async with database.reading() as db:
        (site,) = await sites.page(db)
        assert (site.by, site.until, site.note) == ("owner", date(2027, 11, 22), "keep")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"host": "co.uk"}, "host"), ({"host": ""}, "host"), ({"until": "soon"}, "until"), ({"note": "x" * 501}, "note")],
)
async def test_what_is_wrong_is_explained_beside_its_field(browser, database, wrong, field):
    await browser.send("/posts/sites", **({"host": "maths.example"} | wrong))
    assert (browser.status, f'id="{field}-wrong"' in browser.page) == (422, True)
    async with database.reading() as db:
        assert await sites.page(db) == []


async def test_a_dsl_reads_only(logged_in, database):
    async with database.begin() as db:
        await sites.verify(db, "admin:olive", NewSite(host="maths.example"))
    browser = await logged_in(Role.DSL)
    await browser.open("/posts/sites")
    assert "maths.example" in browser.page
    assert '<form method="post" action="/posts' not in browser.page
