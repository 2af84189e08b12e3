"""Who hears what the guard says, tried against the real server with the handshakes that browsers make."""

import asyncio
import hmac
from collections.abc import AsyncIterator

import aiohttp
import pytest

from policy.activity import FollowRequested, MessageSent
from proxy_addons.loopback import access, app, door, feed, listeners
from tests.proxy_addons.loopback.conftest import PUPIL

EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
SOON = 5.0  # for a busy machine; long before the next beat


@pytest.fixture
def token(guarded) -> str:
    return door.token(guarded.home)


@pytest.fixture
async def session(place) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(f"http://{place}") as session:
        yield session


def connect(session, token: str, **headers: str):
    """As the extension's worker connects; `headers` say otherwise."""
    named = {"Origin": EXTENSION} | {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {name: value for name, value in named.items() if value}
    return session.ws_connect("/v1/notices", protocols=["tutor-guard", f"bearer.{token}"], headers=sent)


async def refused(session, token: str, **headers: str) -> int:
    with pytest.raises(aiohttp.WSServerHandshakeError) as error:
        await connect(session, token, **headers)
    return error.value.status


async def heard(socket) -> dict:
    async with asyncio.timeout(30):
        return await socket.receive_json()


async def test_the_worker_hears_the_state_and_then_what_comes_within_a_moment(session, token, guarded) -> None:
    async with connect(session, token) as socket:
        assert socket.protocol == "tutor-guard"
        assert (await heard(socket))["type"] == "state"
        await guarded.intents.ask(MessageSent(people=(PUPIL,)))
        async with asyncio.timeout(SOON):
            notice = await socket.receive_json()
        assert (notice["type"], notice["clause"], notice["action"]) == ("notice", "5.1", "block")
        assert guarded.notices.find(notice["id"])


@pytest.mark.parametrize("origin", [EXTENSION, "moz-extension://0b9d3d8c", ""])
@pytest.mark.parametrize("site", ["none", "same-origin"])
async def test_an_extension_or_a_program_with_the_token_may_listen(session, token, origin, site) -> None:
    async with connect(session, token, Origin=origin, Sec_Fetch_Site=site) as socket:
        assert (await heard(socket))["state"] == "watching"


async def test_a_browser_that_calls_the_extensions_socket_cross_site_is_served(session, token) -> None:
    sent = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "websocket", "Sec_Fetch_Dest": "empty"}
    async with connect(session, token, **sent) as socket:
        assert (await heard(socket))["type"] == "state"


@pytest.mark.parametrize(
    "origin", ["https://instagram.example", "null", "http://localhost", "https://chrome-extension.example"]
)
async def test_a_page_may_not_listen_even_with_the_token(session, token, origin) -> None:
    assert await refused(session, token, Origin=origin) == 403


async def test_a_page_of_our_own_may_not_listen_either(session, token, place) -> None:
    assert await refused(session, token, Origin=f"http://{place}") == 403


@pytest.mark.parametrize("given", ["", "wrong", "x" * 43])
async def test_without_the_token_nobody_listens(session, given) -> None:
    assert await refused(session, given or "-") == 401


async def test_the_token_in_a_query_or_a_cookie_is_none(session, token) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as error:
        await session.ws_connect(f"/v1/notices?token={token}", headers={"Cookie": f"token={token}", "Origin": EXTENSION})
    assert error.value.status == 401


async def test_a_rebound_name_is_refused(session, token, place) -> None:
    assert await refused(session, token, Host=f"guard.example:{place.rpartition(':')[2]}") == 421


async def test_the_token_is_compared_in_constant_time(session, token, monkeypatch) -> None:
    compared, compare = [], hmac.compare_digest

    def noted(given: bytes, right: bytes) -> bool:
        compared.append((given, right))
        return compare(given, right)

    monkeypatch.setattr(access.hmac, "compare_digest", noted)
    assert await refused(session, "guess") == 401
    assert compared == [(b"guess", token.encode())]


async def test_a_plain_request_is_told_that_this_is_a_websocket(session, token) -> None:
    async with session.get("/v1/notices", headers={"Authorization": f"Bearer {token}"}) as response:
        assert response.status == 426
        assert "WebSocket" in (await response.json())["error"]


async def test_what_a_listener_says_is_not_answered(session, token, guarded) -> None:
    async with connect(session, token) as socket:
        await heard(socket)
        await socket.send_str('{"id": "1", "answer": "continue"}')
        guarded.pulse.not_seeing("discord", "gone")
        assert (await heard(socket))["state"] == "degraded"


async def test_a_listener_that_says_too_much_is_let_go_of(session, token) -> None:
    async with connect(session, token) as socket:
        await heard(socket)
        await socket.send_str("x" * (listeners.LARGEST + 1))
        async with asyncio.timeout(30):
            assert (await socket.receive()).type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}


async def test_a_quiet_line_is_kept_open_with_messages(session, token, monkeypatch) -> None:
    monkeypatch.setattr(feed, "BEAT_SECONDS", 0.01)
    async with connect(session, token) as socket:
        assert [(await heard(socket))["type"] for _ in range(3)] == ["state", "ping", "ping"]


async def test_a_listener_that_does_not_read_is_ended_and_may_come_again(session, token, guarded, monkeypatch) -> None:
    async with connect(session, token) as socket:
        await heard(socket)
        monkeypatch.setattr(feed, "BOUND", 1)
    async with connect(session, token) as socket:
        await guarded.intents.ask(FollowRequested(people=(PUPIL,)))
        async with asyncio.timeout(30):
            while (message := await socket.receive()).type is aiohttp.WSMsgType.TEXT:
                pass
        assert (message.type, socket.close_code) == (aiohttp.WSMsgType.CLOSE, 1013)
    async with connect(session, token) as socket:
        assert len((await heard(socket))["holds"]) == 1


async def test_only_so_many_may_listen(session, token) -> None:
    opened = [await connect(session, token) for _ in range(listeners.MAX_OPEN)]
    assert await refused(session, token) == 503
    for socket in opened:
        await socket.close()


async def test_a_guard_that_stops_says_goodbye_at_once(guarded, token) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(30):
        async with app.served(guarded.desk, guarded.home, ("127.0.0.1", 0)) as place:
            socket = await session.ws_connect(f"http://{place}/v1/notices", protocols=["tutor-guard", f"bearer.{token}"])
            await socket.receive_json()
            going = asyncio.create_task(socket.receive())
        assert ((await going).type, socket.close_code) == (aiohttp.WSMsgType.CLOSE, 1001)
    assert guarded.holds._watchers == []
