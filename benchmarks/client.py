"""A client as light as asyncio allows, so that what is measured is the proxy."""

import asyncio
import base64
import contextlib
import os
import time

from benchmarks.bench import HOST, Proxy


class Line:
    """One connection through a proxy to HOST, TLS inside."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def open(cls, proxy: Proxy) -> "Line":
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port, limit=2**20)
        writer.write(f"CONNECT {HOST}:443 HTTP/1.1\r\nHost: {HOST}:443\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        await writer.start_tls(proxy.tls(), server_hostname=HOST)
        return cls(reader, writer)

    async def get(self, path: str) -> float:
        """Fetch it; seconds until the first byte of the body."""
        return await self._exchange(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nCookie: ds_user_id=111\r\n\r\n".encode())

    async def post(self, path: str, body: bytes) -> float:
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return await self._exchange(head.encode() + body)

    async def flood(self, size: int, *, pause: float = 0.0) -> float:
        """Have `size` bytes sent over a WebSocket; seconds until all have come. `pause`: a client that reads slowly."""
        key = base64.b64encode(os.urandom(16)).decode()
        upgrade = f"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
        self.writer.write(f"GET /ws HTTP/1.1\r\nHost: {HOST}\r\n{upgrade}\r\n".encode())
        await self.reader.readuntil(b"\r\n\r\n")
        text = f"flood {size}".encode()
        self.writer.write(bytes([0x81, 0x80 | len(text)]) + b"\0\0\0\0" + text)
        began, expected = time.perf_counter(), size // 10_000 * 10_004
        while expected > 0:
            expected -= len(await self.reader.read(min(expected, 2**20)))
            if pause:
                await asyncio.sleep(pause)
        return time.perf_counter() - began

    async def close(self) -> None:
        self.writer.close()
        with contextlib.suppress(OSError):
            await self.writer.wait_closed()

    async def _exchange(self, request: bytes) -> float:
        began = time.perf_counter()
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        first = time.perf_counter() - began
        at = head.lower().find(b"content-length:")
        left = int(head[at + 15 :].split(b"\r\n", 1)[0])
        while left > 0:
            left -= len(await self.reader.read(min(left, 2**20)))
        return first
