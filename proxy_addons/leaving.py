"""Who has given up waiting: a client that hangs up, or resets one stream of many. What it asked for is not sent any more."""

import asyncio
import weakref

from mitmproxy import http

GONE = "tutor guard: gone"  # the key under which a flow carries its event


def gone(flow: http.HTTPFlow) -> asyncio.Event:
    """Set when the client has given up on this request."""
    event: asyncio.Event = flow.metadata.setdefault(GONE, asyncio.Event())
    return event


class Leaving:
    """The requests that may wait, by connection."""

    def __init__(self) -> None:
        self._waiting: dict[str, weakref.WeakSet[asyncio.Event]] = {}

    def watch(self, flow: http.HTTPFlow) -> asyncio.Event:
        """Have the request hear of it when its connection ends."""
        event = gone(flow)
        self._waiting.setdefault(flow.client_conn.id, weakref.WeakSet()).add(event)
        return event

    def left(self, connection: str) -> None:
        """The client of that connection has hung up."""
        for event in self._waiting.pop(connection, ()):
            event.set()
