"""WebSockets of guarded hosts: decoded by the platform's codec, forgotten as soon as they have passed.

mitmproxy keeps every message of a socket for ever (+1 MB for each MB) and goes on reading while hooks lag behind, so
that a flood piles up. Here only the message in the hook is kept, and reading waits until all hooks of what was read
have run.
"""

import weakref
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from mitmproxy import http
from mitmproxy.addons.proxyserver import Proxyserver

from policy.adapter import Codec, Exchange, Frame, Route


class Socket:
    """One WebSocket of a guarded host: the handshake, the route that reads it, and its codec's state."""

    def __init__(self, exchange: Exchange, route: Route | None) -> None:
        self.exchange = exchange
        self.codec: Codec | None = route.codec(exchange) if route else None

    def frames(self, message: bytes, *, from_client: bool) -> list[Frame]:
        """The messages that are complete now. Raises AdapterDrift when the stream cannot be read."""
        if self.codec is None:
            return []
        return [
            Frame(exchange=self.exchange, from_client=from_client, content=content)
            for content in self.codec.decode(message, from_client=from_client)
        ]

    def blind(self) -> None:
        """Stop reading: after one undecodable message a compressed stream stays undecodable."""
        self.codec = None


class Sockets:
    """The open WebSockets, by flow."""

    def __init__(self, proxyserver: Proxyserver) -> None:
        self._proxyserver = proxyserver
        self._open: weakref.WeakKeyDictionary[http.HTTPFlow, Socket] = weakref.WeakKeyDictionary()
        self._messages: Counter[str] = Counter()  # by connection

    def add(self, flow: http.HTTPFlow, socket: Socket | None) -> None:
        """A socket has opened; unguarded ones (None) are paced and forgotten like the others."""
        if socket:
            self._open[flow] = socket
        if handler := self._proxyserver.connections.get(flow.client_conn.id):
            # An attribute of this one connection: mitmproxy has no hook for pacing, and its class is shared by all.
            handler.drain_writers = self._paced(handler, flow.client_conn.id)  # type: ignore[method-assign, assignment]

    def get(self, flow: http.HTTPFlow) -> Socket | None:
        return self._open.get(flow)

    def refuse(self, flow: http.HTTPFlow, answers: list[bytes]) -> None:
        """Drop the message in the hook and hand the client what the platform would say instead."""
        if flow.websocket is None:
            return
        message = flow.websocket.messages[-1]
        message.drop()
        for answer in answers:
            self._proxyserver.inject_websocket(flow, True, answer, message.is_text)  # noqa: FBT003 - mitmproxy's signature

    def close(self, flow: http.HTTPFlow) -> None:
        self._open.pop(flow, None)
        self._messages.pop(flow.client_conn.id, None)

    def forget(self, flow: http.HTTPFlow) -> None:
        """Called in every message hook: keep nothing but the message that is being handled."""
        self._messages[flow.client_conn.id] += 1
        if flow.websocket and len(flow.websocket.messages) > 1:
            del flow.websocket.messages[:-1]

    def _paced(self, handler: Any, connection: str) -> Callable[[], Awaitable[None]]:
        """Each finished hook queues for the handler's event lock; once a turn of ours in that queue has seen no new
        message, all that was read has passed through its hooks, and reading may go on.
        """
        drain = handler.drain_writers
        lock = handler._server_event_lock  # noqa: SLF001 - see above

        async def paced() -> None:
            await drain()
            before = -1
            while before != self._messages[connection]:
                before = self._messages[connection]
                async with lock:
                    pass

        return paced
