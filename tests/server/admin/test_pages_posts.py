"""The page of what posts are checked by: questions first, each answered with a button."""

import pytest

from policy.wire import Events
from server.roles import Role
from server.store import asks, devices, intake, sites
from tests.server.store.test_asks import ask


@pytest.fixture
async def asked(office, database, device):
    async with database.begin() as db:
        await intake.take(db, await devices.find(db, device), Events(asks=(ask("k1"), ask("k2", "#gcse", "hashtag"))))


async def test_without_questions_the_page_says_what_they_would_be(logged_in):
    browser = await logged_in(Role.REGISTRAR)
    await browser.open("/posts")
    assert "Nothing waits for an answer" in browser.page


async def test_a_question_is_approved_or_declined(asked, logged_in, database):
    browser = await logged_in(Role.REGISTRAR)
    await browser.open("/posts")
    assert "#gcse" in browser.page
    await browser.send("/posts", id="link/example.org", decision="approved")
    assert (browser.path, "Approved." in browser.page) == ("/posts?said=ask-approved", True)
    await browser.send("/posts", id="hashtag/gcse", decision="declined")
    assert (browser.path, "Declined." in browser.page) == ("/posts?said=ask-declined", True)
    async with database.reading() as db:
        assert [site.by for site in await sites.page(db)] == ["registrar"]
        assert await asks.waiting(db) == 0


async def test_a_dsl_sees_questions_without_buttons(asked, logged_in):
    browser = await logged_in(Role.DSL)
    await browser.open("/posts")
    assert "example.org" in browser.page
    assert 'value="approved"' not in browser.page


@pytest.mark.parametrize(("decision", "status"), [("", 400), ("perhaps", 400), ("approved", 404)])
async def test_what_is_no_answer_is_refused(asked, logged_in, decision, status):
    browser = await logged_in(Role.OWNER)
    await browser.open("/posts")
    await browser.send("/posts", id="link/other.example", decision=decision)
    assert browser.status == status


async def test_a_refusal_says_why_and_one_that_says_too_much_is_not_made(asked, logged_in, database):
    browser = await logged_in(Role.REGISTRAR)
    await browser.open("/posts")
    await browser.send("/posts", id="hashtag/gcse", decision="declined", why="x" * 201)
    assert (browser.status, "at most 200" in browser.page) == (422, True)
    await browser.send("/posts", id="hashtag/gcse", decision="declined", why="Too common.")
    async with database.reading() as db:
        assert [(one.value, one.why) for one in await asks.declined(db)] == [("gcse", "Too common.")]
