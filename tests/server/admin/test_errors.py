"""Errors are pages in plain words, and nobody is told what went wrong inside."""

import pytest
from aiohttp import web

from server.problem import NotFound, TooMany
from server.roles import Role
from server.web import DB


@pytest.fixture
def office(office):
    async def fail(request):
        raise {
            "bug": KeyError("SECRET"),
            "limit": TooMany("Please wait.", retry_after=60),
            "missing": NotFound("There is no pupil P9."),
            "moved": web.HTTPFound("/login"),
        }[request.match_info["how"]]

    office.router.add_get("/fail/{how}", fail)
    return office


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/fail/bug", 500, "Something went wrong here"),
        ("/fail/limit", 429, "Please wait."),
        ("/fail/missing", 404, "There is no pupil P9."),
        ("/nowhere", 404, "Not found"),
    ],
)
async def test_every_error_is_a_page(browser, path, status, words):
    await browser.open(path)
    assert (browser.status, browser.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert words in browser.page
    assert "SECRET" not in browser.page


async def test_a_limit_says_when_to_come_back(browser):
    await browser.open("/fail/limit")
    assert browser.headers["Retry-After"] == "60"


async def test_redirects_are_left_alone(browser):
    await browser.open("/fail/moved")
    assert (browser.status, browser.path) == (200, "/login")


async def test_whoever_is_not_logged_in_comes_back_afterwards(browser, known):
    await known("ada", Role.OWNER)
    await browser.open("/pupils")
    assert browser.path == "/login?next=/pupils"
    await browser.send("/login", name="ada", password="three random words", next="/pupils")
    assert browser.path == "/pupils"


async def test_a_role_that_may_not_is_told_so(logged_in):
    browser = await logged_in(Role.REGISTRAR)
    await browser.open("/incidents")
    assert browser.status == 403
    assert "Your role does not cover this" in browser.page


async def test_a_broken_database_is_a_plain_page(browser, office):
    await browser.open("/login")
    async with office[DB].engine.begin() as connection:
        await connection.exec_driver_sql("DROP TABLE admins")
    await browser.send("/login", name="ada", password="x")
    assert browser.status == 500
    assert "Nothing was saved" in browser.page
