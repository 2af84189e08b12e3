"""Official accounts on a page."""

import pytest

from server.roles import Role
from server.store import official


@pytest.fixture
async def browser(logged_in):
    browser = await logged_in(Role.REGISTRAR)
    return await browser.open("/posts/accounts")


async def test_an_account_is_entered_and_taken_out(browser, database):
    fields = {"platform": "instagram", "handle": "https://instagram.com/TutorTrain", "owner": "T1", "note": "since May"}
    await browser.send("/posts/accounts", **fields)
    assert browser.path == "/posts/accounts?said=added"
    assert all(words in browser.page for words in ("tutortrain", "T1", "since May"))
    async with database.reading() as db:
        (kept,) = await official.every(db)
    await browser.send(f"/posts/accounts/{kept.key}/remove")
    assert browser.path == "/posts/accounts?said=removed"
    async with database.reading() as db:
        assert await official.every(db) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"handle": "two words"}, "handle"), ({"platform": "myspace"}, "platform"), ({"email": "ann@gmail.com"}, "email")],
)
async def test_what_is_wrong_is_explained_beside_its_field(browser, wrong, field):
    await browser.send("/posts/accounts", **({"platform": "x", "handle": "tutortrain"} | wrong))
    assert (browser.status, f'id="{field}-wrong"' in browser.page) == (422, True)
    assert 'value="tutortrain"' in browser.page or field == "handle"


async def test_a_dsl_reads_only(logged_in):
    browser = await logged_in(Role.DSL)
    await browser.open("/posts/accounts")
    assert "Enter an account" not in browser.page
