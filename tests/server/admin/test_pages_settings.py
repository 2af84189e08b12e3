"""Settings are changed by those whose they are, and wrong ones are explained beside their field."""

import pytest

from policy.clauses import Clause
from policy.live import Live, Service
from policy.settings import Mode
from policy.standing import Standing
from server.roles import Role
from server.store import choices


@pytest.fixture
async def browser(logged_in):
    browser = await logged_in(Role.OWNER)
    return await browser.open("/settings")


async def chosen(database):
    async with database.reading() as db:
        return await choices.policy(db)


async def test_a_server_is_watched_and_no_longer(browser, database):
    await browser.send("/settings/hosts", platform="moodle", host="Learn.Example.org")
    await browser.send("/settings/hosts", platform="moodle", host="other.example.org")
    assert (await chosen(database)).hosts == {"moodle": ("learn.example.org", "other.example.org")}
    await browser.send("/settings/hosts/remove", platform="moodle", host="learn.example.org")
    await browser.send("/settings/hosts/remove", platform="moodle", host="other.example.org")
    assert browser.path == "/settings?said=added"
    assert (await chosen(database)).hosts == {}


@pytest.mark.parametrize("host", ["mail.google.com", "no host", "", "www.gov.uk"])
async def test_what_must_not_be_watched_is_refused_beside_the_field(browser, database, host):
    await browser.send("/settings/hosts", platform="moodle", host=host)
    assert browser.status == 422
    assert 'id="host-wrong"' in browser.page
    assert (await chosen(database)).hosts == {}


async def test_an_unknown_platform_is_refused(browser):
    await browser.send("/settings/hosts", platform="myspace", host="chat.example.org")
    assert browser.status == 422


async def test_notices_speak_of_the_company(browser, database):
    await browser.send("/settings", company="Bright Tutors", contact="Reception")
    settings = await chosen(database)
    assert (settings.company, settings.contact) == ("Bright Tutors", "Reception")
    await browser.send("/settings", company="", contact="Reception")
    assert (browser.status, 'id="company-wrong"' in browser.page) == (422, True)


async def test_the_policy_is_changed(browser, database):
    await browser.send("/settings/policy", unchecked="warn", left_minor_message="block", hold_seconds="90")
    settings = await chosen(database)
    assert (settings.unchecked, settings.left_minor_message, settings.hold_seconds) == ("warn", "block", 90)


@pytest.mark.parametrize("seconds", ["1", "", "soon", "9" * 40])
async def test_a_wrong_number_of_seconds_is_explained(browser, database, seconds):
    await browser.send("/settings/policy", unchecked="hold", left_minor_message="hold", hold_seconds=seconds)
    assert (browser.status, 'id="hold_seconds-wrong"' in browser.page) == (422, True)
    assert (await chosen(database)).hold_seconds == 60


async def test_each_role_has_its_own_forms(logged_in):
    registrar, dsl = await logged_in(Role.REGISTRAR), await logged_in(Role.DSL)
    await registrar.open("/settings")
    await dsl.open("/settings")
    assert "/settings/hosts" in registrar.page
    assert "/settings/policy" not in registrar.page
    assert "/settings/hosts" not in dsl.page
    assert "/settings/policy" in dsl.page


async def test_a_clause_only_asks_or_only_writes_down_and_is_as_the_policy_says_again(browser, database):
    await browser.send(
        "/settings/modes", **{"mode-5.1-0": "observe", "mode-5.1-1": "warn", "mode-5.2-0": "enforce", "mode-5.2-1": "enforce"}
    )
    assert (await chosen(database)).modes == {
        Clause.ONE_TO_ONE: {Standing.CURRENT: Mode.OBSERVE, Standing.LEFT_MINOR: Mode.WARN},
        Clause.FRIENDS_AND_FOLLOWERS: {},
    }
    assert '<option value="observe" selected>' in browser.page
    await browser.send("/settings/modes", **dict.fromkeys(("mode-5.1-0", "mode-5.1-1", "mode-5.2-0", "mode-5.2-1"), "enforce"))
    assert (await chosen(database)).mode(Clause.ONE_TO_ONE, Standing.CURRENT) is Mode.ENFORCE
    await browser.send("/settings/modes", **{"mode-5.1-0": "never"})
    assert (browser.status, "one of those that are offered" in browser.page) == (400, True)


async def test_a_live_list_is_switched_on_with_a_key_that_is_never_shown_again(browser, database):
    await browser.send("/settings/live", service="web-risk", key="")
    assert (browser.status, 'id="key-wrong"' in browser.page) == (422, True)
    await browser.send("/settings/live", service="web-risk", key="canary-key")
    assert (await chosen(database)).drafts.live == Live(Service.WEB_RISK, "canary-key")
    assert "canary-key" not in browser.page
    await browser.send("/settings/live", service="safe-browsing", key="")
    assert (await chosen(database)).drafts.live == Live(Service.SAFE_BROWSING, "canary-key"), "the key stays"
    await browser.send("/settings/live", service="off", key="")
    assert (await chosen(database)).drafts.live == Live()
    await browser.send("/settings/live", service="other", key="x")
    assert (browser.status, 'id="service-wrong"' in browser.page) == (422, True)
