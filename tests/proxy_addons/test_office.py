import asyncio
import contextlib

import aiohttp
import pytest
from aiohttp import web

from policy import wire
from policy.wire import EventsHeld, Held, Ledger, Preflight, Preflighted
from proxy_addons import office
from proxy_addons.office import Office, OfficeAway, Unreadable
from tests.proxy_addons.counter import Counter
from tests.proxy_addons.issuer import Issuer

HELLO = Preflight(version="1")


@pytest.fixture
async def counter(tmp_path):
    made = Counter(Issuer(), tmp_path)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def asked(counter):
    async with Office(counter.address, counter.pin, token="token") as made:
        yield made


async def test_the_office_with_the_right_key_is_spoken_to_and_told_the_token(counter, asked):
    answer = await asked.post("preflight", HELLO, Preflighted)
    assert answer.serial == counter.newest.head.serial
    assert counter.headers["Authorization"] == "Bearer token"
    assert counter.headers["Content-Type"] == wire.MEDIA_TYPE


async def test_any_other_key_is_refused_before_a_word_is_said(counter):
    async with Office(counter.address, b"\0" * 32, token="token") as stranger:
        with pytest.raises(OfficeAway, match="another computer"):
            await stranger.post("preflight", HELLO, Preflighted)
        with pytest.raises(OfficeAway, match="another computer"):
            await stranger.stream(1)
    assert counter.asked == {}


@pytest.mark.parametrize(
    ("answer", "status", "retry"),
    [
        ({"status": 401}, 401, 0),
        ({"status": 429, "headers": {"Retry-After": "30"}}, 429, 30),
        ({"status": 503, "headers": {"Retry-After": "Wed, 21 Oct"}}, 503, 0),
        ({"status": 302, "headers": {"Location": "https://127.0.0.1:9/"}}, 302, 0),
    ],
)
async def test_a_refusal_keeps_its_status(counter, asked, answer, status, retry):
    counter.answers["preflight"] = answer
    with pytest.raises(OfficeAway) as caught:
        await asked.post("preflight", HELLO, Preflighted)
    assert (caught.value.status, caught.value.retry_after) == (status, retry)


@pytest.mark.parametrize("body", [b"", b"<html>", b"\x81", b"\x81\xa6serial\xa1x"])
async def test_an_answer_that_cannot_be_read_is_none(counter, asked, body):
    counter.answers["preflight"] = body
    with pytest.raises(Unreadable):
        await asked.post("preflight", HELLO, Preflighted)


async def test_an_answer_without_end_is_given_up(counter, asked, monkeypatch):
    monkeypatch.setattr(office, "MAX_ANSWER", 1000)
    counter.answers["events"] = b"x" * 5000
    with pytest.raises(Unreadable, match="too long"):
        await asked.post("events", wire.Events(), EventsHeld)


async def test_an_office_that_is_not_there_is_away(counter, asked):
    await counter.stop()
    with pytest.raises(OfficeAway, match="cannot be reached"):
        await asked.post("postflight", Held(serial=1, epoch=1, digest=b""), Ledger)
    with pytest.raises(OfficeAway, match="cannot be reached"):
        await asked.stream(1)


@pytest.mark.parametrize(("seconds", "connections"), [(60.0, 1), (0.0, 2)])
async def test_a_connection_is_used_again_unless_it_was_idle_for_long(counter, monkeypatch, seconds, connections):
    monkeypatch.setattr(office, "IDLE_SECONDS", seconds)
    seen = set()

    async def noted(request):
        seen.add(request.transport.get_extra_info("peername"))
        return web.Response(body=wire.encode(Preflighted(serial=1)))

    counter.answers["preflight"] = noted
    async with Office(counter.address, counter.pin) as made:
        for _ in range(2):
            await made.post("preflight", HELLO, Preflighted)
    assert len(seen) == connections


async def test_an_office_that_does_not_answer_is_away(counter, monkeypatch):
    monkeypatch.setattr(office, "SECONDS", 0.05)

    async def never(_):
        await asyncio.Event().wait()

    counter.answers["preflight"] = never
    async with Office(counter.address, counter.pin) as made:
        with pytest.raises(OfficeAway, match="in time"):
            await made.post("preflight", HELLO, Preflighted)


async def test_the_stream_is_open_until_it_is_closed(counter, asked):
    response = await asked.stream(5)
    await counter.pushes.put(b"data: 7\n\n")
    assert await response.content.readline() == b"data: 7\n"
    response.close()
    await counter.pushes.put(None)


async def test_a_stream_that_is_refused_is_none(counter):
    async with Office(counter.address, counter.pin) as made:
        made._url += "no/such/"
        with pytest.raises(OfficeAway) as caught:
            await made.stream(1)
    assert caught.value.status == 404


@pytest.fixture
async def proxy():
    """A company's proxy: knows CONNECT and nothing else; counts the tunnels."""
    tunnels = []

    async def carry(reader, writer):
        line = await reader.readline()
        host, _, port = line.split()[1].decode().rpartition(":")
        tunnels.append(f"{host}:{port}")
        while (await reader.readline()).strip():
            pass
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        inner, outer = await asyncio.open_connection(host, int(port))
        with contextlib.suppress(OSError):
            await asyncio.gather(pipe(reader, outer), pipe(inner, writer))

    async def pipe(reader, writer):
        while chunk := await reader.read(65536):
            writer.write(chunk)
        writer.close()

    server = await asyncio.start_server(carry, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", tunnels
    server.close()


async def test_a_proxy_that_was_asked_for_is_used_and_the_key_is_pinned_through_it(counter, proxy):
    url, tunnels = proxy
    async with Office(counter.address, counter.pin, proxy=url) as made:
        await made.post("preflight", HELLO, Preflighted)
    assert tunnels == [counter.address]
    async with Office(counter.address, b"\0" * 32, proxy=url) as stranger:
        with pytest.raises(OfficeAway):
            await stranger.post("preflight", HELLO, Preflighted)
    assert counter.asked["preflight"] == 1


async def test_a_proxy_of_the_environment_is_not_used(counter, asked, proxy, monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy[0])
    await asked.post("preflight", HELLO, Preflighted)
    assert proxy[1] == []


async def test_no_cookie_is_kept(counter, asked):
    async def cookie(_):
        response = web.Response(body=wire.encode(Preflighted(serial=1)))
        response.set_cookie("seen", "1")
        return response

    counter.answers["preflight"] = cookie
    for _ in range(2):
        await asked.post("preflight", HELLO, Preflighted)
    assert "Cookie" not in counter.headers
    assert isinstance(asked._session.cookie_jar, aiohttp.DummyCookieJar)
