"""Settings are changed by those whose they are, and wrong ones are explained beside their field."""

import pytest

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
