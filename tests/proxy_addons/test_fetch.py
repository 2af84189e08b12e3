import ssl
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from policy.adapter import Exchange
from proxy_addons.fetch import LIMIT, Fetch, Origin

WANTED = Exchange(
    method="GET",
    host="chat.example",
    path="/_matrix/client/v3/rooms/!r/joined_members",
    query="a=1",
    headers={"authorization": "Bearer abc", "host": "chat.example", "content-length": "9", "accept-encoding": "zstd"},
)


@pytest.fixture
async def site() -> AsyncIterator[tuple[str, list[web.Request], dict[str, object]]]:
    """A plain HTTP proxy that is every site at once."""
    seen: list[web.Request] = []
    says: dict[str, object] = {"status": 200, "body": b'{"joined":{}}', "headers": {"Content-Type": "application/json"}}

    async def answer(request: web.Request) -> web.Response:
        seen.append(request)
        return web.Response(status=says["status"], body=says["body"], headers=says["headers"])  # type: ignore[arg-type]

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}", seen, says
    await runner.cleanup()


async def test_it_asks_where_the_client_was_going_with_the_clients_own_credentials(
    site: tuple[str, list[web.Request], dict[str, object]],
) -> None:
    proxy, seen, _ = site
    fetch = Fetch(proxy)
    answer = await fetch.get(WANTED, Origin("http", "chat.example", 8008))
    await fetch.close()
    assert answer is not None
    assert (answer.status, answer.answer, answer.path) == (200, b'{"joined":{}}', WANTED.path)
    assert str(seen[0].url) == "http://chat.example:8008/_matrix/client/v3/rooms/!r/joined_members?a=1"
    assert seen[0].headers["Authorization"] == "Bearer abc"
    assert seen[0].method == "GET"


async def test_a_redirect_is_not_followed_and_a_long_answer_is_cut(
    site: tuple[str, list[web.Request], dict[str, object]],
) -> None:
    proxy, seen, says = site
    fetch = Fetch(proxy)
    says |= {"status": 302, "headers": {"Location": "http://evil.example/"}}
    redirected = await fetch.get(WANTED, Origin("http", "chat.example", 80))
    assert redirected is not None
    assert redirected.status == 302
    says |= {"status": 200, "body": b"x" * (LIMIT + 1), "headers": {}}
    cut = await fetch.get(WANTED, Origin("http", "chat.example", 80))
    await fetch.close()
    assert cut is not None
    assert len(cut.answer) <= LIMIT
    assert [request.host for request in seen] == ["chat.example"] * 2


async def test_nothing_comes_of_a_site_that_cannot_be_reached_or_trusted() -> None:
    fetch = Fetch()
    assert await fetch.get(WANTED, Origin("http", "chat.example", 1)) is None
    assert fetch._tls.verify_mode is ssl.CERT_REQUIRED
    await fetch.close()


def test_only_the_clients_own_destination_may_be_without_tls() -> None:
    origin = Origin("http", "chat.example", 8008)
    assert origin.of("chat.example") == "http://chat.example:8008"
    assert origin.of("i.instagram.com") == "https://i.instagram.com"
