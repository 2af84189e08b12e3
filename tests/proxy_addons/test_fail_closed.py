"""Every hook is made to raise, in a real proxy: guarded hosts are refused, others never notice (design 4.4)."""

import asyncio
import contextlib
import inspect
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from proxy_addons import fail_closed as module
from proxy_addons.fail_closed import fail_closed
from proxy_addons.guard import Guard
from proxy_addons.home import Home
from proxy_addons.pulse import Pulse
from proxy_addons.routing import Routing
from proxy_addons.tunnels import Tunnels
from tests.proxy_addons.proxied import Proxied, proxied

GUARDED, OTHER = "http://i.instagram.com/api/v1/feed/timeline/", "http://echo.example/x"
MITMPROXY_HOOKS = {
    *("requestheaders", "request", "responseheaders", "response", "error", "client_connected", "client_disconnected"),
    *("websocket_start", "websocket_message", "websocket_end", "server_connect", "http_connect", "next_layer", "tcp_message"),
    *("tls_clienthello", "tls_start_client", "tls_established_client", "tls_failed_client", "running", "done"),
}


class Faulty:
    """An addon with one hook, which raises. Its message quotes what no log may hold."""

    def __init__(self, hook: str, asynchronous: bool) -> None:
        self.routing = Routing(dict)
        self.pulse = Pulse()

        async def later(addon: object, subject: object) -> None:
            raise RuntimeError("canary of the traffic")

        def now(addon: object, subject: object) -> None:
            raise RuntimeError("canary of the traffic")

        raising: Callable[..., Any] = later if asynchronous else now
        raising.__name__ = hook
        setattr(self, hook, fail_closed(raising).__get__(self))


@contextlib.asynccontextmanager
async def broken(tmp_path: Path, hook: str, *, asynchronous: bool = False) -> AsyncIterator[tuple[Proxied, Faulty]]:
    faulty = Faulty(hook, asynchronous)
    async with proxied(Home(tmp_path / "home"), lambda _: [faulty]) as through:
        yield through, faulty


@pytest.mark.parametrize("asynchronous", [True, False])
@pytest.mark.parametrize("hook", ["requestheaders", "request"])
async def test_a_request_whose_hook_fails_never_leaves(
    tmp_path: Path, hook: str, asynchronous: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async with broken(tmp_path, hook, asynchronous=asynchronous) as (through, faulty):
        status, body = await through.post(GUARDED, data=b"text=hello")
        assert status == 400
        assert b"could not check" in body
        assert through.origin.requests == []
        assert (await through.post(OTHER, data=b"a=1"))[0] == 200
        assert [url for _, url, _ in through.origin.requests] == [OTHER]
    assert faulty.pulse.counts["hook failed"] >= 2
    assert "canary" not in caplog.text
    assert f"hook failed: {hook}" in caplog.text


@pytest.mark.parametrize("hook", ["responseheaders", "response"])
async def test_an_answer_whose_hook_fails_is_not_shown(tmp_path: Path, hook: str) -> None:
    async with broken(tmp_path, hook) as (through, _):
        status, body = await through.get(GUARDED)
        assert status == 400
        assert b"could not check" in body
        assert await through.get(OTHER) == (200, b'{"status": "ok"}')


async def test_a_frame_whose_hook_fails_is_dropped(tmp_path: Path) -> None:
    async with broken(tmp_path, "websocket_message", asynchronous=True) as (through, faulty):
        async with through.socket("http://gateway.instagram.com/ws") as socket:
            await socket.send_str("guarded")
            await socket.close()
        assert through.origin.frames == []
        async with through.socket("http://echo.example/ws") as socket:
            await socket.send_str("other")
            assert (await socket.receive()).data == "heard other"
    assert faulty.pulse.counts["hook failed"] >= 2


@pytest.mark.parametrize("hook", ["error", "client_disconnected", "websocket_start", "websocket_end"])
async def test_a_hook_that_has_nothing_to_refuse_leaves_everything_as_it_was(tmp_path: Path, hook: str) -> None:
    async with broken(tmp_path, hook) as (through, _):
        assert await through.get(OTHER) == (200, b'{"status": "ok"}')


async def test_even_a_refusal_that_fails_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise RuntimeError("no words")

    monkeypatch.setattr(module, "broken", fails)
    async with broken(tmp_path, "request") as (through, _):
        status, body = await through.post(GUARDED, data=b"text=hello")
        assert (status, body) == (403, module.PLAIN.body)
        assert through.origin.requests == []


@pytest.mark.parametrize("addon", [Guard, Tunnels])
def test_no_hook_is_without_the_wrapper(addon: type) -> None:
    hooks = {name: hook for name, hook in inspect.getmembers(addon, inspect.isfunction) if name in MITMPROXY_HOOKS}
    assert hooks
    assert [name for name, hook in hooks.items() if not getattr(hook, "fails_closed", False)] == []


def test_the_log_names_the_place_and_the_type_alone(caplog: pytest.LogCaptureFixture) -> None:
    pulse = Pulse()
    try:
        int("canary")
    except ValueError as error:
        with caplog.at_level(logging.ERROR):
            module.report(pulse, "request", error)
    assert "ValueError at test_fail_closed.py" in caplog.text
    assert "canary" not in caplog.text


async def test_background_work_that_fails_is_reported_and_begun_anew() -> None:
    pulse, tries, again = Pulse(), [], asyncio.Event()

    async def work() -> None:
        tries.append(1)
        if len(tries) == 2:
            again.set()
        raise RuntimeError("canary")

    task = asyncio.create_task(module.kept_running(pulse, "courier", work, 0.0))
    async with asyncio.timeout(30):
        await again.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert pulse.counts["hook failed"] >= 1
