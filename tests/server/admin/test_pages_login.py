"""Only the right name and password open the pages, not too often, and the first thing is a password of one's own."""

import pytest

from server.admin.pages_login import local
from server.auth import COOKIE
from server.roles import Role
from server.store import admins, log
from server.throttle import LIMITS

PASSWORD = "three random words"


async def test_the_right_password_opens_the_start_page(browser, known, database):
    await known("ada", Role.DSL)
    await browser.log_in("ada")
    assert (browser.status, browser.path) == (200, "/")
    assert "ada, dsl" in browser.page
    async with database.reading() as db:
        assert (await log.recent(db))[0].kind == "session:opened"


@pytest.mark.parametrize(
    ("name", "password"), [("ada", "wrong"), ("nobody", PASSWORD), ("", ""), ("ADA", PASSWORD), ("x" * 999, "y" * 999)]
)
async def test_a_wrong_one_does_not_say_which_was_wrong(browser, known, name, password):
    await known("ada", Role.DSL)
    await browser.log_in(name, password)
    assert browser.status == 422
    assert "The name or the password is not right." in browser.page
    assert password not in browser.page or not password
    await browser.open("/")
    assert browser.path == "/login"


async def test_failed_logins_are_written_down_without_what_was_typed(browser, known, database):
    await known("ada", Role.DSL)
    await browser.log_in("hunter2", "oops")
    await browser.log_in("ada", "oops")
    async with database.reading() as db:
        entries = await log.recent(db, limit=2)
    assert [(entry.kind, entry.subject) for entry in entries] == [
        ("session:refused", "admin:ada"),
        ("session:refused", "admin:unknown"),
    ]


async def test_guessing_is_stopped_even_with_the_right_password(browser, known):
    await known("ada", Role.DSL)
    for _ in range(LIMITS["name"]):
        await browser.log_in("ada", "wrong")
    await browser.log_in("ada")
    assert browser.status == 429
    assert "Please try again in 15 minutes." in browser.page


async def test_the_login_form_works_only_from_our_own_page(browser, known):
    await known("ada", Role.DSL)
    await browser.send("/login", name="ada", password=PASSWORD)
    assert browser.status == 422
    await browser.open("/login")
    await browser.send("/login", name="ada", password=PASSWORD, csrf="x")
    assert browser.status == 422
    await browser.open("/")
    assert browser.path == "/login"


async def test_logging_out_ends_the_session_everywhere(logged_in):
    browser = await logged_in(Role.DSL)
    cookie = next(cookie for cookie in browser._client.session.cookie_jar if cookie.key == COOKIE).value
    await browser.send("/logout")
    assert browser.path == "/login?said=out"
    await browser.open("/", headers={"Cookie": f"{COOKIE}={cookie}"})
    assert browser.path == "/login"


async def test_a_printed_password_must_be_replaced_first(browser, database):
    async with database.begin() as db:
        printed = await admins.add(db, "ada", Role.OWNER)
    await browser.log_in("ada", printed)
    assert browser.path == "/account/password"
    await browser.send("/account/password", current=printed, new=PASSWORD, repeated=PASSWORD)
    assert browser.path == "/login?said=password"
    await browser.log_in("ada", printed)
    assert browser.status == 422
    await browser.log_in("ada")
    assert browser.path == "/"


@pytest.mark.parametrize(
    ("current", "new", "repeated", "words"),
    [
        ("wrong", "another long one", "another long one", "This is not your present password."),
        (PASSWORD, "short", "short", "at least 12 characters"),
        (PASSWORD, "another long one", "another long two", "not the same"),
        (PASSWORD, PASSWORD, PASSWORD, "another password than the present one"),
    ],
)
async def test_a_bad_new_password_is_refused_beside_its_field(logged_in, current, new, repeated, words):
    browser = await logged_in(Role.DSL)
    await browser.open("/account/password")
    await browser.send("/account/password", current=current, new=new, repeated=repeated)
    assert browser.status == 422
    assert words in browser.page
    assert new not in browser.page
    await browser.open("/")
    assert browser.status == 200


async def test_a_changed_password_logs_out_everywhere(logged_in, new_browser):
    browser = await logged_in(Role.DSL)
    other = await new_browser()
    await other.log_in("dsl")
    await browser.open("/account/password")
    await browser.send("/account/password", current=PASSWORD, new="another long one", repeated="another long one")
    await other.open("/")
    assert other.path == "/login"


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil.example", "https://evil.example", "", "pupils", "/a\nb", "/\u00e4"]
)
def test_after_the_login_nobody_is_sent_elsewhere(path):
    assert local(path) == "/"


def test_after_the_login_one_goes_on_where_one_wanted():
    assert local("/incidents/abc") == "/incidents/abc"
