"""The people side in an app of its own, a token for each role, and a browser that somebody is logged in with."""

import re

import aiohttp
import msgspec
import pytest
from aiohttp import web
from yarl import URL

from policy.clauses import Clause
from policy.incident import Event, Outcome
from policy.standing import Standing
from policy.verdict import Action
from server import passwords
from server.admin import setup
from server.roles import Role
from server.store import admins, devices, epochs, incidents, meta, pupils, tokens, tutors
from server.store.pupils import NewPupil
from server.web import DB, PIN

API = "/api/admin/v1"
PASSWORD = "three random words"


class Program:
    """Speaks the admin API with one token."""

    def __init__(self, client, token):
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"}

    async def __call__(self, method, path, body=None, **options):
        """The status and the decoded body."""
        if body is not None:
            options["data"] = msgspec.json.encode(body)
        address = path if path.startswith("/api/") else f"{API}/{path}"
        async with self._client.request(method, address, headers=self._headers, **options) as answer:
            raw = await answer.read()
            assert answer.status < 500, raw
            self.headers = answer.headers
            return answer.status, msgspec.json.decode(raw) if raw else None


class Browser:
    """A person's browser: keeps cookies, sends forms with the token of the page that they are on."""

    def __init__(self, client):
        self._client = client
        self.page = ""
        self.status = 0
        self.path = ""
        self.headers = {}

    async def open(self, path, **options):
        return await self._keep(await self._client.get(path, **options))

    async def send(self, path, **fields):
        token = re.search(r'name="csrf" value="([^"]*)"', self.page)
        fields = {"csrf": token[1] if token else "", **fields}
        return await self._keep(await self._client.post(path, data=fields))

    async def log_in(self, name, password=PASSWORD):
        await self.open("/login")
        return await self.send("/login", name=name, password=password)

    async def _keep(self, answer):
        self.page, self.status, self.path = await answer.text(), answer.status, answer.url.path_qs
        self.headers = answer.headers
        return self


@pytest.fixture
async def office(database):
    async with database.begin() as db:
        await epochs.ensure(db)
        await meta.note(db, meta.ADDRESS, text="127.0.0.1:8443")
    app = web.Application()
    app[DB] = database
    app[PIN] = bytes(32)
    setup(app)
    return app


@pytest.fixture
async def client(aiohttp_client, office):
    return await aiohttp_client(office)


@pytest.fixture
async def programs(client, database):
    """A program for each role."""
    made = {}
    for role in Role:
        async with database.begin() as db:
            made[role] = Program(client, await tokens.add(db, role.value, role))
    return made


@pytest.fixture
def owner(programs):
    return programs[Role.OWNER]


@pytest.fixture
def registrar(programs):
    return programs[Role.REGISTRAR]


@pytest.fixture
def dsl(programs):
    return programs[Role.DSL]


@pytest.fixture
async def new_browser(aiohttp_client, office):
    """Make browsers; the test's address counts as secure, for cookies that only travel over TLS."""

    async def new():
        client = await aiohttp_client(office, cookie_jar=aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=[]))
        secure = URL(client.make_url("/")).origin()
        client.session._cookie_jar = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=[secure])
        return Browser(client)

    return new


@pytest.fixture
async def browser(new_browser):
    return await new_browser()


@pytest.fixture
def known(database):
    """Make somebody who has a password of their own already."""

    async def make(name, role):
        async with database.begin() as db:
            await admins.add(db, name, role)
            await admins.set_password(db, name, passwords.hashed(PASSWORD))

    return make


@pytest.fixture
def logged_in(new_browser, known):
    """Make a browser in which somebody with a role is logged in."""

    async def make(role):
        await known(role.value, role)
        browser = await new_browser()
        await browser.log_in(role.value)
        assert (browser.status, browser.path) == (200, "/")
        return browser

    return make


@pytest.fixture
async def device(database):
    """A tutor's enrolled device."""
    async with database.begin() as db:
        await tutors.add(db, "cli", "T1", "Tara Tutor")
        secret = await devices.make_code(db, "cli", "T1")
        enrolled = await devices.enrol(db, secret, "laptop", "0.1.0")
    return enrolled.device


@pytest.fixture
async def pupil(database):
    async with database.begin() as db:
        await pupils.add(db, "cli", NewPupil(ref="P1", first_name="Una", last_name="Pupil"))
    return "P1"


@pytest.fixture
def happened(database, device, pupil):
    """Write an incident down, as a device reports it; its id."""

    async def make(key, *, clause=Clause.ONE_TO_ONE, at=1_795_000_000, pupil=pupil, **more):
        event = {
            "platform": "instagram", "act": "message", "action": Action.BLOCK, "outcome": Outcome.BLOCKED,
            "standing": Standing.CURRENT, "subject": "00" * 16, "epoch": 1, "serial": 1,
        } | more  # fmt: skip
        async with database.begin() as db:
            return await incidents.record(db, device, "T1", pupil, Event(key=key, incident=key, clause=clause, at=at, **event))

    return make
