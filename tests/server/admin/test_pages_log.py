"""The log on a page, for those who may read it."""

import pytest

from server.roles import Role
from server.store import log
from server.store.log import Kind


@pytest.fixture
async def browser(logged_in, database):
    async with database.begin() as db:
        for number in range(3):
            await log.write(db, "admin:olive", Kind.SETTINGS_CHANGED, "settings", fields=["hosts", f"field{number}"])
    return await logged_in(Role.AUDITOR)


async def test_it_is_read_page_by_page_the_newest_first(browser):
    await browser.open("/log?limit=5")
    assert all(words in browser.page for words in ("settings changed", "fields hosts, field2", "Further on"))
    after = browser.page.rpartition("after=")[2].partition('"')[0]
    await browser.open(f"/log?after={after}")
    assert "field0" in browser.page
    assert "field2" not in browser.page


async def test_a_place_that_is_none_is_the_start(browser):
    await browser.open("/log?after=none")
    assert "field2" in browser.page


async def test_a_registrar_does_not_read_it(logged_in):
    browser = await logged_in(Role.REGISTRAR)
    assert 'href="/log"' not in browser.page
    await browser.open("/log")
    assert browser.status == 403
