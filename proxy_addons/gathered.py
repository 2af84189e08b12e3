"""What a connection writes in one turn of the loop leaves in one piece.

mitmproxy writes the head of an answer, each part of its body and each 64 kB of TLS by itself, and every write is a system
call, a packet and a wake-up of the other side: on loopback a tenth of what a request costs, and half of the writes of a video.
"""

import asyncio
from typing import Any

from mitmproxy.connection import Connection
from mitmproxy.proxy.mode_servers import ProxyConnectionHandler
from mitmproxy.proxy.server import ConnectionIO


class Gathered:
    """In place of a stream's writer; what is not here is the writer's own."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._pieces: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._writer, name)

    def write(self, data: bytes) -> None:
        if not self._pieces:
            asyncio.get_running_loop().call_soon(self._flush)
        self._pieces.append(data)

    async def drain(self) -> None:
        self._flush()
        await self._writer.drain()

    def write_eof(self) -> None:
        self._flush()
        self._writer.write_eof()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        if pieces and not self._writer.is_closing():
            self._writer.write(pieces[0] if len(pieces) == 1 else b"".join(pieces))


class Transports(dict[Connection, ConnectionIO]):
    """The two sides of a connection, each of which writes gathered."""

    def __setitem__(self, connection: Connection, io: ConnectionIO) -> None:
        if isinstance(io.writer, asyncio.StreamWriter):
            io.writer = Gathered(io.writer)  # type: ignore[assignment]  # it has all that mitmproxy uses
        super().__setitem__(connection, io)


class GatheringHandler(ProxyConnectionHandler):
    """mitmproxy's handler of one client."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)  # type: ignore[no-untyped-call]
        known, self.transports = self.transports, Transports()
        for connection, io in known.items():
            self.transports[connection] = io
