"""Family exemptions on a page: granted and ended by a safeguarding lead, read by a registrar."""

import re

import pytest

from server.roles import Role


@pytest.fixture
async def browser(logged_in, device, pupil):
    browser = await logged_in(Role.DSL)
    return await browser.open("/exemptions")


async def test_an_exemption_is_granted_for_a_year_and_ended(browser, clock):
    await browser.send("/exemptions", tutor="T1", pupil="P1", relation="mother")
    assert browser.path == "/exemptions?said=added"
    assert all(words in browser.page for words in ("mother", "22 Nov 2027"))
    clock.pass_time(366 * 86_400)
    await browser.log_in("dsl")
    await browser.open("/exemptions")
    assert "overdue" in browser.page
    (end,) = re.findall(r'action="(/exemptions/\w+/end)"', browser.page)
    await browser.send(end)
    assert browser.path == "/exemptions?said=ended"
    assert "Ended</caption>" in browser.page


@pytest.mark.parametrize(
    ("wrong", "status", "words"),
    [
        ({"relation": ""}, 422, 'id="relation-wrong"'),
        ({"review_on": "2029-01-01"}, 422, 'id="review_on-wrong"'),
        ({"pupil": "P9"}, 404, "There is no pupil P9."),
    ],
)
async def test_what_is_wrong_is_explained(browser, wrong, status, words):
    await browser.send("/exemptions", **({"tutor": "T1", "pupil": "P1", "relation": "mother"} | wrong))
    assert (browser.status, words in browser.page) == (status, True)


async def test_a_registrar_reads_only(logged_in):
    browser = await logged_in(Role.REGISTRAR)
    await browser.open("/exemptions")
    assert (browser.status, "Grant an exemption" in browser.page) == (200, False)
