"""The wrapper around every hook. mitmproxy logs a hook's exception and carries on, so a broken guard would fail open.

    guarded host    the request is refused in the platform's shape (a frame is dropped, a connection closed)
    any other host  nothing happens to it: it was none of our business

What is logged of the exception is its type and where it came from, never its text: that may quote traffic.
"""

import asyncio
import functools
import inspect
import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from mitmproxy import connection, http, tls

from policy.adapter import Refusal
from policy.notice import broken
from proxy_addons import flows
from proxy_addons.pulse import Pulse
from proxy_addons.routing import Routing

logger = logging.getLogger(__name__)

PLAIN = Refusal(403, b'{"message":"Not sent: Tutor Guard could not check this request.","status":"fail"}')
PAUSE = 5.0
type Hook = Callable[..., Awaitable[None] | None]


class Guarded(Protocol):
    """What an addon must have for its hooks to fail closed."""

    routing: Routing
    pulse: Pulse


def fail_closed[H: Hook](hook: H) -> H:
    """Make a hook method of an addon fail closed; works for async and plain hooks alike."""
    if inspect.iscoroutinefunction(hook):

        @functools.wraps(hook)
        async def guarded(self: Guarded, subject: object) -> None:
            try:
                await hook(self, subject)
                self.pulse.worked()
            except Exception as error:  # noqa: BLE001 - this is the one place that catches everything
                _failed(self, hook.__name__, subject, error)
    else:

        @functools.wraps(hook)
        def guarded(self: Guarded, subject: object) -> None:
            try:
                hook(self, subject)
                self.pulse.worked()
            except Exception as error:  # noqa: BLE001
                _failed(self, hook.__name__, subject, error)

    guarded.fails_closed = True  # type: ignore[attr-defined]  # the meta-test asks every hook for it
    return guarded  # type: ignore[return-value]


async def kept_running(pulse: Pulse, name: str, work: Callable[[], Awaitable[None]], pause: float = PAUSE) -> None:
    """Do background work for ever: if it fails for a reason that nobody foresaw, say so and begin anew after a pause."""
    while True:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - see above
            report(pulse, name, error)
        await asyncio.sleep(pause)


def report(pulse: Pulse, where: str, error: BaseException) -> None:
    """Count and log a failure without a word of what was being read."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "?"
    logger.error("hook failed: %s, %s at %s", where, type(error).__name__, place)
    pulse.failed(where)


def _failed(addon: Guarded, hook: str, subject: Any, error: Exception) -> None:
    report(addon.pulse, hook, error)
    match subject:
        case http.HTTPFlow():
            if any(map(addon.routing.platform, filter(None, flows.names(subject)))):
                _refuse(addon, hook, subject)
        case tls.ClientHelloData():  # a guarded host is opened, so that its requests are judged; any other stays a tunnel
            subject.ignore_connection = not guarded_name(addon.routing, subject)
        case tls.TlsData():
            subject.ssl_conn = None  # mitmproxy closes a connection without one
        case connection.Client():
            subject.error = "Tutor Guard failed"
        case _:
            pass


def guarded_name(routing: Routing, data: tls.ClientHelloData) -> str:
    """The guarded host that a ClientHello is for, or nothing. Its own name counts; without one, the address asked for."""
    address = data.context.server.address
    name = data.client_hello.sni or (address[0] if address else "")
    return name if name and routing.platform(name) else ""


def _refuse(addon: Guarded, hook: str, flow: http.HTTPFlow) -> None:
    """Refuse what is under way: a frame of a socket, else the request or its answer."""
    if flow.websocket is not None and flow.websocket.messages:
        flow.websocket.messages[-1].drop()
        return
    platform = next(filter(None, map(addon.routing.platform, filter(None, flows.names(flow)))), None)
    try:
        refusal = platform.refuse(flows.request(flow, flow.request.host, body=False), broken()) if platform else PLAIN
    except Exception as error:  # noqa: BLE001 - even the platform's own words failed
        report(addon.pulse, "refuse", error)
        refusal = PLAIN
    if hook == "responseheaders":
        flows.replace_answer(flow, refusal)
    else:
        flows.refuse(flow, refusal)
