"""Nobody passes a route without its right; a program's token and a person's cookie each open their own door only."""

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from server import auth
from server.auth import API, COOKIE, PERSON, check_form, form, guarded, identify, may, set_cookie, uploaded
from server.problem import Forbidden
from server.roles import Right, Role
from server.route import Routes
from server.store import admins, sessions, tokens
from server.web import DB, problems, reply

routes = Routes()


async def _who(request):
    person = request[PERSON]
    return reply({"actor": person.actor, "may": may(request, Right.READ_INCIDENTS)})


routes.on("GET", f"{API}v1/who", Right.READ_PUPILS)(_who)
routes.on("GET", "/api/who", Right.READ_PUPILS)(_who)


@pytest.fixture
async def client(aiohttp_client, database):
    app = web.Application(middlewares=[problems, identify])
    app[DB] = database
    for route in routes:
        app.router.add_route(route.method, route.path, guarded(route))
    return await aiohttp_client(app)


@pytest.fixture
def token(database):
    async def make(role):
        async with database.begin() as db:
            return await tokens.add(db, role.value, role)

    return make


async def asked(client, headers=None, path=f"{API}v1/who", **options):
    answer = await client.get(path, headers=headers, **options)
    return answer.status, await answer.json()


async def test_a_token_opens_the_api(client, token):
    status, body = await asked(client, {"Authorization": f"Bearer {await token(Role.REGISTRAR)}"})
    assert (status, body) == (200, {"actor": "token:registrar", "may": False})


async def test_a_role_without_the_right_is_refused(client, token):
    status, problem = await asked(client, {"Authorization": f"bearer {await token(Role.AUDITOR)}"})
    assert (status, problem["type"]) == (403, "urn:tutor-guard:problem:forbidden")


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer nonsense", "Basic YTpi", "Bearer \xe4\xf6", "x" * 5000])
async def test_no_good_token_no_entry(client, header):
    status, problem = await asked(client, {"Authorization": header})
    assert (status, problem["status"]) == (401, 401)


async def test_a_token_opens_nothing_but_the_admin_api(client, token):
    assert (await asked(client, {"Authorization": f"Bearer {await token(Role.OWNER)}"}, "/api/who"))[0] == 401


async def test_a_cookie_does_not_open_the_api(client, database):
    async with database.begin() as db:
        await admins.add(db, "ada", Role.OWNER)
        cookie = await sessions.start(db, "ada")
    assert (await asked(client, {"Cookie": f"{COOKIE}={cookie}"}))[0] == 401


async def test_a_revoked_token_no_longer_opens(client, token, database):
    made = await token(Role.OWNER)
    async with database.begin() as db:
        await tokens.revoke(db, "owner")
    assert (await asked(client, {"Authorization": f"Bearer {made}"}))[0] == 401


@pytest.mark.parametrize("fields", [{}, {"csrf": ""}, {"csrf": "other"}, {"csrf": "geheimß"}])
def test_a_form_from_elsewhere_is_refused(fields):
    with pytest.raises(Forbidden):
        check_form(fields, "secret")


def test_a_form_of_this_session_passes():
    check_form({"csrf": "secret"}, "secret")


def test_a_session_without_a_secret_takes_no_form():
    with pytest.raises(Forbidden):
        check_form({"csrf": ""}, "")


async def test_a_form_is_text_only_and_its_first_fields(aiohttp_client):
    async def echo(request):
        return reply(await form(request))

    app = web.Application(middlewares=[problems])
    app.router.add_post("/api/echo", echo)
    client = await aiohttp_client(app)
    answer = await client.post(
        "/api/echo", data="a=+1+&a=2&b=%FF", headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert await answer.json() == {"a": "1", "b": "\ufffd"}
    broken = await client.post("/api/echo", data=b"\r\nx", headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert broken.status == 400


async def test_a_form_with_a_file_gives_its_text_and_its_file_from_memory(aiohttp_client):
    async def echo(request):
        fields = await form(request)
        return reply({**fields, "size": len(await uploaded(request, "picture")), "none": len(await uploaded(request, "x"))})

    app = web.Application(middlewares=[problems])
    app.router.add_post("/api/echo", echo)
    client = await aiohttp_client(app)
    data = aiohttp.FormData({"title": " Open day "})
    data.add_field("picture", b"\xff" * 30_000, filename="a.jpg", content_type="image/jpeg")
    answer = await client.post("/api/echo", data=data)
    assert await answer.json() == {"title": "Open day", "size": 30_000, "none": 0}
    plain = await client.post("/api/echo", data={"title": "a"})
    assert await plain.json() == {"title": "a", "size": 0, "none": 0}


def test_a_cookie_is_out_of_reach():
    response = web.Response()
    set_cookie(response, COOKIE, "value")
    written = response.cookies[COOKIE].OutputString()
    assert written.startswith("__Host-session=value")
    for part in ("HttpOnly", "Secure", "SameSite=Strict", "Path=/"):
        assert part in written
    assert "Domain" not in written


def test_nobody_may_anything():
    assert not may(make_mocked_request("GET", "/"), Right.SELF)


def test_the_doors_are_apart():
    assert auth.API == "/api/admin/"
