"""Every answer carries the strict headers, errors too."""

import pytest
from aiohttp import web

from server import headers


async def hello(_):
    return web.Response(text="hello")


async def roster(_):
    return web.Response(body=b"", headers={"Cache-Control": "public, max-age=31536000, immutable"})


@pytest.fixture
async def client(aiohttp_client):
    app = web.Application()
    app.router.add_get("/", hello)
    app.router.add_get("/roster", roster)
    app.on_response_prepare.append(headers.add)
    return await aiohttp_client(app)


@pytest.mark.parametrize("path", ["/", "/nowhere"])
async def test_all_headers_are_there(client, path):
    answer = await client.get(path)
    assert {name: answer.headers[name] for name in headers.HEADERS} == headers.HEADERS
    assert answer.headers["Server"] == "Tutor Guard"


async def test_no_script_and_no_inline_style_is_allowed():
    assert "default-src 'none'" in headers.CONTENT_SECURITY_POLICY
    assert "script-src" not in headers.CONTENT_SECURITY_POLICY
    assert "unsafe" not in headers.CONTENT_SECURITY_POLICY
    assert "frame-ancestors 'none'" in headers.CONTENT_SECURITY_POLICY


async def test_what_may_be_cached_says_so_itself(client):
    assert "immutable" in (await client.get("/roster")).headers["Cache-Control"]
