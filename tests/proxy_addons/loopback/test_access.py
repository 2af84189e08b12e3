"""Who is let in: tried against the real server, with the requests that browsers and attackers make."""

import asyncio
import secrets

import aiohttp
import pytest

from proxy_addons.loopback import door
from proxy_addons.loopback.access import HEADERS
from proxy_addons.loopback.app import MAX_BODY

EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
API = (
    "/v1/intent",
    "/v1/account",
    "/v1/state",
    "/v1/drift",
    "/v1/draft",
    "/v1/status",
    "/v1/holds",
    "/v1/answer",
    "/v1/sync",
    "/v1/leave",
    "/v1/pairing-code",
)
SITE = "https://instagram.example"


@pytest.fixture
def token(device) -> str:
    return door.token(device.home)


async def status(http: aiohttp.ClientSession, method: str, path: str, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with http.request(method, path, json={} if method == "POST" else None, headers=named) as response:
        return response.status


async def test_the_token_opens_the_api(http, token) -> None:
    assert await status(http, "POST", "/v1/status", Authorization=f"Bearer {token}") == 200


@pytest.mark.parametrize("path", API)
async def test_no_call_works_without_the_token(http, path, device) -> None:
    assert await status(http, "POST", path) == 401
    assert await status(http, "POST", path, Authorization="Bearer ") == 401
    assert await status(http, "POST", path, Authorization=f"Bearer {secrets.token_urlsafe(32)}") == 401
    assert not device.stopped


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD"])
@pytest.mark.parametrize("path", ["/v1/", "/v1/nothing", "/v1/intent/x", "/v1/notices", "/v1/state"])
async def test_without_the_token_nobody_can_tell_what_there_is(http, method, path) -> None:
    assert await status(http, method, path) == 401


async def test_the_token_is_wanted_as_a_bearer(http, token) -> None:
    assert await status(http, "POST", "/v1/status", Authorization=token) == 401
    assert await status(http, "POST", "/v1/status", Authorization=f"Basic {token}") == 401


async def test_a_token_in_bytes_that_are_no_text_is_a_wrong_token(address) -> None:
    host, port = address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = f"POST /v1/status HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: 0\r\nAuthorization: Bearer "
    writer.write(head.encode() + b"\xff\xfe\r\n\r\n")
    assert (await reader.readline()).startswith(b"HTTP/1.1 401")
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize("path", API)
async def test_reading_is_a_post_too(http, token, path) -> None:
    assert await status(http, "GET", path, Authorization=f"Bearer {token}") == 405


@pytest.mark.parametrize(
    "host", ["guard.example", "guard.example:{port}", "127.0.0.1:1", "127.0.0.1", "127.0.0.1.example:{port}", ""]
)
@pytest.mark.parametrize("path", ["/", "/proxy.pac", "/static/live.js", "/live"])
async def test_a_name_that_was_rebound_to_this_computer_is_refused(http, address, host, path) -> None:
    port = address.rpartition(":")[2]

    assert await status(http, "GET", path, Host=host.format(port=port)) == 421


async def test_a_rebound_name_is_refused_even_with_the_token(http, address, token) -> None:
    port = address.rpartition(":")[2]

    assert await status(http, "POST", "/v1/status", Authorization=f"Bearer {token}", Host=f"guard.example:{port}") == 421


@pytest.mark.parametrize("host", ["localhost", "LocalHost", "[::1]", "127.0.0.1"])
async def test_this_computers_own_names_are_served(http, address, host) -> None:
    assert await status(http, "GET", "/", Host=f"{host}:{address.rpartition(':')[2]}") == 200


@pytest.mark.parametrize("origin", [EXTENSION, "moz-extension://0b9d3d8c", "safari-web-extension://A1"])
async def test_an_extension_with_the_token_is_served(http, token, origin) -> None:
    assert await status(http, "POST", "/v1/status", Authorization=f"Bearer {token}", Origin=origin) == 200


@pytest.mark.parametrize("origin", [SITE, "null", "http://localhost", "https://chrome-extension.example"])
@pytest.mark.parametrize("path", [*API, "/v1/pair", "/holds/1"])
async def test_a_web_page_is_refused_even_with_the_token(http, token, origin, path, device) -> None:
    assert await status(http, "POST", path, Authorization=f"Bearer {token}", Origin=origin) == 403
    assert not device.stopped


async def test_the_status_page_itself_may_not_call_the_api(http, address, token) -> None:
    assert await status(http, "POST", "/v1/status", Authorization=f"Bearer {token}", Origin=f"http://{address}") == 403


async def test_a_form_without_an_origin_is_refused(http) -> None:
    assert await status(http, "POST", "/holds/1") == 403


@pytest.mark.parametrize(
    ("mode", "destination"), [("no-cors", "script"), ("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe")]
)
async def test_another_site_cannot_load_anything_into_itself(http, mode, destination) -> None:
    fetched = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": destination}

    assert await status(http, "GET", "/", **fetched) == 403
    assert await status(http, "GET", "/static/live.js", **fetched) == 403


async def test_a_link_on_another_site_may_open_the_page(http) -> None:
    opened = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}

    assert await status(http, "GET", "/", **opened) == 200


async def test_a_post_from_another_site_is_refused_whatever_its_origin(http, token) -> None:
    forged = {"Authorization": f"Bearer {token}", "Origin": EXTENSION, "Sec_Fetch_Site": "cross-site"}

    assert await status(http, "POST", "/v1/status", **forged) == 403


@pytest.mark.parametrize("path", ["/", "/proxy.pac", "/static/status.css", "/nowhere", "/v1/intent", "/v1/notices"])
async def test_every_answer_is_hardened_and_none_may_be_read_by_another_site(http, path) -> None:
    async with http.get(path, headers={"Origin": f"http://{http._base_url.authority}"}) as response:
        sent = response.headers

    assert {name: sent[name] for name in HEADERS} == HEADERS
    assert "default-src 'none'" in sent["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in sent["Content-Security-Policy"]
    assert not [name for name in sent if name.lower().startswith("access-control-")]
    assert "Server" not in sent


async def test_asking_for_permission_beforehand_gets_none(http) -> None:
    headers = {"Origin": SITE, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    async with http.options("/v1/status", headers=headers) as response:
        assert response.status in {401, 403, 405}
        assert not [name for name in response.headers if name.lower().startswith("access-control-")]


async def test_a_body_must_say_that_it_is_json(http, token) -> None:
    async with http.post("/v1/status", data="{}", headers={"Authorization": f"Bearer {token}"}) as response:
        assert response.status == 415


@pytest.mark.parametrize(
    "body", ["", "{", '{"id": 1, "answer": "cancel"}', '{"id": "a", "answer": "perhaps"}', '{"more": 1}', "[" * 50_000]
)
async def test_a_body_that_cannot_be_read_is_answered_in_json(http, token, body) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    async with http.post("/v1/answer", data=body, headers=headers) as response:
        assert response.status == 400
        assert set(await response.json()) == {"error"}


@pytest.mark.parametrize("body", [b'{"text": "\xff"}', b'{"text": "x", "more": ' + b"[" * 50_000])
async def test_a_draft_in_bytes_that_are_no_text_or_too_deep_is_refused_in_json(http, token, body) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    async with http.post("/v1/draft", data=body, headers=headers) as response:
        assert response.status == 400
        assert set(await response.json()) == {"error"}


async def test_a_huge_body_is_refused(http, token) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    async with http.post("/v1/answer", data=b"x" * (MAX_BODY + 1), headers=headers) as response:
        assert response.status == 413
        assert set(await response.json()) == {"error"}
