"""From traffic to activities and sightings: which reader of a platform is asked, in one place for guard and tests.

Every function is all or nothing: a payload that breaks off half-way gives AdapterDrift and no half list, so that
nobody acts on the first recipients of a request whose last one could not be read.
"""

from collections.abc import Mapping

from policy.account import InvalidHandle
from policy.activity import Activity, FollowAccepted, FollowRequested, MessageRequestAccepted, MessageSent, Outgoing
from policy.adapter import Exchange, Findings, Frame, Platform, Route
from policy.formats import AdapterDrift, header
from policy.sighting import Sighting

type Readings = list[Activity | Sighting]


def read_request(platform: Platform, exchange: Exchange) -> Readings:
    """What a request would do if it left. Raises AdapterDrift."""
    found = platform.requests.find(exchange.method, exchange.path)
    return _read(found, exchange)


def read_answer(platform: Platform, exchange: Exchange) -> Readings:
    """What an answer teaches. Raises AdapterDrift."""
    found = platform.answers.find(exchange.method, exchange.path)
    return _read(found, exchange) if found and wanted(found[0], exchange.answer_headers) else []


def read_frame(platform: Platform, frame: Frame) -> Readings:
    """What a message of a socket does or teaches, after the route's codec. Raises AdapterDrift."""
    return _read(platform.frames.find("GET", frame.exchange.path), frame)


def read(platform: Platform, exchange: Exchange) -> Readings:
    """A whole exchange: the request, and its answer if it has come. Raises AdapterDrift."""
    return read_request(platform, exchange) + (read_answer(platform, exchange) if exchange.status else [])


def acts(readings: Readings) -> list[Outgoing]:
    """What the tutor is about to do, of all that was read."""
    outgoing = MessageSent | MessageRequestAccepted | FollowRequested | FollowAccepted
    return [reading for reading in readings if isinstance(reading, outgoing)]


def wanted(route: Route, answer_headers: Mapping[str, str]) -> bool:
    """Is an answer of this content type worth buffering? Everything else is streamed past, unread."""
    kind = header(answer_headers, "content-type").lower()
    return any(word in kind for word in route.types)


def _read(found: tuple[Route, dict[str, str]] | None, traffic: Exchange | Frame) -> Readings:
    if found is None:
        return []
    route, parameters = found
    findings: Findings = route.reader(traffic, **parameters)
    try:
        return list(findings)
    except InvalidHandle:
        raise AdapterDrift("an account that the platform cannot have") from None  # the cause quotes it
