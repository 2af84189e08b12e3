"""A DSL sees what happened and what to do; names stand there only when asked for, and that is written down."""

import pytest

from policy.clauses import Clause
from policy.incident import Outcome
from policy.verdict import Action
from server.roles import Role
from server.store import log, pupils


@pytest.fixture
async def browser(logged_in):
    return await logged_in(Role.DSL)


async def test_an_empty_list_says_so(browser):
    await browser.open("/incidents")
    assert "None yet." in browser.page
    await browser.open("/incidents?clause=5.1")
    assert "Nothing matches." in browser.page


async def test_an_incident_is_told_without_names(browser, happened):
    number = await happened("k1", count=3, action=Action.HOLD, outcome=Outcome.CONTINUED, reason="My nephew, as agreed.")
    await browser.open("/incidents")
    assert f'href="/incidents/{number}"' in browser.page
    await browser.open(f"/incidents/{number}")
    for words in ("T1", "P1", "3 times", "continued", "My nephew, as agreed.", "Clause 5.1: No one-to-one", "What to do next"):
        assert words in browser.page
    assert "Una Pupil" not in browser.page
    assert "Tara Tutor" not in browser.page


async def test_names_are_shown_for_a_reason_that_is_written_down(browser, happened, database):
    number = await happened("k1")
    await browser.open(f"/incidents/{number}")
    await browser.send(f"/incidents/{number}", why="")
    assert "Please choose why you need the names." in browser.page
    assert "Una Pupil" not in browser.page
    await browser.send(f"/incidents/{number}", why="tutor")
    assert "Una Pupil" in browser.page
    assert "Tara Tutor" in browser.page
    async with database.reading() as db:
        entry = (await log.recent(db))[0]
    assert (entry.actor, entry.kind, entry.subject) == ("admin:dsl", "record:read", f"incident:{number}")
    assert entry.detail == '{"part":"names","why":"tutor"}'
    await browser.open(f"/incidents/{number}")
    assert "record opened with names: to speak to the tutor" in browser.page
    assert "Una Pupil" not in browser.page


async def test_an_incident_of_a_removed_pupil_can_still_be_read(browser, happened, database):
    number = await happened("k1")
    async with database.begin() as db:
        await pupils.remove(db, "cli", "P1")
    await browser.open(f"/incidents/{number}")
    assert "removed from the registry" in browser.page
    await browser.send(f"/incidents/{number}", why="assess")
    assert "no longer registered" in browser.page


async def test_incidents_are_filtered(browser, happened):
    one, other = await happened("k1"), await happened("k2", clause=Clause.CONTACT_RECEIVED)
    await browser.open("/incidents?clause=5.4")
    assert other in browser.page
    assert one not in browser.page
    await browser.open("/incidents?since=2026-11-23")
    assert "Nothing matches." in browser.page
    await browser.open("/incidents?since=soon")
    assert (browser.status, "year-month-day" in browser.page) == (400, True)


async def test_a_long_list_goes_on(browser, happened, clock):
    old = await happened("k1")
    clock.pass_time(5)
    new = await happened("k2")
    await browser.open("/incidents?limit=1")
    assert new in browser.page
    assert old not in browser.page.partition("after=")[0]
    path = browser.page.partition('href="/incidents?clause=')[2].partition('"')[0].replace("&amp;", "&")
    await browser.open(f"/incidents?clause={path}")
    assert f'href="/incidents/{old}"' in browser.page


async def test_an_auditor_reads_and_sees_no_names(logged_in, happened):
    number = await happened("k1")
    browser = await logged_in(Role.AUDITOR)
    await browser.open(f"/incidents/{number}")
    assert "Show names" not in browser.page
    await browser.send(f"/incidents/{number}", why="assess")
    assert browser.status == 403
