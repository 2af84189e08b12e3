"""The start page shows what somebody's role may see, and what to do when there is nothing yet."""

from server.roles import Role
from server.store import asks, devices, health
from tests.server import made
from tests.server.store.test_asks import ask


async def test_an_empty_office_says_what_to_do(logged_in):
    browser = await logged_in(Role.OWNER)
    assert "No device is enrolled yet." in browser.page
    assert "Nobody is registered yet" in browser.page
    assert "stands here within seconds" in browser.page


async def test_a_dsl_sees_the_newest_incidents(logged_in, happened):
    number = await happened("k1")
    browser = await logged_in(Role.DSL)
    assert f'href="/incidents/{number}"' in browser.page
    assert "proposals" not in browser.page


async def test_a_registrar_sees_no_incident(logged_in, happened):
    await happened("k1")
    browser = await logged_in(Role.REGISTRAR)
    assert "/incidents" not in browser.page
    assert "1 without an account" in browser.page


async def test_silence_is_shown(logged_in, device, clock):
    clock.pass_time(16 * 60)
    browser = await logged_in(Role.REGISTRAR)
    assert "1 silent for more than 15 minutes" in browser.page


async def test_questions_of_tutors_wait_for_those_who_answer_them(logged_in, database, device):
    async with database.begin() as db:
        await asks.take(db, await devices.find(db, device), ask("k1"))
    assert '<a href="/posts">1 question from tutors</a>' in (await logged_in(Role.REGISTRAR)).page
    assert "1 question" not in (await logged_in(Role.DSL)).page


async def test_a_site_that_changed_is_shown_to_the_safeguarding_lead(logged_in, database, device):
    async with database.begin() as db:
        await health.keep(db, device, made.health(at=db.now, count=7))
    page = (await logged_in(Role.DSL)).page
    assert "What devices could not watch" in page
    assert "drift: inbox" in page
