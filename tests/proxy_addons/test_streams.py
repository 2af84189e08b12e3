from mitmproxy import http
from mitmproxy.test import tflow

from proxy_addons.flows import ANSWER_LIMIT
from proxy_addons.pulse import Pulse
from proxy_addons.streams import EVENT_LIMIT, EventTap, Tap


def fed(tap: Tap, *chunks: bytes) -> list[bytes]:
    return [tap(chunk) for chunk in (*chunks, b"")]


def answer(length: int | None = None) -> http.HTTPFlow:
    flow = tflow.tflow(resp=True)
    assert flow.response
    flow.response.headers = http.Headers(() if length is None else ((b"content-length", str(length).encode()),))
    return flow


def test_every_chunk_passes_at_once_and_the_reader_gets_the_whole_at_the_end() -> None:
    read: list[bytes] = []
    tap = Tap(answer(), read.append, Pulse())
    assert tap(b'{"a"') == b'{"a"'
    assert read == []
    assert fed(tap, b":1}") == [b":1}", b""]
    assert read == [b'{"a":1}']


def test_the_last_chunk_of_a_known_length_is_read_before_it_leaves_and_once() -> None:
    read: list[bytes] = []
    tap = Tap(answer(7), read.append, Pulse())
    assert tap(b'{"a"') == b'{"a"'
    assert read == []
    assert tap(b":1}") == b":1}"
    assert read == [b'{"a":1}']
    assert tap(b"") == b""
    assert len(read) == 1


def test_a_reader_that_fails_keeps_the_last_chunk_from_the_client() -> None:
    def fails(raw: bytes) -> None:
        raise RuntimeError(raw.decode())

    tap = Tap(answer(7), fails, Pulse())
    assert [tap(b'{"a"'), tap(b":1}"), tap(b"")] == [b'{"a"', b"", b""]


def test_an_answer_over_the_limit_passes_unread_and_is_not_kept() -> None:
    read: list[bytes] = []
    tap = Tap(answer(), read.append, Pulse())
    chunk = b"x" * 2**20
    out = fed(tap, *[chunk] * (ANSWER_LIMIT // len(chunk) + 1))
    assert sum(map(len, out)) == ANSWER_LIMIT + len(chunk)
    assert read == []
    assert tap._chunks == []


def test_a_reader_that_fails_cuts_the_answer_off_and_says_nothing_of_what_it_read() -> None:
    def fails(raw: bytes) -> None:
        raise RuntimeError(raw.decode())

    flow, pulse = answer(), Pulse()
    flow.live = True
    tap = Tap(flow, fails, pulse)
    assert fed(tap, b"secret words") == [b"secret words", b""]
    assert flow.error is not None
    assert "killed" in flow.error.msg.lower()
    assert tap(b"more") == b""
    assert pulse.counts["hook failed"] == 1


def test_events_are_read_one_by_one_as_they_pass_whatever_the_line_ends_and_chunks() -> None:
    stream = b'event: m\r\ndata: {"a":1}\r\n\r\n: heartbeat\n\ndata: two\ndata: lines\n\ndata: unfinished'
    for size in range(1, len(stream)):
        read: list[bytes] = []
        tap = EventTap(tflow.tflow(resp=True), read.append, Pulse())
        for at in range(0, len(stream), size):
            assert tap(stream[at : at + size]) == stream[at : at + size]
        assert read == [b'{"a":1}', b"two\nlines"], size


def test_an_endless_event_is_not_collected_for_ever() -> None:
    read: list[bytes] = []
    tap = EventTap(tflow.tflow(resp=True), read.append, Pulse())
    for _ in range(3):
        tap(b"data: " + b"x" * EVENT_LIMIT)
    tap(b"\n\ndata: later\n\n")
    assert read == []
