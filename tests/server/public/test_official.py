"""The public page of official accounts: the same for everybody, without a login, a cookie or a script."""

import re

import pytest

from server.roles import Role
from server.store import choices, fakes, official
from server.store.official import NewOfficial

PAGE, API = "/official", "/api/public/v1/official-accounts"


@pytest.fixture
async def accounts(database):
    async with database.begin() as db:
        await choices.change(db, "cli", {"company": "example tutors", "drafts": {"names": ["tutortrain.example"]}})
        for platform in ("instagram", "linkedin"):
            new = NewOfficial(platform=platform, handle="tutortrain", owner="T1", email="a@tutortrain.example", note="secret")
            await official.add(db, "admin:olive", new)


async def test_everybody_reads_which_accounts_are_official_and_nothing_of_the_office_s_own(browser, accounts):
    await browser.open(PAGE)
    assert (browser.status, "Set-Cookie" in browser.headers) == (200, False)
    assert 'href="https://www.instagram.com/tutortrain/"' in browser.page
    assert "LinkedIn" in browser.page
    assert "Example tutors" in browser.page
    assert not any(words in browser.page for words in ("T1", "a@tutortrain.example", "secret", "Tutor Guard office"))


async def test_programs_of_any_site_read_the_same(client, accounts):
    answer = await client.get(API)
    assert [one["platform"] for one in (await answer.json())["items"]] == ["instagram", "linkedin"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", [PAGE, API])
async def test_caches_keep_it_for_a_minute_and_ask_whether_it_changed(client, accounts, database, path):
    first = await client.get(path)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    same = await client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (same.status, await same.read(), same.headers["ETag"]) == (304, b"", first.headers["ETag"])
    async with database.begin() as db:
        await official.remove(db, "admin:olive", (await official.every(db))[0].key)
    changed = await client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (changed.status, "instagram.com/" in await changed.text()) == (200, False)


async def test_who_is_logged_in_gets_the_page_that_a_cache_may_keep_for_all(logged_in, browser, accounts):
    await browser.open(PAGE)
    owner = await logged_in(Role.OWNER)
    await owner.open(PAGE)
    assert owner.page == browser.page


async def test_without_accounts_it_says_that_there_are_none(browser):
    await browser.open(PAGE)
    assert "We have no account on any social media" in browser.page


async def test_a_visitor_reports_an_account_and_the_owner_reads_it(browser, logged_in, accounts):
    await browser.open(PAGE)
    await browser.send(PAGE, account="https://instagram.com/tutortrain_help", words="<b>it asked for a fee")
    assert (browser.path, "Thank you" in browser.page) == ("/official?said=reported", True)
    owner = await logged_in(Role.OWNER)
    assert "reported as fake" in owner.page
    await owner.open("/posts/accounts")
    assert "tutortrain_help" in owner.page
    assert "&lt;b&gt;it asked for a fee" in owner.page
    (close,) = re.findall(r'action="(/posts/accounts/\w+/close)"', owner.page)
    await owner.send(close)
    (reopen,) = re.findall(r'action="(/posts/accounts/\w+/reopen)"', owner.page)
    await owner.send(reopen)
    assert owner.path == "/posts/accounts?said=fake-reopened"


async def test_an_account_that_is_official_is_said_to_be(browser, accounts, database):
    await browser.send(PAGE, account="@tutortrain", platform="instagram")
    assert "This account is ours" in browser.page
    async with database.reading() as db:
        assert await fakes.page(db) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"account": ""}, "account"), ({"platform": ""}, "platform"), ({"words": "x" * 501}, "words")],
)
async def test_what_is_wrong_is_explained_beside_its_field(browser, wrong, field):
    await browser.send(PAGE, **({"account": "someone", "platform": "instagram"} | wrong))
    assert (browser.status, f'id="{field}-wrong"' in browser.page) == (422, True)


async def test_many_reports_at_once_are_slowed_down(browser):
    for _ in range(5):
        await browser.send(PAGE, account="someone", platform="instagram")
        assert browser.status == 200
    await browser.send(PAGE, account="someone", platform="instagram")
    assert browser.status == 429
    assert int(browser.headers["Retry-After"]) <= 60


async def test_the_login_page_leads_to_it(browser):
    await browser.open("/login")
    assert 'href="/official"' in browser.page
