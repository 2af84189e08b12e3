"""The media register on a page: a file is looked at in memory, and no copy of it lies anywhere."""

import tempfile

import aiohttp
import pytest

from server.roles import Role
from server.store import pictures
from tests.server.store.test_pictures import drawn


@pytest.fixture
async def browser(logged_in):
    browser = await logged_in(Role.OWNER)
    return await browser.open("/posts/media")


async def send(browser, raw, **fields):
    """The form as a browser sends it, with a file."""
    token = browser.page.partition('name="csrf" value="')[2].partition('"')[0]
    data = aiohttp.FormData({"csrf": token, "title": "Open day", "kind": "picture"} | fields)
    data.add_field("picture", raw, filename="open-day.jpg", content_type="image/jpeg")
    return await browser._keep(await browser._client.post("/posts/media", data=data))


async def test_a_picture_is_entered_and_taken_out(browser, database):
    await send(browser, drawn(), licence="own photograph", until="2027-05-01")
    assert browser.path == "/posts/media?said=added"
    assert all(words in browser.page for words in ("Open day", "own photograph", "1 May 2027", "owner"))
    async with database.reading() as db:
        (kept,) = await pictures.page(db)
    await browser.send(f"/posts/media/{kept.id}/remove")
    async with database.reading() as db:
        assert await pictures.page(db) == []


async def test_no_file_is_made_of_what_is_uploaded(browser, monkeypatch):
    """The reader of forms that aiohttp has would make one."""

    def refuse(*_, **__):
        raise AssertionError("a file was made")

    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    await send(browser, drawn() + b"\0" * 200_000)
    assert browser.path == "/posts/media?said=added"


@pytest.mark.parametrize(
    ("raw", "wrong", "field"),
    [
        (b"canary", {}, "picture"),
        (b"", {}, "picture"),
        (drawn(), {"title": ""}, "title"),
        (drawn(), {"until": "soon"}, "until"),
        (drawn(), {"kind": "video"}, "kind"),
    ],
)
async def test_what_is_wrong_is_explained_beside_its_field(browser, raw, wrong, field):
    await send(browser, raw, **wrong)
    assert (browser.status, f'id="{field}-wrong"' in browser.page) == (422, True)
    assert "canary" not in browser.page


async def test_a_form_without_its_token_is_refused(browser, database):
    browser.page = ""
    await send(browser, drawn())
    assert browser.status == 403
    async with database.reading() as db:
        assert await pictures.page(db) == []


async def test_a_dsl_reads_only(logged_in):
    browser = await logged_in(Role.DSL)
    await browser.open("/posts/media")
    assert "Enter a picture" not in browser.page


async def test_a_picture_of_pupils_is_not_approved_before_they_consent_and_its_number_can_be_put_right(browser, database):
    await send(browser, drawn(), pupils="2")
    assert "0 of 2 consents: not approved" in browser.page
    async with database.reading() as db:
        (kept,) = await pictures.page(db)
    await browser.send(f"/posts/media/{kept.id}/pupils", pupils="0")
    assert browser.path == "/posts/media?said=added"
    assert "not approved" not in browser.page
    for wrong, status in (("many", 400), ("", 400), ("9" * 30, 400), ("100", 422)):
        await browser.open("/posts/media")
        await browser.send(f"/posts/media/{kept.id}/pupils", pupils=wrong)
        assert (browser.status, "Please give" in browser.page) == (status, True)
