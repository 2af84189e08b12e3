"""Every site there is, behind a CONNECT proxy that ends TLS itself: as light as asyncio allows, in a process of its own.

GET /bytes/N       N bytes of video/mp4        GET /inbox      100 kB of inbox, gzip, JSON
GET /ws            a WebSocket: `flood N` sends N bytes in 10 kB messages, anything else is echoed
anything else      {"status":"ok"}
"""

import asyncio
import base64
import gzip
import hashlib
import itertools
import json
import ssl
import sys
from pathlib import Path

CHUNK = b"x" * 65536
WS_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def inbox(newest: int = 0) -> bytes:
    threads = [
        {
            "thread_id": str(340282366841710300949128000000000000000 + number),
            "thread_v2_id": str(17850000000000000 + number),
            "is_group": False,
            "users": [{"pk": 5000 + number, "username": f"person_{number}", "full_name": f"Person {number}", "bio": "b" * 400}],
            "items": [
                {
                    "item_id": f"{number}.{item}",
                    "user_id": 111 if item % 2 else 5000 + number,
                    "timestamp": 1790000000000000,
                    "item_type": "text",
                    "text": "t" * 80,
                }
                for item in range(20)
            ],
        }
        for number in range(26)
    ]
    return json.dumps(
        {"inbox": {"threads": threads}, "viewer": {"pk": 111, "username": "tutor"}, "seq_id": newest, "status": "ok"}
    ).encode()


OK = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{"status":"ok"}'
INBOX_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"


def _answers() -> list[bytes]:
    packed = [gzip.compress(inbox(newest)) for newest in range(8)]
    return [INBOX_HEAD % len(body) + body for body in packed]


INBOXES = _answers()
CHANGING = itertools.cycle(INBOXES)


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, tls: ssl.SSLContext) -> None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        if head.startswith(b"CONNECT "):
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            await writer.start_tls(tls)
            head = await reader.readuntil(b"\r\n\r\n")
        while True:
            path = head.split(b" ", 2)[1]
            if length := _length(head):
                await reader.readexactly(length)
            if path == b"/ws":
                return await _socket(reader, writer, head)
            await _answer(writer, path)
            head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, OSError, ssl.SSLError):
        pass
    finally:
        writer.close()


def _length(head: bytes) -> int:
    at = head.lower().find(b"content-length:")
    return int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


async def _answer(writer: asyncio.StreamWriter, path: bytes) -> None:
    if path.startswith(b"/bytes/"):
        left = int(path[7:])
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: %d\r\n\r\n" % left)
        while left > 0:
            writer.write(CHUNK[:left])
            left -= len(CHUNK)
            await writer.drain()
    else:
        same, changed = path.endswith(b"/inbox/?same"), path.endswith(b"/inbox/")
        writer.write(INBOXES[0] if same else next(CHANGING) if changed else OK)
        await writer.drain()


async def _socket(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> None:
    key = next(line.split(b":", 1)[1].strip() for line in head.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key:"))
    accept = base64.b64encode(hashlib.sha1(key + WS_GUID).digest())
    writer.write(
        b"HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    )
    while True:
        first, second = await reader.readexactly(2)
        size = second & 0x7F
        if size == 126:
            size = int.from_bytes(await reader.readexactly(2))
        mask = await reader.readexactly(4)
        data = bytes(byte ^ mask[at % 4] for at, byte in enumerate(await reader.readexactly(size)))
        if first & 0x0F == 8:
            return
        if data.startswith(b"flood "):
            message = b"\x82\x7e" + (10_000).to_bytes(2) + b"m" * 10_000
            for _ in range(int(data[6:]) // 10_000):
                writer.write(message)
                await writer.drain()


async def main(certificate: Path) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    server = await asyncio.start_server(lambda r, w: serve(r, w, tls), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
