"""A registrar finds, registers and keeps pupils; a DSL only reads."""

import pytest

from server.roles import Role
from server.store import accounts, log, pupils
from server.store.names import Guardian


@pytest.fixture
async def browser(logged_in, pupil):
    return await logged_in(Role.REGISTRAR)


async def kept(database):
    async with database.reading() as db:
        return [(account.platform, account.handle, account.id) for account in await accounts.of_pupil(db, "P1")]


async def test_a_pupil_is_registered(browser, database):
    await browser.open("/pupils")
    await browser.send("/pupils", ref="P2", status="left", first_name="Ulf", date_of_birth="2010-05-01")
    assert browser.path == "/pupils/P2?said=added"
    async with database.reading() as db:
        pupil = await pupils.find(db, "P2")
    assert (pupil.status, pupil.first_name, str(pupil.date_of_birth)) == ("left", "Ulf", "2010-05-01")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ref": "P1", "status": "current"}, "There is a pupil P1 already."),
        ({"ref": "a b", "status": "current"}, "A reference has 1 to 64"),
        ({"ref": "P2", "status": "gone"}, "Invalid enum value"),
        ({"ref": "P2", "status": "current", "date_of_birth": "1.5.2010"}, "Invalid RFC3339"),
        ({"status": "current"}, "This field is required"),
    ],
)
async def test_a_wrong_field_is_explained_and_kept_for_correction(browser, fields, words):
    await browser.open("/pupils")
    await browser.send("/pupils", first_name="Ulf", **fields)
    assert 400 <= browser.status < 500
    assert words in browser.page
    assert 'aria-invalid="true"' in browser.page
    assert 'value="Ulf"' in browser.page


async def test_an_account_is_added_and_removed(browser, database):
    await browser.open("/pupils/P1")
    await browser.send("/pupils/P1/accounts", platform="instagram", handle="https://instagram.com/Pupil_One", id="222")
    assert browser.path == "/pupils/P1?said=added"
    assert await kept(database) == [("instagram", "pupil_one", "222")]
    path = browser.page.split("/remove")[0].rpartition('action="')[2] + "/remove"
    await browser.send(path)
    assert browser.path == "/pupils/P1?said=removed"
    assert await kept(database) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"handle": "not a handle!"}, "Not a handle on instagram."),
        ({"id": "x"}, "Not an id on instagram."),
        ({}, "An account needs a handle or an id."),
        ({"handle": "x", "platform": "myspace"}, "is not a platform"),
    ],
)
async def test_a_wrong_account_is_explained_beside_its_field(browser, database, fields, words):
    await browser.open("/pupils/P1")
    await browser.send("/pupils/P1/accounts", **({"platform": "instagram"} | fields))
    assert browser.status == 422
    assert words in browser.page
    assert await kept(database) == []


async def test_another_pupils_account_cannot_be_removed_here(browser):
    await browser.open("/pupils/P1")
    await browser.send("/pupils/P1/accounts/none/remove")
    assert browser.status == 404


async def test_a_record_is_changed(browser, database):
    await browser.open("/pupils/P1")
    await browser.send("/pupils/P1", status="left", first_name="Una", last_name="", left_on="2026-10-01", vulnerable="yes")
    assert browser.path == "/pupils/P1?said=added"
    async with database.reading() as db:
        pupil = await pupils.find(db, "P1")
    assert (pupil.status, str(pupil.left_on), pupil.vulnerable, pupil.last_name) == ("left", "2026-10-01", True, "")
    await browser.send("/pupils/P1", status="left", left_on="2031-01-01")
    assert (browser.status, "current pupil until then" in browser.page) == (422, True)


async def test_opening_a_record_is_written_down(browser, database):
    await browser.open("/pupils/P1")
    async with database.reading() as db:
        entry = (await log.recent(db))[0]
    assert (entry.actor, entry.kind, entry.subject) == ("admin:registrar", "record:read", "pupil:P1")
    await browser.open("/pupils/P1")
    assert "record opened" in browser.page


async def test_pupils_are_found_by_reference_name_and_account(browser):
    await browser.open("/pupils/P1")
    await browser.send("/pupils/P1/accounts", platform="instagram", handle="pupil_one")
    for words in ("p1", "una pup", "pupil_one", "https://www.instagram.com/pupil_one/"):
        await browser.open("/pupils", params={"q": words})
        assert 'href="/pupils/P1"' in browser.page, words
    await browser.open("/pupils", params={"q": "<nobody>"})
    assert "No pupil has “&lt;nobody&gt;”" in browser.page


async def test_the_list_names_nobody_and_goes_on(browser):
    await browser.open("/pupils")
    await browser.send("/pupils", ref="P2", status="current")
    await browser.open("/pupils?limit=1")
    assert "Una" not in browser.page
    await browser.open("/pupils?after=P1")
    assert "P2" in browser.page
    assert 'href="/pupils/P1"' not in browser.page


async def test_a_dsl_reads_and_cannot_write(logged_in, pupil):
    browser = await logged_in(Role.DSL)
    await browser.open("/pupils/P1")
    assert "Una Pupil" in browser.page
    assert "Add account" not in browser.page
    await browser.send("/pupils/P1/accounts", platform="instagram", handle="pupil_one")
    assert browser.status == 403


async def test_an_unknown_pupil_is_a_plain_page(browser):
    await browser.open("/pupils/P9")
    assert browser.status == 404
    assert "There is no pupil P9." in browser.page


async def test_names_of_the_family_are_kept_with_the_record(browser, database):
    await browser.open("/pupils/P1")
    fields = {"first_name": "Una", "last_name": "Pupil", "known_as": "Uni", "status": "current", "full_name_consent": "yes"}
    await browser.send("/pupils/P1", guardians="Mina Pupil (mother); Raj Pupil", **fields)
    async with database.reading() as db:
        pupil = await pupils.find(db, "P1")
    assert (pupil.known_as, pupil.full_name_consent) == ("Uni", True)
    assert pupil.guardians == (Guardian("Mina Pupil", "mother"), Guardian("Raj Pupil"))
    await browser.open("/pupils/P1")
    assert 'value="Mina Pupil (mother); Raj Pupil"' in browser.page
    await browser.send("/pupils/P1", guardians="", first_name="Una", last_name="Pupil", status="current")
    async with database.reading() as db:
        pupil = await pupils.find(db, "P1")
    assert (pupil.guardians, pupil.full_name_consent) == ((), False)


async def test_a_guardian_with_too_long_a_name_is_explained_beside_the_field(browser):
    await browser.open("/pupils/P1")
    await browser.send("/pupils/P1", guardians="x" * 101, status="current")
    assert "A guardian has a name" in browser.page
