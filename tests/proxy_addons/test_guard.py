"""The hooks at work in a real proxy, with a real client before and a real origin behind it."""

import asyncio
import contextlib
import io
import json
import ssl
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import h2.connection
import pytest
from aiohttp import web
from mitmproxy.addons.proxyserver import Proxyserver

from policy.incident import Outcome
from policy.platforms.instagram import mqtt
from policy.platforms.instagram import platform as instagram
from policy.sighting import ThreadSeen
from proxy_addons.flows import REQUEST_LIMIT
from proxy_addons.guard import Guard
from proxy_addons.hold import Decision
from proxy_addons.judge import Judge
from tests.proxy_addons.proxied import Proxied, proxied
from tests.proxy_addons.registry import Parts, registered

API = "http://i.instagram.com/api/v1"
TEXT = f"{API}/direct_v2/threads/broadcast/text/"
DISCORD = "http://discord.com/api/v9"
INBOX = {
    "inbox": {
        "threads": [
            {
                "thread_id": "340282366841710300949128000000000000001",
                "thread_v2_id": "17850000000000001",
                "is_group": False,
                "users": [{"pk": 222, "username": "pupil_one"}],
                "items": [{"item_id": "1", "user_id": 222, "timestamp": 1790000000000000, "item_type": "text"}],
            }
        ]
    },
    "viewer": {"pk": 111, "username": "tutor"},
    "status": "ok",
}


@contextlib.asynccontextmanager
async def guarded(tmp_path: Path) -> AsyncIterator[tuple[Proxied, Parts]]:
    home, registry = registered(tmp_path)
    parts = Parts(home, registry)
    async with contextlib.aclosing(parts), proxied(home, lambda server: addons(parts, server)) as through:
        yield through, parts


def addons(parts: Parts, server: Proxyserver) -> list[object]:
    return [Guard(parts.routing, Judge(parts), parts.learner, parts.pulse, server)]


def text(user: int, words: str = "hello") -> dict[str, str]:
    return {"recipient_users": f"[[{user}]]", "text": words, "client_context": "6800"}


async def test_a_message_to_a_pupil_never_leaves_and_the_client_is_told_in_the_platforms_shape(tmp_path: Path) -> None:
    async with guarded(tmp_path) as (through, parts):
        status, body = await through.post(TEXT, data=text(222))
        assert status == 400
        said = json.loads(body)
        assert said["message"] == "feedback_required"
        assert "5.1" in said["feedback_message"]
        assert through.origin.requests == []
        assert [event.outcome for event in parts.events()] == [Outcome.BLOCKED]


async def test_a_message_to_a_stranger_arrives_byte_for_byte(tmp_path: Path) -> None:
    async with guarded(tmp_path) as (through, _):
        body = b"recipient_users=%5B%5B333%5D%5D&text=%F0%9F%98%80%0D%0A+x&client_context=6800"
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        assert (await through.post(TEXT, data=body, headers=headers))[0] == 200
        assert [(method, sent) for method, _, sent in through.origin.requests if method == "POST"] == [("POST", body)]


async def test_an_inbox_teaches_who_is_in_which_thread_and_reports_each_message_once(tmp_path: Path) -> None:
    async def inbox(_: web.Request) -> web.StreamResponse:
        return web.json_response(INBOX)

    async with guarded(tmp_path) as (through, parts):
        through.origin.answer = inbox
        recorded = asyncio.Event()
        parts.outbox.on_put(recorded.set)
        for _ in range(3):
            assert json.loads((await through.get(f"{API}/direct_v2/inbox/"))[1]) == INBOX
        async with asyncio.timeout(30):
            await recorded.wait()
        await through.get(f"{API}/direct_v2/inbox/")
        assert [event.clause for event in parts.events()] == ["5.4"]
        status, _ = await through.post(TEXT, data={"thread_ids": "[17850000000000001]", "text": "hi"})
        assert status == 400
        assert [method for method, _, _ in through.origin.requests if method == "POST"] == []


async def test_an_answer_whose_reader_fails_does_not_reach_the_client_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("canary")

    async def inbox(_: web.Request) -> web.StreamResponse:
        return web.json_response(INBOX)

    async with guarded(tmp_path) as (through, parts):
        through.origin.answer = inbox
        monkeypatch.setattr("proxy_addons.reader.read_answer", fails)
        with pytest.raises(aiohttp.ClientError):
            await through.get(f"{API}/direct_v2/inbox/")
        assert parts.pulse.counts["hook failed"] >= 1


async def test_a_body_that_no_client_sends_is_refused_on_a_route_that_matters(tmp_path: Path) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"recipient_users=[[333]]"

    async with guarded(tmp_path) as (through, _):
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert (await through.post(TEXT, data=io.BytesIO(b"x" * (REQUEST_LIMIT + 1)), headers=form))[0] == 400
        assert (await through.post(TEXT, data=endless(), headers=form))[0] == 400
        assert (await through.post(TEXT, data=b"junk", headers={**form, "Content-Encoding": "gzip"}))[0] == 400
        assert through.origin.requests == []
        assert (await through.post(TEXT, data=text(333)))[0] == 200


async def test_what_no_route_reads_is_streamed_through_a_guarded_host(tmp_path: Path) -> None:
    async def big(_: web.Request) -> web.StreamResponse:
        return web.Response(body=b"x" * 30_000_000, content_type="video/mp4")

    async with guarded(tmp_path) as (through, _):
        through.origin.answer = big
        assert len((await through.get("http://www.instagram.com/video.mp4"))[1]) == 30_000_000
        assert (await through.post("http://www.instagram.com/rupload/x", data=io.BytesIO(b"y" * 30_000_000)))[0] == 200
        assert len(through.origin.requests[-1][2]) == 30_000_000


async def test_a_route_that_the_path_decides_streams_its_attachments(tmp_path: Path) -> None:
    async with guarded(tmp_path) as (through, parts):
        platform = parts.routing.platform("discord.com")
        assert platform
        stranger = platform.account(id="9001")
        parts.learner.learn([ThreadSeen(platform.thread("900"), (stranger,))])
        form = aiohttp.FormData()
        form.add_field("payload_json", '{"content":"hi"}')
        form.add_field("files[0]", io.BytesIO(b"z" * (REQUEST_LIMIT + 1)), filename="a.bin")
        assert (await through.post(f"{DISCORD}/channels/900/messages", data=form))[0] == 200
        assert len(through.origin.requests[-1][2]) > REQUEST_LIMIT


async def test_the_host_header_and_the_case_are_no_way_past(tmp_path: Path) -> None:
    async with guarded(tmp_path) as (through, _):
        url = TEXT.replace("i.instagram.com", "elsewhere.example")
        assert (await through.post(url, data=text(222), headers={"Host": "i.instagram.com"}))[0] == 400
        assert (await through.post(TEXT.replace("i.instagram", "I.Instagram"), data=text(222)))[0] == 400
        assert through.origin.requests == []


async def test_a_client_that_hangs_up_ends_its_hold_and_nothing_leaves(tmp_path: Path) -> None:
    async with guarded(tmp_path) as (through, parts):
        changed = asyncio.Event()
        parts.holds.subscribe(changed.set)
        follow = asyncio.create_task(through.post(f"{API}/friendships/create/222/", data={"user_id": "222"}))
        await until(changed, lambda: bool(parts.holds.list()))
        hold = parts.holds.list()[0].id
        follow.cancel()
        await asyncio.gather(follow, return_exceptions=True)
        await until(changed, lambda: not parts.holds.list())
        with contextlib.suppress(LookupError):
            parts.holds.answer(hold, Decision.CONTINUE, "a reason that is long enough")
        await through.get(f"{API}/feed/timeline/")
        assert [method for method, _, _ in through.origin.requests if method == "POST"] == []
        assert parts.events() == []


async def test_a_stream_that_is_reset_ends_its_hold_while_the_connection_lives(tmp_path: Path) -> None:
    async with guarded(tmp_path) as (through, parts), speaking_http2(through.proxy, parts.home.root / "ca.pem") as line:
        changed = asyncio.Event()
        parts.holds.subscribe(changed.set)
        line.ask(1, "222")
        line.ask(3, "224")
        await until(changed, lambda: len(parts.holds.list()) == 2)
        kept = parts.holds.list()[1]
        line.reset(1)
        await until(changed, lambda: parts.holds.list() == (kept,))
        assert through.origin.requests == []


class Line:
    """A connection to Instagram by a client that speaks HTTP/2 alone."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer
        self.state = h2.connection.H2Connection()
        self.state.initiate_connection()
        self._send()

    def ask(self, stream: int, user: str) -> None:
        """Ask to follow somebody."""
        fields = {":method": "POST", ":scheme": "https", ":authority": "i.instagram.com"}
        path = f"/api/v1/friendships/create/{user}/"
        self.state.send_headers(stream, [*fields.items(), (":path", path)], end_stream=True)
        self._send()

    def reset(self, stream: int) -> None:
        self.state.reset_stream(stream)
        self._send()

    def _send(self) -> None:
        self.writer.write(self.state.data_to_send())


@contextlib.asynccontextmanager
async def speaking_http2(proxy: str, ca: Path) -> AsyncIterator[Line]:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(proxy.rpartition(":")[2]))
    writer.write(b"CONNECT i.instagram.com:443 HTTP/1.1\r\nHost: i.instagram.com:443\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")
    tls = ssl.create_default_context(cafile=str(ca))
    tls.set_alpn_protocols(["h2"])
    await writer.start_tls(tls, server_hostname="i.instagram.com")
    yield Line(writer)
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


async def test_a_held_follow_leaves_once_when_the_tutor_continues(tmp_path: Path) -> None:
    async with guarded(tmp_path) as (through, parts):
        changed = asyncio.Event()
        parts.holds.subscribe(changed.set)
        follow = asyncio.create_task(through.post(f"{API}/friendships/create/222/", data={"user_id": "222"}))
        await until(changed, lambda: bool(parts.holds.list()))
        parts.holds.answer(parts.holds.list()[0].id, Decision.CONTINUE, "a reason that is long enough")
        assert (await follow)[0] == 200
        assert [method for method, _, _ in through.origin.requests if method == "POST"] == ["POST"]
        assert [event.outcome for event in parts.events()] == [Outcome.CONTINUED]


async def test_unfollowing_and_declining_are_never_delayed(tmp_path: Path) -> None:
    async with guarded(tmp_path) as (through, parts):
        for verb in ("destroy", "ignore", "block", "remove_follower"):
            assert (await through.post(f"{API}/friendships/{verb}/222/", data={"user_id": "222"}))[0] == 200
        assert parts.notices.recent() == ()


async def test_sockets_pass_in_order_and_nothing_of_them_is_kept(tmp_path: Path) -> None:
    async with guarded(tmp_path) as (through, _), through.socket("http://gateway.instagram.com/ws/lightspeed") as socket:
        for number in range(50):
            await socket.send_str(str(number))
        assert [(await socket.receive()).data for _ in range(50)] == [f"heard {number}" for number in range(50)]


async def test_a_message_to_a_pupil_over_instagrams_socket_never_leaves_and_is_answered_there(tmp_path: Path) -> None:
    async with guarded(tmp_path) as (through, parts), through.socket("http://edge-chat.instagram.com/chat?sid=1") as socket:
        for thread, person in (("340", "222"), ("341", "333")):
            parts.learner.learn([ThreadSeen(instagram.thread(thread), (instagram.account(id=person),))])
            command = json.dumps({"action": "send_item", "item_type": "text", "thread_id": thread}).encode()
            await socket.send_bytes(mqtt.publish("/ig_send_message", command))
        said, heard = [(await socket.receive()).data for _ in range(2)]
        assert b'"status":"fail"' in mqtt.published(said).payload
        assert "341" in heard
        assert ["340" in str(frame) for frame in through.origin.frames] == [False]
        assert [event.outcome for event in parts.events()] == [Outcome.BLOCKED]


async def test_a_socket_that_cannot_be_read_is_said_until_it_closes(tmp_path: Path) -> None:
    async with guarded(tmp_path) as (through, parts):
        said, over = asyncio.Event(), asyncio.Event()
        async with through.socket("http://gateway.discord.gg/?encoding=json&compress=zlib-stream") as socket:
            parts.pulse.subscribe(said.set)
            await socket.send_str("{}")
            await asyncio.wait_for(said.wait(), 30)
            assert list(parts.pulse.not_watching) == ["discord"]
            parts.pulse.subscribe(over.set)
        await asyncio.wait_for(over.wait(), 30)
        assert parts.pulse.not_watching == {}


@pytest.mark.parametrize("kind", ["text/event-stream", "text/event-stream; charset=utf-8"])
async def test_an_event_stream_is_tapped_and_not_held_back(tmp_path: Path, kind: str) -> None:
    more = asyncio.Event()

    async def events(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": kind})
        await response.prepare(request)
        await response.write(b"data: one\n\n")
        await more.wait()
        await response.write(b"data: two\n\n")
        return response

    async with guarded(tmp_path) as (through, _):
        through.origin.answer = events
        async with through.session.get("http://www.instagram.com/events", proxy=through.proxy) as response:
            assert await response.content.readany() == b"data: one\n\n"
            more.set()
            assert await response.content.read() == b"data: two\n\n"


async def until(changed: asyncio.Event, holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():
            await changed.wait()
            changed.clear()
