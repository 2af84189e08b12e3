"""Sites of the adviser on a page: described, gone back from, and what devices could not watch."""

import pytest

from policy.incident import Health
from server.roles import Role
from server.store import choices, health

SITE = '{"platform": "x", "hosts": ["x.com"], "sends": ["[data-testid=tweetButton]"]}'


@pytest.fixture
async def browser(logged_in):
    browser = await logged_in(Role.REGISTRAR)
    return await browser.open("/settings/adviser")


async def described(database):
    async with database.reading() as db:
        return list((await choices.policy(db)).adviser_sites)


async def test_a_site_is_described_and_gone_back_from_and_that_taken_back(browser, database):
    await browser.send("/settings/adviser", document=SITE)
    assert (browser.path, await described(database)) == ("/settings/adviser?said=added", ["x"])
    await browser.send("/settings/adviser/x/reset")
    assert (browser.status, await described(database)) == (200, [])
    assert "save the description below once more" in browser.page
    assert "tweetButton" in browser.page
    await browser.send("/settings/adviser/x/reset")
    assert browser.status == 404


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("", "no JSON object"),
        ("[1]", "no JSON object"),
        ("{", "a comma or a bracket"),
        ("{}", "which platform"),
        ('{"platform": "x"}', "hosts"),
        ('{"platform": "x", "hosts": ["nhs.uk"]}', "x.hosts"),
        ('{"platform": "x", "hosts": ["x.com"], "script": "1"}', "x.script: There is no such field"),
        ('{"platform": "x", "hosts": ["x.com"], "posts": ["(a+)+"]}', "x.posts"),
    ],
)
async def test_what_is_wrong_is_explained_with_the_field_and_what_was_written_stays(browser, database, document, words):
    await browser.send("/settings/adviser", document=document)
    assert (browser.status, await described(database)) == (422, [])
    assert words in browser.page.partition('id="document-wrong"')[2].partition("</p>")[0]


async def test_what_devices_could_not_watch_is_told_for_90_days(browser, database, device, clock):
    async with database.begin() as db:
        await health.keep(db, device, Health(key="h1", kind="drift", platform="x", detail="CreateTweet", at=db.now, count=3))
    clock.pass_time(30 * 86_400)
    await browser.log_in("registrar")
    await browser.open("/settings/adviser")
    assert "drift: CreateTweet" in browser.page


async def test_a_dsl_reads_only(logged_in):
    browser = await logged_in(Role.DSL)
    await browser.open("/settings/adviser")
    assert (browser.status, "Describe a site" in browser.page) == (200, False)
