"""Consents on a page: entered, found when they end soon, withdrawn and taken back."""

import re
from datetime import timedelta

import pytest

from server.roles import Role
from server.store import consents, pictures
from server.store.consents import NewConsent
from server.store.pictures import NewPicture
from tests.server.store.test_pictures import OLIVE, drawn


@pytest.fixture
async def picture(database, pupil):
    new = NewPicture(title="Open day", picture=drawn(), pupils=1)
    mark = await pictures.fingerprint(new.picture)
    async with database.begin() as db:
        return (await pictures.add(db, OLIVE, new, mark)).id


@pytest.fixture
async def browser(logged_in, picture):
    browser = await logged_in(Role.REGISTRAR)
    return await browser.open("/posts/consents")


async def test_a_consent_is_entered_withdrawn_and_taken_back(browser, picture, pupil):
    assert "Open day: 0 of 1" in browser.page
    await browser.send("/posts/consents", picture=picture, pupil=pupil, given_by="guardian", until="2027-01-31")
    assert browser.path == "/posts/consents?said=added"
    assert all(words in browser.page for words in ("A guardian", "22 Nov 2026", "31 Jan 2027", "registrar"))
    assert "Open day: 0 of 1" not in browser.page
    (withdraw,) = re.findall(r'action="(/posts/consents/\w+/withdraw)"', browser.page)
    await browser.send(withdraw)
    assert all(words in browser.page for words in ("Take down posts that show it", "Open day: 0 of 1", "withdrawn"))
    await browser.send(withdraw.replace("withdraw", "restore"))
    assert "Open day: 0 of 1" not in browser.page


async def test_those_that_end_soon_are_found_from_the_start_page(browser, picture, pupil, database):
    async with database.begin() as db:
        soon = NewConsent(picture=picture, pupil=pupil, given_by="parent", until=db.today + timedelta(days=9))
        await consents.give(db, OLIVE, soon)
    await browser.open("/")
    assert 'href="/posts/consents?state=expiring">1 consent ends' in browser.page
    await browser.open("/posts/consents?state=expiring")
    assert "ends soon" in browser.page
    await browser.open("/posts/consents?state=withdrawn&pupil=P1")
    assert "None that fit." in browser.page
    await browser.open("/posts/consents?state=%22%3E")
    assert browser.status == 200


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"pupil": "P9"}, "pupil"),
        ({"until": "soon"}, "until"),
        ({"given_by": "friend"}, "given_by"),
        ({"picture": "x"}, "picture"),
    ],
)
async def test_what_is_wrong_is_explained_beside_its_field(browser, picture, pupil, wrong, field):
    await browser.send("/posts/consents", **({"picture": picture, "pupil": pupil, "given_by": "parent"} | wrong))
    assert (browser.status, f'id="{field}-wrong"' in browser.page) == (422, True)


async def test_a_dsl_reads_only(logged_in, picture):
    browser = await logged_in(Role.DSL)
    await browser.open("/posts/consents")
    assert "Open day: 0 of 1" in browser.page
    assert "Enter or renew" not in browser.page
