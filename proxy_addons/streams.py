"""Answers read while they pass: the client gets every chunk at once, but for the last one, which is read before it leaves.

So the client has no whole answer that the guard has not understood, and media is not even copied. A server-sent event
stream never ends, so its events are read one by one. A reader that fails cuts the answer off: it must not fail open.
"""

from collections.abc import Callable

from mitmproxy import http

from proxy_addons.fail_closed import report
from proxy_addons.flows import ANSWER_LIMIT
from proxy_addons.pulse import Pulse

EVENT_LIMIT = 2**20  # bytes of one server-sent event
type Read = Callable[[bytes], None]


class Tap:
    """Collects a whole answer, up to a limit, and hands it over at its end; a larger one passes unread."""

    def __init__(self, flow: http.HTTPFlow, read: Read, pulse: Pulse) -> None:
        self._flow = flow
        self._read: Read | None = read
        self._pulse = pulse
        self._chunks: list[bytes] = []
        self._size = 0
        length = flow.response.headers.get("content-length", "") if flow.response else ""
        self._whole = int(length) if length.isascii() and length.isdigit() else None  # else an empty chunk says it
        self._cut = False

    def __call__(self, chunk: bytes) -> bytes:
        """The flow's stream function: an empty chunk is the end."""
        if self._cut:
            return b""
        try:
            self._take(chunk)
        except Exception as error:  # noqa: BLE001 - mitmproxy's own loop would break on it
            report(self._pulse, "stream", error)
            self._cut = True
            self._flow.kill()
            return b""
        return chunk

    def _take(self, chunk: bytes) -> None:
        if self._read is None:
            return
        if chunk:
            self._size += len(chunk)
            self._chunks.append(chunk)
            if self._size > ANSWER_LIMIT:
                self._read, self._chunks = None, []
                return
            if self._size != self._whole:
                return
        read, self._read = self._read, None
        read(b"".join(self._chunks))


class EventTap(Tap):
    """Reads each server-sent event's data (WHATWG HTML 9.2) as it passes. Encoded streams are not read."""

    def __init__(self, flow: http.HTTPFlow, read: Read, pulse: Pulse) -> None:
        super().__init__(flow, read, pulse)
        self._buffer = b""

    def _take(self, chunk: bytes) -> None:
        if self._read is None:
            return
        text = self._buffer + chunk
        half = text.endswith(b"\r")  # its line feed may come in the next chunk
        text = text[: len(text) - half].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *events, rest = text.split(b"\n\n")
        self._buffer = rest + b"\r" * half
        for event in events:
            lines = (line[5:].removeprefix(b" ") for line in event.split(b"\n") if line.startswith(b"data:"))
            if data := b"\n".join(lines):
                self._read(data)
        if len(self._buffer) > EVENT_LIMIT:
            self._read = None
