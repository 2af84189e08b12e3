import zlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from mitmproxy.addons.proxyserver import Proxyserver
from mitmproxy.test import tflow

from policy.adapter import AdapterDrift, Exchange, Platform
from policy.notice import broken
from proxy_addons.fail_closed import fail_closed
from proxy_addons.home import Home
from proxy_addons.pulse import Pulse
from proxy_addons.routing import Routing
from proxy_addons.sockets import Socket, Sockets
from tests.proxy_addons.proxied import proxied

GATEWAY = Exchange(method="GET", host="gateway.example", path="/gateway")
platform = Platform("chirper")


class Inflate:
    """One deflate stream for the whole socket, as chat gateways use it."""

    def __init__(self, _: Exchange) -> None:
        self._engine = zlib.decompressobj()

    def decode(self, content: bytes, *, from_client: bool) -> Iterator[bytes]:
        try:
            yield content if from_client else self._engine.decompress(content, 1000)
        except zlib.error as error:
            raise AdapterDrift("broken stream") from error


@platform.on_frame("/gateway", codec=Inflate)
def frame(_: object) -> Iterator[None]:
    yield from ()


def socket() -> Socket:
    found = platform.frames.find("GET", "/gateway")
    assert found
    return Socket(GATEWAY, found[0])


def test_a_stream_is_decoded_with_one_state_for_the_whole_socket() -> None:
    engine, watched = zlib.compressobj(), socket()
    parts = [engine.compress(text) + engine.flush(zlib.Z_SYNC_FLUSH) for text in (b"one", b"two")]
    assert [found.content for part in parts for found in watched.frames(part, from_client=False)] == [b"one", b"two"]


def test_an_undecodable_stream_is_not_read_any_further() -> None:
    watched = socket()
    with pytest.raises(AdapterDrift):
        watched.frames(b"no deflate", from_client=False)
    watched.blind()
    assert watched.frames(b"more", from_client=False) == []


def test_a_socket_that_no_route_reads_yields_nothing() -> None:
    assert Socket(GATEWAY, None).frames(b"anything", from_client=True) == []


def test_only_the_message_in_the_hook_is_kept() -> None:
    sockets, flow = Sockets(Proxyserver()), tflow.twebsocketflow()
    assert flow.websocket
    last = flow.websocket.messages[-1]
    sockets.forget(flow)
    assert flow.websocket.messages == [last]


def test_a_socket_is_forgotten_when_it_closes() -> None:
    sockets, flow = Sockets(Proxyserver()), tflow.twebsocketflow()
    sockets.add(flow, socket())
    assert sockets.get(flow) is not None
    sockets.close(flow)
    assert sockets.get(flow) is None


class Refusing:
    """An addon that refuses what a client says, and paces like the guard does."""

    def __init__(self, server: Proxyserver) -> None:
        self.routing, self.pulse = Routing(dict), Pulse()
        self.sockets = Sockets(server)
        self.kept: list[int] = []

    @fail_closed
    def websocket_start(self, flow: tflow.http.HTTPFlow) -> None:
        self.sockets.add(flow, None)

    @fail_closed
    async def websocket_message(self, flow: tflow.http.HTTPFlow) -> None:
        self.sockets.forget(flow)
        assert flow.websocket
        self.kept.append(len(flow.websocket.messages))
        message = flow.websocket.messages[-1]
        if message.from_client and message.text == "refused":
            self.sockets.refuse(flow, [broken().text.encode()])


@pytest.fixture
async def refusing(tmp_path: Path) -> AsyncIterator[tuple[object, list[Refusing]]]:
    made: list[Refusing] = []

    def addons(server: Proxyserver) -> list[object]:
        made.append(Refusing(server))
        return [made[0]]

    async with proxied(Home(tmp_path / "home"), addons) as through:
        yield through, made


async def test_a_refused_message_is_answered_not_sent_and_the_socket_lives(refusing: tuple[object, list[Refusing]]) -> None:
    through, made = refusing
    async with through.socket("http://echo.example/ws") as open_socket:  # type: ignore[attr-defined]
        await open_socket.send_str("refused")
        assert (await open_socket.receive()).data == broken().text
        await open_socket.send_str("fine")
        assert (await open_socket.receive()).data == "heard fine"
    assert through.origin.frames == ["fine"]  # type: ignore[attr-defined]
    assert set(made[0].kept) == {1}


async def test_a_flood_passes_whole_and_in_order(refusing: tuple[object, list[Refusing]]) -> None:
    through, made = refusing
    async with through.socket("http://echo.example/ws") as open_socket:  # type: ignore[attr-defined]
        for number in range(300):
            await open_socket.send_str(f"{number} " + "x" * 5_000)
        heard = [(await open_socket.receive()).data.split()[1] for _ in range(300)]
    assert heard == [str(number) for number in range(300)]
    assert set(made[0].kept) == {1}
