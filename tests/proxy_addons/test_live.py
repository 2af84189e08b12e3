"""A live list is asked by four bytes, once, and never keeps a post waiting: against a service on loopback TLS."""

import asyncio
import base64
import ssl

import msgspec
import pytest
from aiohttp import web

from policy.drafts.draft import Draft
from policy.drafts.links.address import read
from policy.drafts.links.hashes import hashes
from policy.live import Live, Service
from policy.settings import Drafts, Settings
from proxy_addons import named
from proxy_addons.live import AWAY_SECONDS, LiveLists
from tests.together.certificates import Authority

BAD = hashes(read("https://harmless.example.org/"))[:1]
KEY = "the-companys-key"


class Google:
    """Both services in miniature. `listed`: full hashes; `asked`: queries as they came; `status`, `hang`: how it fails."""

    def __init__(self):
        self.listed, self.asked, self.status, self.hang = set(), [], 200, False
        self.routes = [web.get("/v1/hashes:search", self.web_risk), web.get("/v5/hashes:search", self.safe_browsing)]

    async def answered(self, request, name):
        self.asked.append(request.query_string)
        if self.hang:
            await asyncio.Event().wait()
        if self.status != 200:
            return None
        prefix = base64.b64decode(request.query[name])
        return [base64.b64encode(full).decode() for full in self.listed if full.startswith(prefix)]

    async def web_risk(self, request):
        found = await self.answered(request, "hashPrefix")
        if found is None:
            return web.Response(status=self.status, text="no")
        threats = [{"hash": one, "threatTypes": ["SOCIAL_ENGINEERING"], "expireTime": "2100-01-01T00:00:00Z"} for one in found]
        return web.json_response({"threats": threats} if threats else {"negativeExpireTime": "2100-01-01T00:00:00Z"})

    async def safe_browsing(self, request):
        found = await self.answered(request, "hashPrefixes")
        details = [{"threatType": "MALWARE"}]
        return web.json_response({"fullHashes": [{"fullHash": one, "fullHashDetails": details} for one in found or []]})


@pytest.fixture
async def google(tmp_path):
    service, authority = Google(), Authority(tmp_path)
    app = web.Application()
    app.add_routes(service.routes)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "localhost", 0, ssl_context=authority.context("localhost")).start()
    service.address = f"https://localhost:{runner.addresses[0][1]}"
    service.tls = ssl.create_default_context(cafile=str(authority.file))
    yield service
    await runner.cleanup()


@pytest.fixture
def clock():
    return [1_800_000_000.0]


@pytest.fixture
def live(google, clock):
    return LiveLists(dict.fromkeys(Service, google.address), google.tls, lambda: clock[0])


@pytest.mark.parametrize(("service", "why"), [(Service.WEB_RISK, "phishing"), (Service.SAFE_BROWSING, "harmful programs")])
async def test_what_is_listed_is_known_and_asked_about_once(google, live, service, why):
    google.listed = {BAD[0]}
    other = hashes(read("https://good.example/"))
    for _ in range(2):
        await live.ask(Live(service, KEY), [*BAD, *other], seconds=30)
    assert live.known(Live(service, KEY), [*BAD, *other]) == {BAD[0]: why}
    assert len(google.asked) == len({full[:4] for full in (*BAD, *other)})


async def test_only_four_bytes_leave(google, live):
    await live.ask(Live(Service.SAFE_BROWSING, KEY), BAD, seconds=30)
    (query,) = google.asked
    assert "harmless" not in query
    assert len(base64.b64decode(query.partition("=")[2].partition("&")[0].replace("%3D", "="))) == 4


async def test_unless_it_is_switched_on_nothing_is_asked(google, live):
    for off in (Live(), Live(Service.WEB_RISK), Live(Service.OFF, KEY)):
        await live.ask(off, BAD, seconds=30)
    assert google.asked == []


@pytest.mark.parametrize("status", [301, 403, 429, 500])
async def test_a_service_that_refuses_says_nothing_and_is_left_alone_for_a_while(google, live, clock, status):
    google.status = status
    for _ in range(2):
        await live.ask(Live(Service.WEB_RISK, KEY), BAD, seconds=30)
    assert len(google.asked) == 1
    google.status, google.listed = 200, {BAD[0]}
    clock[0] += AWAY_SECONDS
    await live.ask(Live(Service.WEB_RISK, KEY), BAD, seconds=30)
    assert live.known(Live(Service.WEB_RISK, KEY), BAD) == {BAD[0]: "phishing"}


async def test_a_service_that_hangs_keeps_nobody_waiting(google, live):
    google.hang = True
    async with asyncio.timeout(30):
        await live.ask(Live(Service.WEB_RISK, KEY), BAD, seconds=0.05)
    assert live.known(Live(Service.WEB_RISK, KEY), BAD) == {}


async def test_an_answer_is_used_no_longer_than_it_holds(google, live, clock):
    google.listed = {BAD[0]}
    asked = Live(Service.SAFE_BROWSING, KEY)
    await live.ask(asked, BAD, seconds=30)
    clock[0] += 301
    assert live.known(asked, BAD) == {}
    await live.ask(asked, BAD, seconds=30)
    assert len(google.asked) == 2


async def test_a_listed_link_in_a_draft_is_a_danger_at_send_and_costs_no_question_while_typing(google, live, device):
    google.listed = {BAD[0]}
    settings = Settings(drafts=Drafts(live=Live(Service.WEB_RISK, KEY)))
    draft = Draft("See https://harmless.example.org/ and https://www.gov.uk", moment="typing")
    said = await named.findings(draft, settings, device.names, (), live)
    assert [one.verdict for one in said.findings] == ["unverified", "reputable"]
    assert google.asked == []
    said = await named.findings(msgspec.structs.replace(draft, moment="send"), settings, device.names, (), live)
    assert [one.verdict for one in said.findings] == ["danger", "reputable"]
    assert said.findings[0].reasons[0] == "A live list has this page or its site, for phishing."
