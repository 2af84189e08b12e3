"""Bad input on guarded routes: the guard lives, stays small, lets nothing unread through, and works on."""

import gzip
import http.client
import json
import socket
import ssl
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from aiohttp import web

from tests.together.browser import Browser
from tests.together.cast import Cast, Traces
from tests.together.driver import Driver
from tests.together.guard import Guard
from tests.together.internet import Internet, Seen
from tests.together.sites.instagram import API, Instagram
from tests.together.sites.instagram_world import Person
from tests.together.waiting import until

pytestmark = pytest.mark.client
TEXT = "/api/v1/direct_v2/threads/broadcast/text/"
FORM = "application/x-www-form-urlencoded; charset=UTF-8"
CHANNELS = "https://discord.com/api/v9/users/@me/channels"
MB = 1024 * 1024
MAY_GROW = 160.0  # MB above what it was before, at the worst moment
FORBIDDEN_ANSWERS = {401, 429, *range(500, 600)}  # clients log out or try again on those

BODIES: dict[str, tuple[str, str, bytes]] = {
    "no form": (TEXT, FORM, b"%%%;;;===\x00\xff"),
    "invalid UTF-8": (TEXT, FORM, b"recipient_users=%FF%FE&text=\xc3\x28"),
    "recipients that are no JSON": (TEXT, FORM, b"recipient_users=%5B%5B2&text=x"),
    "deep nesting": (TEXT, FORM, b"recipient_users=" + b"%5B" * 50_000 + b"&text=x"),
    "torn multipart": (TEXT, "multipart/form-data; boundary=b", b'--b\r\ncontent-disposition: form-data; name="te'),
    "multipart without boundary": (TEXT, "multipart/form-data", b"--b--"),
    "torn signature": ("/api/v1/direct_v2/create_group_thread/", FORM, b"signed_body=SIGNATURE"),
    "signed nonsense": ("/api/v1/direct_v2/create_group_thread/", FORM, b"signed_body=SIGNATURE.%7B%22recipient_users"),
    "many fields": (TEXT, FORM, b"&".join(b"a%d=1" % number for number in range(100_000))),
    "a hundred thousand zeros": (TEXT, FORM, b"\x00" * 100_000),
}


@pytest.fixture(autouse=True)
def unharmed(guard: Guard, phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces) -> Iterator[None]:
    """After each of these tests the guard is the same process, not much larger, and does its work."""
    before, pid = guard.program.resident_mb(), guard.program.pid
    yield
    assert guard.program.running
    assert guard.program.pid == pid
    assert guard.program.peak_mb() < before + MAY_GROW
    assert phone.call("direct_send", traces.text("after"), [int(cast.stranger().id)]).error == ""


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_cannot_be_read_is_not_sent(name: str, browser: Browser, internet: Internet) -> None:
    path, kind, body = BODIES[name]
    before = len(internet.requests(API, path, "POST"))
    status, _ = browser.send("POST", f"https://{API}{path}", body, {"content-type": kind})
    assert status >= 400
    assert status not in FORBIDDEN_ANSWERS
    assert len(internet.requests(API, path, "POST")) == before


@pytest.mark.parametrize("body", [b"{", b"[" * 100_000, b'{"recipients": "\xff\xfe"}', b""])
def test_json_that_is_none_is_not_sent(body: bytes, browser: Browser, internet: Internet) -> None:
    before = len(internet.requests("discord.com", "/channels", "POST"))
    status, _ = browser.send("POST", CHANNELS, body, {"content-type": "application/json"})
    assert 400 <= status < 500
    assert status not in FORBIDDEN_ANSWERS
    assert len(internet.requests("discord.com", "/channels", "POST")) == before


@pytest.mark.parametrize("body", [b"null", b'{"recipients": [{}]}', b'{"recipients": {"a": 1}}'])
def test_json_of_another_shape_passes_and_is_said_to_be_unwatched(
    body: bytes, browser: Browser, internet: Internet, guard: Guard
) -> None:
    """The site may have changed: then it works on, and the tutor and the lead are told that nobody watches."""
    browser.send("POST", CHANNELS, body, {"content-type": "application/json"})
    assert internet.requests("discord.com", "/channels", "POST")[-1].body == body
    assert "discord" in str(guard.status()["not_watching"])


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """About ten kilobytes that are a gigabyte of zeros, packed twice."""
    packer = zlib.compressobj(1, wbits=zlib.MAX_WBITS | 16)
    packed = b"".join(packer.compress(bytes(MB)) for _ in range(1024)) + packer.flush()
    return gzip.compress(packed, 9)


def test_a_body_that_claims_to_be_a_gigabyte_is_not_unpacked(bomb: bytes, browser: Browser, internet: Internet) -> None:
    before = len(internet.requests(API, TEXT))
    headers = {"content-type": FORM, "content-encoding": "gzip, gzip"}
    status, _ = browser.send("POST", f"https://{API}{TEXT}", bomb, headers, seconds=120)
    assert 400 <= status < 500
    assert len(internet.requests(API, TEXT)) == before


def test_an_answer_that_claims_to_be_a_gigabyte_passes_unread(
    bomb: bytes, browser: Browser, internet: Internet, instagram: Instagram
) -> None:
    async def answer(_: web.BaseRequest, __: Seen) -> web.StreamResponse:
        return web.Response(body=bomb, headers={"content-type": "application/json", "content-encoding": "gzip, gzip"})

    internet.mount(answer, API)
    try:
        status, body = browser.send("GET", f"https://{API}/api/v1/direct_v2/inbox/", seconds=120)
    finally:
        internet.mount(instagram.answer, API)
    assert (status, body) == (200, bomb)


def test_a_hundred_megabytes_on_a_send_route_are_refused_and_not_kept(browser: Browser, internet: Internet) -> None:
    before = len(internet.requests(API, TEXT))
    connection = browser.open(API, 120)
    connection.putrequest("POST", TEXT)
    connection.putheader("content-type", FORM)
    connection.putheader("content-length", str(100 * MB))
    connection.endheaders()
    try:
        for _ in range(100):
            connection.send(b"a" * MB)
        status = connection.getresponse().status
    except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected, ssl.SSLError):
        status = 413  # refused before it was all there
    finally:
        connection.close()
    assert 400 <= status < 500
    assert len(internet.requests(API, TEXT)) == before


def test_a_hundred_megabytes_on_another_route_stream_through(browser: Browser, internet: Internet) -> None:
    status, _ = browser.send("POST", f"https://{API}/api/v1/logging/", bytes(100 * MB), seconds=120)
    assert status == 200
    assert internet.requests(API, "/logging/")[0].size == 100 * MB


def test_ten_thousand_recipients_are_not_checked_by_halves(
    browser: Browser, cast: Cast[Person], instagram: Instagram, guard: Guard, traces: Traces
) -> None:
    numbers = [[10**10 + number] for number in range(9_999)] + [[int(cast.pupil().id)]]
    body = urlencode({"recipient_users": json.dumps(numbers), "text": traces.text()})
    before = len(instagram.sends())
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(browser.send, "POST", f"https://{API}{TEXT}", body, {"content-type": FORM}, 120)
        until(lambda: sent.done() or guard.holds(), 30)
        for hold in guard.holds():
            guard.cancel(hold)
        status, _ = sent.result(120)
    assert 400 <= status < 500
    assert len(instagram.sends()) == before


def test_an_inbox_of_ten_thousand_deep_threads_passes(browser: Browser, internet: Internet, instagram: Instagram) -> None:
    nested = json.dumps({"inbox": {"threads": [{"users": [{"pk": number}]} for number in range(10_000)]}})
    deep = nested[:-1] + ', "x": ' + "[" * 20_000 + "]" * 20_000 + "}"

    async def answer(_: web.BaseRequest, __: Seen) -> web.StreamResponse:
        return web.Response(text=deep, content_type="application/json")

    internet.mount(answer, API)
    try:
        status, body = browser.send("GET", f"https://{API}/api/v1/direct_v2/inbox/", seconds=120)
    finally:
        internet.mount(instagram.answer, API)
    assert (status, body) == (200, deep.encode())


@pytest.mark.parametrize(
    "noise",
    [
        b"\x00" * 4096,
        b"CONNECT \r\n\r\n",
        b"CONNECT i.instagram.com:443 HTTP/1.1\r\n\r\n\x16\x03\x01\xff\xff" + b"\xff" * 500,
        b"GET http://i.instagram.com/ HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 100_000 + b"\r\n",
    ],
)
def test_noise_on_the_proxys_port_harms_nobody(noise: bytes, guard: Guard) -> None:
    with socket.create_connection(("127.0.0.1", guard.port), timeout=10) as raw:
        try:
            raw.sendall(noise)
            raw.shutdown(socket.SHUT_WR)
            while raw.recv(65536):
                pass
        except OSError:
            pass  # it may close on us in the middle
