"""An import on a page: compared first, carried out by a second press, and nothing of the file is kept between."""

import html

import aiohttp
import pytest

from server.roles import Role
from server.store import pupils
from tests.server.admin.test_api_imports import BAD, FILE


@pytest.fixture
async def browser(logged_in):
    browser = await logged_in(Role.REGISTRAR)
    return await browser.open("/imports")


async def send(browser, raw):
    """The form as a browser sends it, with a file."""
    data = aiohttp.FormData({"csrf": browser.page.partition('name="csrf" value="')[2].partition('"')[0]})
    data.add_field("file", raw, filename="pupils.csv", content_type="text/csv")
    return await browser._keep(await browser._client.post("/imports", data=data))


async def registered(database):
    async with database.reading() as db:
        return sorted(pupil.ref for pupil in await pupils.every(db))


async def test_a_sheet_is_compared_and_then_carried_out_as_the_page_gives_it_back(browser, database):
    await send(browser, b"\xef\xbb\xbf" + FILE.encode())
    assert (browser.status, "adds pupil P2" in browser.page, await registered(database)) == (200, True, [])
    text = html.unescape(browser.page.partition('<textarea name="text" hidden>\n')[2].partition("</textarea>")[0])
    await browser.send("/imports/apply", text=text)
    assert (browser.path, await registered(database)) == ("/imports?said=added", ["P1", "P2"])
    assert "pupils added 2" in browser.page
    await send(browser, FILE.encode())
    assert "says all of this already" in browser.page


async def test_a_sheet_with_a_wrong_row_is_not_carried_out(browser, database):
    await send(browser, BAD.encode())
    assert all(words in browser.page for words in ("line 4", "1 row cannot be taken"))
    assert "Do all of it" not in browser.page
    await browser.send("/imports/apply", text=BAD)
    assert (browser.status, await registered(database)) == (422, [])


@pytest.mark.parametrize(("raw", "words"), [(b"", "file-wrong"), (b"\xff\xfe", "CSV UTF-8"), (b"a,b\n1,2\n", "file-wrong")])
async def test_what_is_no_such_sheet_is_explained_beside_the_file(browser, raw, words):
    await send(browser, raw)
    assert (browser.status, words in browser.page) == (422, True)
    await browser.send("/imports/apply", text=raw.decode("latin-1"))
    assert browser.status == 422


async def test_what_a_sheet_says_cannot_become_part_of_the_page(browser):
    await send(browser, b"pupil_ref,first_name,</textarea><script>\nP1,Una,x\n")
    assert browser.status == 200
    assert "<script>" not in browser.page


async def test_the_pupils_page_leads_to_it_for_those_who_may(browser, logged_in):
    await browser.open("/pupils")
    assert 'href="/imports"' in browser.page
    dsl = await logged_in(Role.DSL)
    await dsl.open("/pupils")
    assert 'href="/imports"' not in dsl.page
