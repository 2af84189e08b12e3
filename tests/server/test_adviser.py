"""A browser without a guard has links and hashtags checked by the office, and nothing of it is ever written down."""

import asyncio
from datetime import timedelta

import msgspec
import pytest

from server import adviser, app
from server.api.door import PUBLISHER
from server.problem import MEDIA_TYPE
from server.roles import Role
from server.store import choices, log, sites, tokens
from server.store.sites import NewSite

CHECK = "/api/adviser/v1/check"
CANARY = "canary7f3a"


@pytest.fixture
async def office(registry, packs):
    return app.build(registry, packs, pin=bytes(32))


@pytest.fixture
async def client(office, registry, aiohttp_client):
    async with registry.begin() as db:
        await sites.verify(db, "admin:olive", NewSite(host="maths.example"))
        await choices.change(db, "cli", {"drafts": {"banned_tags": ["rivaltutors"]}})
    return await aiohttp_client(office)


@pytest.fixture
def token(registry):
    async def make(role):
        async with registry.begin() as db:
            return await tokens.add(db, role.value, role)

    return make


@pytest.fixture
async def ask(client, token):
    headers = {"Authorization": f"Bearer {await token(Role.ADVISER)}"}

    async def send(body, **options):
        raw = body if isinstance(body, bytes) else msgspec.json.encode(body)
        async with client.post(CHECK, data=raw, headers=headers, **options) as answer:
            send.headers = answer.headers
            return answer.status, msgspec.json.decode(await answer.read())

    return send


async def test_links_and_hashtags_are_judged_by_what_the_company_knows(ask):
    asked = {"links": ["https://www.maths.example/a", "bit.ly/x"], "hashtags": ["#GCSE", "RivalTutors"], "platform": "x"}
    status, answer = await ask(asked)
    assert status == 200
    assert [(one["clause"], one["kind"], one["verdict"], one["text"], one["span"]) for one in answer["findings"]] == [
        ("4.2.7", "link", "reputable", "https://www.maths.example/a", None),
        ("4.2.7", "link", "caution", "bit.ly/x", None),
        ("4.2.7", "hashtag", "ok", "#GCSE", None),
        ("4.2.7", "hashtag", "inappropriate", "#RivalTutors", None),
    ]
    assert [one.get("host") for one in answer["findings"]] == ["www.maths.example", "bit.ly", None, None]
    assert answer["findings"][0]["reasons"] == ["olive verified maths.example on 22 November 2026, until 22 November 2027."]


async def test_what_runs_out_is_no_longer_believed(ask, clock):
    clock.moment += timedelta(days=366)
    assert (await ask({"links": ["https://maths.example"]}))[1]["findings"][0]["verdict"] == "caution"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "a whole post"}, "text"),
        ({"links": ["https://a.example and more"]}, "links[0]"),
        ({"hashtags": ["#one two"]}, "hashtags[0]"),
        ({"hashtags": [""]}, "hashtags[0]"),
        ({"links": ["https://a.example/" + "x" * 2_000]}, "links[0]"),
        ({"hashtags": ["x" * 141]}, "hashtags[0]"),
        ({"links": ["a.example"] * 26}, "links"),
        ({"hashtags": ["#a"] * 51}, "hashtags"),
        ({"platform": "x" * 101}, "platform"),
        ({"links": "a.example"}, "links"),
    ],
)
async def test_nothing_but_links_and_hashtags_can_be_sent(ask, body, field):
    status, problem = await ask(body)
    assert (status, problem["field"]) == (422, field)


@pytest.mark.parametrize(("body", "status"), [(b"{", 400), (b"[" * 50_000, 422), (b"\xff", 400), (b" " * 70_000, 413)])
async def test_what_is_no_question_is_a_problem(ask, body, status):
    assert (await ask(body))[0] == status
    assert ask.headers["Content-Type"].startswith(MEDIA_TYPE)


@pytest.mark.parametrize("role", Role)
async def test_only_an_adviser_s_token_asks_and_it_opens_nothing_else(client, token, role):
    headers = {"Authorization": f"Bearer {await token(role)}"}
    answer = await client.post(CHECK, data=b"{}", headers=headers)
    assert answer.status == (200 if role in {Role.OWNER, Role.ADVISER} else 403)
    if role is Role.ADVISER:
        for path in ("/api/admin/v1/pupils", "/api/admin/v1/settings", "/api/admin/v1/sites", "/api/admin/v1/asks"):
            assert (await client.get(path, headers=headers)).status == 403


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer tga_canary"}, {"Cookie": "__Host-session=x"}])
async def test_without_a_token_nothing_is_judged(client, header):
    assert (await client.post(CHECK, data=b"{}", headers=header)).status == 401


async def test_no_page_may_read_the_answer(client, token):
    headers = {"Authorization": f"Bearer {await token(Role.ADVISER)}", "Origin": "https://evil.example"}
    answer = await client.post(CHECK, data=b"{}", headers=headers)
    assert not any(name.lower().startswith("access-control") for name in answer.headers)
    assert (await client.options(CHECK, headers=headers)).status == 405


async def test_a_browser_that_asks_too_fast_waits(ask):
    statuses = [(await ask({}))[0] for _ in range(40)]
    assert statuses[:30] == [200] * 30
    assert statuses[-1] == 429
    assert int(ask.headers["Retry-After"]) >= 1


async def test_more_than_the_office_can_judge_is_sent_away(office, ask):
    for _ in range(adviser.MOST_WAITING):
        await office[adviser.WAITING].acquire()
    assert (await ask({}))[0] == 429
    office[adviser.WAITING].release()
    assert (await ask({}))[0] == 200


async def test_a_long_question_does_not_hold_up_the_loop(ask):
    """While the worst question is judged on its thread, the loop goes on turning."""
    turns, done = 0, asyncio.Event()

    async def turn():
        nonlocal turns
        while not done.is_set():
            await asyncio.sleep(0)
            turns += 1

    turning = asyncio.create_task(turn())
    await ask(
        {"links": ["https://a.example/" + "http://b.example/" * 115] * 25, "hashtags": [f"#{n}{'ab' * 60}" for n in range(50)]}
    )
    done.set()
    await turning
    assert turns > 20


async def test_nothing_of_a_question_is_kept_or_logged(ask, office, registry, tmp_path, capfd, caplog):
    bodies = (
        {"links": [f"https://{CANARY}.example/{CANARY}"], "hashtags": [f"#{CANARY}"], "platform": CANARY},
        {"links": [f"{CANARY} {CANARY}"]},
        {"text": CANARY},
        {CANARY: 1},
        CANARY.encode(),
    )
    for body in bodies:
        await ask(body)
    async with registry.reading() as db:
        assert CANARY not in str(await log.recent(db))
    await office[PUBLISHER].look()
    await registry.close()
    said = capfd.readouterr()
    assert CANARY not in said.out + said.err + caplog.text
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert CANARY.encode() not in kept
