"""HTTP and WebSocket traffic through plain mitmdump and the guard, in interleaved rounds; the median of rounds counts."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable

import msgspec

from benchmarks.bench import Proxy
from benchmarks.client import Line

ROUNDS = 5
REQUESTS = 300
TEXT = b"recipient_users=%5B%5B5001%5D%5D&action=send_item&text=" + b"x" * 420
SEND = "/api/v1/direct_v2/threads/broadcast/text/"
type Measure = Callable[[Proxy], Awaitable[float]]


class Row(msgspec.Struct, frozen=True):
    """A measure of both. `ratio`: guard to mitmdump."""

    what: str
    plain: float
    guard: float
    unit: str
    goal: str

    @property
    def ratio(self) -> float:
        return self.guard / self.plain if self.plain else float("nan")


async def compare(what: str, unit: str, goal: str, measure: Measure, *rivals: Proxy, rounds: int = ROUNDS) -> Row:
    plain, guard = rivals  # the first is what the guard is compared with
    found: dict[str, list[float]] = {plain.name: [], guard.name: []}
    for number in range(rounds):
        for proxy in (plain, guard) if number % 2 else (guard, plain):
            found[proxy.name].append(await measure(proxy))
    return Row(what, statistics.median(found[plain.name]), statistics.median(found[guard.name]), unit, goal)


async def latency(proxy: Proxy) -> float:
    """Median milliseconds of a request, half of them a message to a known stranger."""
    line = await Line.open(proxy)
    await line.post(SEND, TEXT)
    times = []
    for number in range(REQUESTS):
        began = time.perf_counter()
        await (line.post(SEND, TEXT) if number % 2 else line.get("/api/v1/feed/timeline/"))
        times.append(time.perf_counter() - began)
    await line.close()
    return statistics.median(times) * 1e3


async def rate(proxy: Proxy) -> float:
    """Requests a second over 8 connections."""
    lines = [await Line.open(proxy) for _ in range(8)]
    began = time.perf_counter()
    await asyncio.gather(*(_many(line, REQUESTS // 2) for line in lines))
    took = time.perf_counter() - began
    for line in lines:
        await line.close()
    return 8 * (REQUESTS // 2) / took


async def cpu(proxy: Proxy) -> float:
    """Milliseconds of the proxy's processor time for a request."""
    line = await Line.open(proxy)
    before = proxy.cpu()
    await _many(line, 2 * REQUESTS)
    spent = proxy.cpu() - before
    await line.close()
    return spent * 1e3 / (2 * REQUESTS)


async def connection(proxy: Proxy) -> float:
    """Median milliseconds from TCP connect to the first answer."""
    times = []
    for _ in range(15):
        began = time.perf_counter()
        line = await Line.open(proxy)
        await line.get("/x")
        times.append(time.perf_counter() - began)
        await line.close()
    return statistics.median(times) * 1e3


async def inbox(proxy: Proxy, query: str = "") -> float:
    """Median milliseconds for a 100 kB inbox, gzip, 26 threads and 520 messages, which the guard learns from."""
    line = await Line.open(proxy)
    times = []
    for _ in range(30):
        began = time.perf_counter()
        await line.get(f"/api/v1/direct_v2/inbox/{query}")
        times.append(time.perf_counter() - began)
    await line.close()
    return statistics.median(times) * 1e3


async def same_inbox(proxy: Proxy) -> float:
    """The same inbox again, as a page polls it."""
    return await inbox(proxy, "?same")


async def media(proxy: Proxy) -> float:
    """MB/s of a 20 MB video."""
    line = await Line.open(proxy)
    began = time.perf_counter()
    await line.get("/bytes/20000000")
    took = time.perf_counter() - began
    await line.close()
    return 20 / took


async def first_byte(proxy: Proxy) -> float:
    """Milliseconds until a 20 MB video begins to come, on a connection that stands at both ends."""
    line = await Line.open(proxy)
    await line.get("/x")
    first = await line.get("/bytes/20000000")
    await line.close()
    return first * 1e3


async def socket_rate(proxy: Proxy) -> float:
    """MB/s over a WebSocket in 10 kB messages."""
    line = await Line.open(proxy)
    took = await line.flood(30_000_000)
    await line.close()
    return 30 / took


async def socket_memory(proxy: Proxy, *, pause: float = 0.0) -> float:
    """MB of memory that 300 MB over one WebSocket leave behind at their end."""
    before = proxy.rss()
    line = await Line.open(proxy)
    await line.flood(300_000_000, pause=pause)
    grown = proxy.rss() - before
    await line.close()
    return grown


async def slow_reader(proxy: Proxy) -> float:
    """The same with a client that reads slowly."""
    return await socket_memory(proxy, pause=0.005)


async def _many(line: Line, number: int) -> None:
    for at in range(number):
        await (line.post(SEND, TEXT) if at % 2 else line.get("/api/v1/feed/timeline/"))


async def everything(plain: Proxy, streaming: Proxy, guard: Proxy) -> list[Row]:
    return [
        Row("cold start to listening", plain.started_in, guard.started_in, "s", "≤ 1.5 x, ≤ 1.0 s"),
        await compare("latency, guarded GET/POST", "ms", "≤ 0.65 x", latency, plain, guard),
        await compare("requests/s, 8 connections", "1/s", "≥ 1.6 x", rate, plain, guard),
        await compare("CPU per request", "ms", "≤ 0.65 x", cpu, plain, guard),
        await compare("new TLS connection", "ms", "≤ 0.75 x", connection, plain, guard),
        await compare("100 kB inbox, learned from", "ms", "≤ 1.0 x", inbox, plain, guard),
        await compare("the same inbox again", "ms", "≤ 1.0 x", same_inbox, plain, guard),
        await compare("20 MB media", "MB/s", "≥ 1.5 x", media, plain, guard),
        await compare("20 MB media, first byte, mitmdump streaming", "ms", "≤ 1.1 x", first_byte, streaming, guard),
        await compare("WebSocket", "MB/s", "≥ 1.4 x", socket_rate, plain, guard, rounds=3),
        await compare("memory after 300 MB WebSocket", "MB", "≤ +60 MB", socket_memory, plain, guard, rounds=1),
        await compare("the same, slow reader", "MB", "≤ +60 MB", slow_reader, plain, guard, rounds=1),
    ]
