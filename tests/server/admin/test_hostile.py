"""Whatever is sent to the admin API is answered with a problem, never with a crash."""

import re
from datetime import date

import msgspec
import pytest

from server.admin import ROUTES
from server.auth import API
from server.problem import MEDIA_TYPE
from server.roles import Role

VALUES = (
    None, True, -1, 10**30, 1.5, "", " ", "\x00", "\ud800", "x" * 20_000, "../../etc", "' OR 1=1 --", "%s%n", "\u202e", [],
    [[]], {}, {"a": None}, "9999-12-31", "0001-01-01", "2026-02-30", "current", "instagram", "P1", "T1",
)  # fmt: skip
PATHS = ("none", "%00", "%ff", "..%2f..%2fetc", "x" * 3000, "%F0%9F%98%80", "a%2Fb", "'%3B--", "%7B%7D", "-1")
BODIES = (
    b"", b"{", b"[" * 50_000, b'{"ref":' * 20_000, b"\xff\xfe{}", b"null", b"1e999", b'{"ref":"\\ud800"}', b'{"ref":"P1"}' * 2,
    b'{"ref":"P1","ref":"P2","x":1}',
)  # fmt: skip
WRITING = [route for route in ROUTES if route.path.startswith(API) and (route.body or route.text)]
NAMED = [route for route in ROUTES if route.path.startswith(API) and "{" in route.path]


def fields(route):
    return getattr(route.body, "__struct_fields__", ("hosts", "modes", "unchecked", "company", "hold_seconds", "lookups"))


def raw(body):
    """JSON as a careless client writes it: a lone surrogate stays an escape."""
    text = str(body).encode("unicode_escape").decode() if body == "\ud800" else None
    return f'"{text}"'.encode() if text else msgspec.json.encode(body)


def address(route, part="P1"):
    return re.sub(r"\{[^}]*\}", part, route.path)


async def checked(owner, client, method, path, data=b""):
    async with client.request(method, path, data=data, headers=owner._headers) as answer:
        content = await answer.read()
        assert answer.status < 500, (method, path[:80], data[:80], content)
        if answer.status >= 400:
            assert answer.content_type == MEDIA_TYPE
            assert msgspec.json.decode(content)["status"] == answer.status
        return answer.status


@pytest.mark.parametrize("route", WRITING, ids=lambda route: f"{route.method} {route.path}")
async def test_any_value_in_any_field(client, owner, pupil, route):
    for field in fields(route):
        for value in VALUES:
            data = b'{"' + field.encode() + b'":' + raw(value) + b"}"
            await checked(owner, client, route.method, address(route), data)


@pytest.mark.parametrize("route", WRITING, ids=lambda route: f"{route.method} {route.path}")
async def test_any_bytes_as_a_body(client, owner, pupil, route):
    for body in BODIES:
        await checked(owner, client, route.method, address(route), body)


@pytest.mark.parametrize("route", NAMED, ids=lambda route: f"{route.method} {route.path}")
async def test_any_name_in_the_path(client, owner, route):
    for part in PATHS:
        status = await checked(owner, client, route.method, address(route, part), b"{}" if route.body else b"")
        assert 400 <= status < 500


@pytest.mark.parametrize(
    "query", ["after=%00", "after=%FF", "limit=%00", "since=%FF", "clause=%00", "pupil=%ff", "tutor=%00", "apply=%00"]
)
async def test_any_word_in_the_query(client, owner, query):
    for route in ROUTES:
        if route.path.startswith(API) and route.method == "GET" and "{" not in route.path:
            await checked(owner, client, "GET", f"{route.path}?{query}")


ENTERED = (
    "",
    "\x00",
    "x" * 20_000,
    "\u202e",
    "<script>alert(1)</script>",
    "{{ 31337*31337 }}",
    "'; DROP TABLE pupils; --",
    "\U0001f600",
)
FORM_FIELDS = (
    "ref", "status", "first_name", "date_of_birth", "left_on", "platform", "handle", "id", "tutor", "name", "why", "host",
    "company", "contact", "unchecked", "hold_seconds", "decision", "current", "new", "repeated", "next", "password",
    "until", "note", "owner", "email", "title", "kind", "licence", "picture", "names", "banned_tags",
)  # fmt: skip
FORMS = [route for route in ROUTES if not route.path.startswith("/api/") and route.method == "POST" and route.path != "/logout"]


@pytest.mark.parametrize("value", ENTERED)
async def test_anything_in_any_form_is_a_page(logged_in, pupil, value):
    browser = await logged_in(Role.OWNER)
    for route in FORMS:
        await browser.open("/login" if route.path == "/login" else "/pupils")
        await browser.send(address(route), **dict.fromkeys(FORM_FIELDS, value))
        assert browser.status < 500, route.path
        assert "<script" not in browser.page
        assert str(31337 * 31337) not in browser.page  # what a template would make of it


@pytest.mark.parametrize("value", ENTERED)
async def test_anything_in_an_address_is_a_page(logged_in, pupil, value):
    browser = await logged_in(Role.OWNER)
    for path in ("/", "/pupils", "/devices", "/incidents", "/settings", "/reviews", "/posts", "/posts/sites", "/login"):
        await browser.open(path, params=dict.fromkeys(("q", "after", "clause", "pupil", "since", "next", "said"), value[:2000]))
        assert browser.status < 500, path
        assert "<script" not in browser.page


async def test_nothing_was_half_written(client, owner, database):
    """Of a pupil with one bad field nothing stands afterwards, not even in the log."""
    _, before = await owner("GET", "audit")
    bad = {"ref": "P7", "first_name": "Una", "date_of_birth": date(2099, 1, 1)}
    assert (await owner("POST", "pupils", bad))[0] == 422
    assert (await owner("GET", "audit"))[1] == before
