"""Traffic read by the platform's own readers, and what could not be read: counted, shown and, once it is read again, forgotten.

A site that has changed goes on working (design 4.4). By *place* (a route, and the operation where one route has many) it is
known what cannot be read: a thousand lists that are understood say nothing of the one message that was not.
"""

import contextlib
from collections.abc import Callable
from typing import NamedTuple

from policy.adapter import AdapterDrift, Exchange, Frame, Platform, Unreadable
from policy.reading import Readings, read_answer, read_frame, read_request
from policy.routes import Table
from proxy_addons.pulse import Pulse


class Place(NamedTuple):
    """Where something is read."""

    kind: str
    platform: Platform
    table: Table
    exchange: Exchange

    def name(self) -> str:
        """In our own words: an operation that we do not know is none of them."""
        found, operation = self.table.find(self.exchange.method, self.exchange.path), ""
        with contextlib.suppress(AdapterDrift):
            operation = self.platform.operation(self.exchange)
        known = operation if operation in self.platform.operations else ""
        return f"{self.kind} {found[0].pattern if found else ''} {known}"


class Reader:
    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse

    def request(self, platform: Platform, exchange: Exchange) -> Readings:
        """What a request would do. Raises Unreadable: no client of the platform sends that, so it is refused."""
        return self._read(Place("request", platform, platform.requests, exchange), lambda: read_request(platform, exchange))

    def answer(self, platform: Platform, exchange: Exchange) -> Readings:
        return self._read(Place("answer", platform, platform.answers, exchange), lambda: read_answer(platform, exchange))

    def frame(self, platform: Platform, frame: Frame) -> Readings:
        return self._read(Place("frame", platform, platform.frames, frame.exchange), lambda: read_frame(platform, frame))

    def _read(self, place: Place, read: Callable[[], Readings]) -> Readings:
        name = place.platform.name
        try:
            readings = read()
        except AdapterDrift as drift:
            if isinstance(drift, Unreadable) and place.kind == "request":
                raise
            self._pulse.drift(name, str(drift), place.name())
            return []
        if readings and self._pulse.drifting(name):
            self._pulse.understood(name, place.name())
        return readings
