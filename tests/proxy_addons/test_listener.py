import asyncio

import pytest

from proxy_addons import listener
from proxy_addons.listener import Listener
from proxy_addons.office import Office
from tests.proxy_addons.counter import Counter
from tests.proxy_addons.issuer import Issuer


class Heard:
    def __init__(self):
        self.serials = asyncio.Queue()
        self.breaks = asyncio.Queue()


@pytest.fixture
async def counter(tmp_path):
    made = Counter(Issuer(), tmp_path)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def heard():
    return Heard()


@pytest.fixture
def heartbeat():
    """So long that a busy machine breaks no stream."""
    return 60.0


@pytest.fixture
async def listening(counter, heard, heartbeat, monkeypatch):
    monkeypatch.setattr(listener, "FIRST_RETRY", 0.02)
    async with Office(counter.address, counter.pin) as office:
        made = Listener(
            office, pushed=heard.serials.put_nowait, broken=lambda: heard.breaks.put_nowait(None), heartbeat=heartbeat
        )
        task = asyncio.create_task(made.run())
        yield made
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        for _ in range(counter.asked["stream"]):
            await counter.pushes.put(None)


async def soon(queue):
    async with asyncio.timeout(30):
        return await queue.get()


async def test_every_push_is_heard(counter, listening, heard):
    await counter.pushes.put(b"event: serial\ndata: 7\n\n")
    assert await soon(heard.serials) == 7
    assert listening.open
    await counter.pushes.put(b":\n\ndata: 8\n\n")
    assert await soon(heard.serials) == 8


@pytest.mark.parametrize(
    "noise", [b"data: -1\n\n", b"data: seven\n\n", b"data: 9" + b"9" * 40 + b"\n\n", b"\xff\xfe\n", b"id: 3\n\n", b"data:\n"]
)
async def test_what_is_no_serial_is_not_heard(counter, listening, heard, noise):
    await counter.pushes.put(noise)
    await counter.pushes.put(b"data: 5\n\n")
    assert await soon(heard.serials) == 5
    assert heard.serials.empty()


async def test_a_stream_that_ends_is_opened_again(counter, listening, heard):
    await counter.pushes.put(b"data: 1\n\n")
    await soon(heard.serials)
    await counter.pushes.put(None)
    await soon(heard.breaks)
    await counter.pushes.put(b"data: 2\n\n")
    assert await soon(heard.serials) == 2
    assert counter.asked["stream"] == 2


@pytest.mark.parametrize("heartbeat", [0.5])
async def test_a_stream_that_falls_silent_is_given_up(counter, listening, heard):
    await counter.pushes.put(b"data: 1\n\n")
    await soon(heard.serials)
    await soon(heard.breaks)


@pytest.mark.parametrize("heartbeat", [0.5])
async def test_a_line_without_end_is_given_up(counter, listening, heard):
    for _ in range(40):
        await counter.pushes.put(b"x" * 10_000)
    await soon(heard.breaks)


async def test_while_the_office_is_away_it_is_tried_again_and_at_once_when_it_answers_otherwise(counter, heard, monkeypatch):
    monkeypatch.setattr(listener, "FIRST_RETRY", 60.0)
    await counter.stop()
    async with Office(counter.address, counter.pin) as office:
        made = Listener(office, pushed=heard.serials.put_nowait, broken=lambda: None)
        task = asyncio.create_task(made.run())
        later = asyncio.Event()
        asyncio.get_running_loop().call_later(0.2, later.set)
        await later.wait()
        assert not made.open
        await counter.start()
        made.hurry()
        await counter.pushes.put(b"data: 4\n\n")
        assert await soon(heard.serials) == 4
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await counter.pushes.put(None)


async def test_a_computer_that_slept_opens_the_stream_anew(counter, listening, heard, monkeypatch):
    monkeypatch.setattr(listener, "TICK_SECONDS", 0.01)
    await counter.pushes.put(b"data: 1\n\n")
    await soon(heard.serials)
    slept = [0.0]
    clock = listener.time.time
    monkeypatch.setattr(listener.time, "time", lambda: clock() + slept[0])
    watching = asyncio.create_task(listening.watch_sleep())
    await asyncio.sleep(0)
    slept[0] = 3600.0
    await soon(heard.breaks)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
