"""Proposals are decided one by one, by a registrar."""

import html

import pytest

from policy.incident import Review
from server.roles import Role
from server.store import accounts, reviews
from server.store.entered import NewAccount


@pytest.fixture
async def browser(logged_in, database, device, pupil):
    async with database.begin() as db:
        kept = await accounts.add(db, "cli", pupil, NewAccount(platform="instagram", handle="pupil_one"))
        for key, kind, number in (("r/1", "learn", "222"), ("r2", "reused", "")):
            news = Review(key=key, kind=kind, platform="instagram", subject="00" * 16, epoch=1, at=db.now, id=number)
            await reviews.propose(db, device, news, kept.key)
    browser = await logged_in(Role.REGISTRAR)
    return await browser.open("/reviews")


def first(browser):
    return html.unescape(browser.page.partition('name="id" value="')[2].partition('"')[0])


async def known_id(database):
    async with database.reading() as db:
        return (await accounts.of_pupil(db, "P1"))[0].id


async def test_an_accepted_id_joins_the_account(browser, database):
    assert "The account has the id 222." in browser.page
    await browser.send("/reviews", id=first(browser), decision="accepted")
    assert browser.path == "/reviews?said=accepted"
    assert await known_id(database) == "222"


async def test_a_dismissed_one_changes_nothing(browser, database):
    for _ in range(2):
        await browser.send("/reviews", id=first(browser), decision="dismissed")
    assert "Nothing waits for you." in browser.page
    assert await known_id(database) == ""


@pytest.mark.parametrize(("fields", "status"), [({"decision": "maybe"}, 400), ({"decision": "accepted", "id": "none"}, 404)])
async def test_anything_else_is_refused(browser, fields, status):
    await browser.send("/reviews", **fields)
    assert browser.status == status
