"""A DSL reads what a tutor says, beside the incident that it is about; whoever it is about does not."""

import pytest

from policy.report import Kind, Route
from policy.wire import Events
from server.roles import Role
from server.store import devices, intake, log, reports
from tests.server.made import WORDS, report


@pytest.fixture
def told(database, device):
    """Have a tutor report something; gives the report's id."""

    async def tell(key="p1", **more):
        async with database.begin() as db:
            await intake.take(db, await devices.find(db, device), Events(reports=(report(key, **more),)))
            role = Role.OWNER if more.get("route") == Route.OWNER else Role.DSL
            return next(one.id for one in await reports.page(db, role) if one.receipt == key)

    return tell


@pytest.fixture
async def browser(logged_in):
    return await logged_in(Role.DSL)


async def test_an_empty_list_says_how_reports_come(browser):
    await browser.open("/reports")
    assert "None yet." in browser.page
    assert 'href="/reports"' in browser.page


async def test_a_report_is_listed_without_its_words_and_read_on_its_own_page(browser, told, database):
    number = await told(kind=Kind.CONTACT, platform="instagram", clause="5.4", identifiers=("instagram:handle:pupil_one",))
    await browser.open("/reports")
    assert f'href="/reports/{number}"' in browser.page
    assert "Contact from a pupil" in browser.page
    assert "Friday" not in browser.page
    await browser.open(f"/reports/{number}")
    for words in (*WORDS.splitlines(), "T1", "5.4", "instagram:handle:pupil_one", "p1", "What to do next", "LADO"):
        assert words in browser.page
    async with database.reading() as db:
        entry = (await log.recent(db))[0]
    assert (entry.actor, entry.kind, entry.subject) == ("admin:dsl", "record:read", f"report:{number}")


async def test_a_tutor_s_words_are_text_and_nothing_else(browser, told):
    number = await told(words="<script>alert(1)</script> & so on")
    await browser.open(f"/reports/{number}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on" in browser.page


async def test_an_incident_shows_what_the_tutor_reported_of_it(browser, happened, told):
    incident = await happened("k1")
    number = await told(event="k1")
    await browser.open(f"/incidents/{incident}")
    assert "Zoraida wrote to me on Friday." in browser.page
    assert f'href="/reports/{number}"' in browser.page
    await browser.open(f"/reports/{number}")
    assert f'href="/incidents/{incident}"' in browser.page


async def test_two_clicks_without_words_are_a_report(browser, told):
    await browser.open(f"/reports/{await told(kind=Kind.CONTACT, words='')}")
    assert "No words were added" in browser.page


async def test_a_report_about_a_dsl_is_nowhere_on_a_dsl_s_pages(browser, logged_in, happened, told):
    incident = await happened("k1")
    number = await told(event="k1", route=Route.OWNER)
    for path in ("/reports", f"/incidents/{incident}"):
        await browser.open(path)
        assert number not in browser.page
        assert "Friday" not in browser.page
    await browser.open(f"/reports/{number}")
    assert browser.status == 404
    owner = await logged_in(Role.OWNER)
    await owner.open(f"/reports/{number}")
    assert "for it is about a safeguarding lead" in owner.page
    assert "0808 800 5000" in owner.page


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.AUDITOR])
async def test_who_may_not_read_reports_sees_no_way_to_them(logged_in, role):
    browser = await logged_in(role)
    await browser.open("/")
    assert 'href="/reports"' not in browser.page
    await browser.open("/reports")
    assert browser.status == 403
