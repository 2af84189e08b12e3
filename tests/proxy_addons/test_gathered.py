import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from mitmproxy import http

from proxy_addons.gathered import Gathered
from proxy_addons.home import Home
from tests.proxy_addons.proxied import proxied


class Wire(asyncio.Transport):
    """A socket that remembers each write that it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes | str] = []
        self.closed = False

    def write(self, data: Any) -> None:
        self.written.append(bytes(data))

    def write_eof(self) -> None:
        self.written.append("eof")

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True
        self.written.append("close")


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def writer(wire: Wire) -> AsyncIterator[Gathered]:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(loop=loop)
    protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
    yield Gathered(asyncio.StreamWriter(wire, protocol, reader, loop))
    wire.closed = True


async def turn() -> None:
    """One turn of the loop."""
    turned = asyncio.Event()
    asyncio.get_running_loop().call_soon(turned.set)
    await turned.wait()


async def test_what_is_written_in_one_turn_leaves_in_one_piece(wire: Wire, writer: Gathered) -> None:
    writer.write(b"head")
    writer.write(b"body")
    assert wire.written == []
    await turn()
    assert wire.written == [b"headbody"]


async def test_each_turn_is_a_piece_of_its_own_and_nothing_is_sent_twice(wire: Wire, writer: Gathered) -> None:
    for piece in (b"one", b"two"):
        writer.write(piece)
        await turn()
    await turn()
    assert wire.written == [b"one", b"two"]


async def test_draining_does_not_wait_for_the_turn_to_end(wire: Wire, writer: Gathered) -> None:
    writer.write(b"data")
    await writer.drain()
    assert wire.written == [b"data"]


async def test_what_waits_is_sent_before_the_end(wire: Wire, writer: Gathered) -> None:
    writer.write(b"last words")
    writer.write_eof()
    writer.write(b"unheard")
    writer.close()
    await turn()
    assert wire.written == [b"last words", "eof", b"unheard", "close"]


async def test_nothing_is_sent_on_a_connection_that_was_lost(wire: Wire, writer: Gathered) -> None:
    writer.write(b"data")
    wire.closed = True
    await turn()
    assert writer.is_closing()
    assert wire.written == []


class Watching:
    """Looks at both sides of the connection while an answer passes."""

    def __init__(self, server: Any) -> None:
        self.server = server
        self.writers: list[type] = []

    def responseheaders(self, flow: http.HTTPFlow) -> None:
        sides = self.server.connections[flow.client_conn.id].transports.values()
        self.writers = [type(side.writer) for side in sides]


async def test_both_sides_of_a_proxied_connection_write_gathered(tmp_path: Path) -> None:
    watching: list[Watching] = []

    def made(server: Any) -> list[object]:
        watching.append(Watching(server))
        return [*watching]

    async with proxied(Home(tmp_path / "home"), made) as through:
        assert (await through.get("http://i.instagram.com/x"))[0] == 200
    assert watching[0].writers == [Gathered, Gathered]
