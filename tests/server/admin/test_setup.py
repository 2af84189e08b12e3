"""Every route asks for its right: tried with every role, through the app as it is served."""

import re

import pytest

from server.admin import ROUTES
from server.admin.setup import MODULES
from server.auth import API
from server.roles import RIGHTS, Right, Role
from server.store import admins

PAGES = [route for route in ROUTES if not route.path.startswith("/api/")]
PROGRAM_ROUTES = [route for route in ROUTES if route.path.startswith(API)]
OPEN = {
    ("GET", "/login"),
    ("POST", "/login"),
    ("GET", "/api/openapi.json"),
    ("GET", "/official"),
    ("POST", "/official"),
    ("GET", "/api/public/v1/official-accounts"),
}

WHO = {  # written out once more, by hand, so that a slip in the table of rights is seen
    "pupils": ("owner dsl registrar", "owner registrar"),
    "tutors": ("owner dsl registrar", "owner registrar"),
    "exemptions": ("owner dsl registrar", "owner dsl"),
    "devices": ("owner dsl registrar", "owner registrar"),
    "gaps": ("owner dsl registrar", "owner registrar"),
    "enrolment-codes": ("", "owner registrar"),
    "incidents": ("owner dsl auditor", ""),
    "reports": ("owner dsl", ""),
    "audit": ("owner dsl auditor", ""),
    "settings": ("owner dsl registrar", "owner dsl registrar"),
    "reviews": ("owner registrar", "owner registrar"),
    "imports": ("owner registrar", "owner registrar"),
    "sites": ("owner dsl registrar", "owner registrar"),
    "official-accounts": ("owner dsl registrar", "owner registrar"),
    "media": ("owner dsl registrar", "owner registrar"),
    "consents": ("owner dsl registrar", "owner registrar"),
    "fake-accounts": ("owner dsl registrar", "owner registrar"),
    "asks": ("owner dsl registrar", "owner registrar"),
}


def address(route):
    return re.sub(r"\{[^}]*\}", "0000", route.path)


def named(route):
    return f"{route.method} {route.path}"


def test_only_these_routes_are_open_to_all():
    assert {(route.method, route.path) for route in ROUTES if route.right is None} == OPEN


def test_no_route_stands_twice():
    assert len({(route.method, route.path) for route in ROUTES}) == len(ROUTES)


def test_every_module_has_routes():
    assert all(list(module.routes) for module in MODULES)


@pytest.mark.parametrize("route", PROGRAM_ROUTES, ids=named)
def test_the_rights_are_as_the_policy_has_them(route):
    noun = route.path.removeprefix(f"{API}v1/").partition("/")[0]
    readers, writers = WHO[noun]
    expected = set((readers if route.method == "GET" else writers).split())
    assert {role.value for role in Role if route.right in RIGHTS[role]} == expected


async def test_every_api_route_with_every_role(programs):
    for route in PROGRAM_ROUTES:
        for role, program in programs.items():
            status, _ = await program(route.method, address(route), {} if route.body else None)
            assert (status == 403) == (route.right not in RIGHTS[role]), (named(route), role, status)


async def test_every_api_route_without_a_token(client):
    for route in PROGRAM_ROUTES:
        answer = await client.request(route.method, address(route))
        assert answer.status == 401, named(route)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADVISER])  # a program, never a person
async def test_every_page_with_a_role(logged_in, role):
    browser = await logged_in(role)
    for route in PAGES:
        if route.right is None or route.path == "/logout":
            continue
        await browser.open("/account/password")
        await (browser.open(address(route)) if route.method == "GET" else browser.send(address(route)))
        assert browser.status < 500
        assert (browser.status == 403) == (route.right not in RIGHTS[role]), (named(route), browser.status)


async def test_every_page_without_a_login(browser):
    for route in PAGES:
        if route.right is not None:
            await (browser.open(address(route)) if route.method == "GET" else browser.send(address(route)))
            assert browser.path.startswith("/login"), named(route)


async def test_no_form_is_taken_without_its_token(logged_in):
    browser = await logged_in(Role.OWNER)
    for route in PAGES:
        if route.method == "POST" and route.right is not None:
            browser.page = ""
            await browser.send(address(route))
            assert browser.status == 403, named(route)


async def test_one_time_passwords_open_only_the_password_page(browser, database):
    async with database.begin() as db:
        password = await admins.add(db, "ada", Role.OWNER)
    await browser.log_in("ada", password)
    for route in PAGES:
        if route.method == "GET" and route.right is not None:
            await browser.open(address(route))
            assert browser.path == "/account/password", (named(route), browser.status, browser.page[:900])


async def test_every_answer_has_the_strict_headers(client):
    for path in ("/", "/login", "/nowhere", "/static/office.css", "/api/admin/v1/pupils", "/api/openapi.json", "/api/x"):
        answer = await client.get(path)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], path
        assert answer.headers["Cache-Control"] == "no-store"


async def test_no_page_has_a_script_or_an_inline_style(logged_in, happened):
    number = await happened("k1")
    browser = await logged_in(Role.OWNER)
    paths = [route.path for route in PAGES if route.method == "GET" and "{" not in route.path]
    for path in (*paths, "/pupils/P1", f"/incidents/{number}"):
        await browser.open(path)
        assert browser.status == 200, path
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:|(src|href|action)=.https?:", browser.page), path


def test_every_right_is_asked_for_somewhere():
    beside = {Right.SET_HOSTS, Right.SET_POLICY}  # asked for field by field as well
    assert {route.right for route in ROUTES if route.right} | beside == set(Right)
