"""Requests are read strictly, and every failure of an API route is problem+json."""

import msgspec
import pytest
from aiohttp import web

from server.problem import NotFound, TooMany, Unauthorised
from server.web import nothing, number, problems, read, reply


class Greeting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str


async def greet(request):
    greeting = await read(request, Greeting)
    return reply({"hello": greeting.name}, status=201, location="/api/greetings/1")


async def page(request):
    return reply({"limit": number(request, "limit", 50)})


async def fail(request):
    raise {
        "missing": NotFound("no such greeting"),
        "limit": TooMany("later", retry_after=7),
        "login": Unauthorised("who are you"),
        "bug": KeyError("SECRET"),
        "moved": web.HTTPFound("/elsewhere"),
    }[request.match_info["how"]]


async def done(_):
    return nothing()


@pytest.fixture
async def client(aiohttp_client):
    app = web.Application(middlewares=[problems], client_max_size=1000)
    app.router.add_post("/api/greetings", greet)
    app.router.add_get("/api/greetings", page)
    app.router.add_delete("/api/greetings", done)
    app.router.add_get("/api/fail/{how}", fail)
    app.router.add_get("/fail/{how}", fail)
    return await aiohttp_client(app)


async def test_a_good_body_is_read(client):
    answer = await client.post("/api/greetings", json={"name": "Ada"})
    assert (answer.status, await answer.json()) == (201, {"hello": "Ada"})
    assert answer.headers["Location"] == "/api/greetings/1"


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b'{"name":1}', 422),
        (b'{"nom":"x"}', 422),
        (b"\xff\xfe", 400),
        (b"", 400),
        (b"[" * 900, 422),
        (b'{"name":"' + b"x" * 2000 + b'"}', 413),
    ],
)
async def test_a_bad_body_is_a_problem_never_a_crash(client, raw, status):
    answer = await client.post("/api/greetings", data=raw)
    assert answer.status == status
    assert answer.content_type == "application/problem+json"
    assert (await answer.json())["status"] == status


@pytest.mark.parametrize("text", ["0", "501", "-1", "x", "1e3", "²", "9" * 5000])
async def test_a_page_size_must_be_a_small_number(client, text):
    answer = await client.get("/api/greetings", params={"limit": text})
    assert answer.status == 400
    assert (await answer.json())["field"] == "limit"


async def test_the_page_size_may_be_left_out(client):
    assert await (await client.get("/api/greetings")).json() == {"limit": 50}


async def test_nothing_to_say_is_204(client):
    assert (await client.delete("/api/greetings")).status == 204


@pytest.mark.parametrize(("how", "status"), [("missing", 404), ("limit", 429), ("login", 401), ("bug", 500)])
async def test_domain_errors_become_problems(client, how, status):
    answer = await client.get(f"/api/fail/{how}")
    assert (answer.status, answer.content_type) == (status, "application/problem+json")
    assert "SECRET" not in await answer.text()


async def test_a_limit_and_a_login_say_what_to_do(client):
    assert (await client.get("/api/fail/limit")).headers["Retry-After"] == "7"
    assert (await client.get("/api/fail/login")).headers["WWW-Authenticate"].startswith("Bearer")


async def test_unknown_paths_and_methods_are_problems_too(client):
    assert (await client.get("/api/nowhere")).content_type == "application/problem+json"
    wrong = await client.put("/api/greetings")
    assert (wrong.status, wrong.headers["Allow"]) == (405, "DELETE,GET,HEAD,POST")


async def test_redirects_and_pages_are_left_alone(client):
    assert (await client.get("/api/fail/moved", allow_redirects=False)).status == 302
    assert (await client.get("/fail/moved", allow_redirects=False)).status == 302
