"""Recorded-shape traffic of every platform, read exactly as the guard reads it.

A file tests/traffic/<platform>/*.json holds one entry or a list of them:

    {"about": "a sentence",
     "exchange": {"method": "POST", "host": …, "path": …, "query"?: "a=1", "headers"?: {…},
                  "form"?: {…} | "json"?: … | "body"?: "text" | "base64"?: "…",
                  "status"?: 200, "answer"?: JSON or a string (taken as it is), "answer_headers"?: {…}},
     "frame"?: {"from_client": true, "json": … | "body": "text" | "base64": "…"},    then `exchange` is the handshake
     "reads": [what the readers yield, as plain data],
     "near"?: ["POST /the/route", "answer GET /the/route", "frame /the/route", "operation Name"]}

`near` says which routes an entry only looks like: it must read nothing. Every route needs a hit and a near miss.
"""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy.adapter import Exchange, Frame, Platform, Route
from policy.formats import AdapterDrift
from policy.platforms import PLATFORMS, by_name
from policy.reading import read, read_answer, read_frame, read_request

TRAFFIC = Path(__file__).parents[2] / "traffic"
FORM = "application/x-www-form-urlencoded; charset=UTF-8"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    exchange: dict[str, Any]
    reads: list[dict[str, Any]]
    frame: dict[str, Any] | None = None
    near: list[str] = []


def content(spec: dict[str, Any]) -> tuple[bytes, str]:
    """The body that an entry describes, and the content type that goes with it."""
    match spec:
        case {"form": form}:
            return urlencode(form).encode(), FORM
        case {"json": value}:
            return json.dumps(value).encode(), "application/json"
        case {"base64": text}:
            return base64.b64decode(text), "application/octet-stream"
        case _:
            return spec.get("body", "").encode(), "text/plain"


def exchange(entry: Entry) -> Exchange:
    spec = entry.exchange
    body, kind = content(spec)
    answer = spec.get("answer", "")
    raw = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
    answer_kind = "text/html" if isinstance(answer, str) else "application/json"
    return Exchange(
        method=spec["method"],
        host=spec["host"],
        path=spec["path"],
        query=spec.get("query", ""),
        headers={"content-type": kind, **spec.get("headers", {})},
        body=body,
        status=spec.get("status", 200 if "answer" in spec else 0),
        answer_headers={"content-type": answer_kind, **spec.get("answer_headers", {})},
        answer=raw,
    )


def frame(entry: Entry) -> Frame:
    assert entry.frame is not None
    return Frame(exchange=exchange(entry), from_client=entry.frame["from_client"], content=content(entry.frame)[0])


def entries() -> Iterator[tuple[Platform, str, Entry]]:
    for path in sorted(TRAFFIC.glob("*/*.json")):
        loaded = json.loads(path.read_text("utf-8"))
        for entry in msgspec.convert(loaded if isinstance(loaded, list) else [loaded], list[Entry]):
            if platform := by_name(path.parent.name):
                yield platform, path.stem, entry


ENTRIES = list(entries())
EACH_ENTRY = pytest.mark.parametrize(
    ("platform", "entry"),
    [pytest.param(platform, entry, id=f"{platform.name}-{stem}-{entry.about}") for platform, stem, entry in ENTRIES],
)


def test_every_folder_of_traffic_is_a_platforms() -> None:
    assert [folder.name for folder in TRAFFIC.iterdir() if not by_name(folder.name)] == []


@EACH_ENTRY
def test_traffic_reads_as_written(platform: Platform, entry: Entry) -> None:
    readings = read_frame(platform, frame(entry)) if entry.frame else read(platform, exchange(entry))
    assert json.loads(msgspec.json.encode(readings)) == entry.reads


def route_names(platform: Platform) -> Iterator[str]:
    yield from (f"{route.method} {route.pattern}" for route in platform.requests.routes)
    yield from (f"answer {route.method} {route.pattern}" for route in platform.answers.routes)
    yield from (f"frame {route.pattern}" for route in platform.frames.routes)


def hits(platform: Platform, entry: Entry) -> Iterator[str]:
    """The routes and operations that read something in an entry."""
    whole = exchange(entry)
    if entry.frame:
        if (found := platform.frames.find("GET", whole.path)) and entry.reads:
            yield f"frame {found[0].pattern}"
        return
    if (found := platform.requests.find(whole.method, whole.path)) and read_request(platform, whole):
        yield named(found[0])
        if name := platform.operation(whole):
            yield f"operation {name}"
    if whole.status and (found := platform.answers.find(whole.method, whole.path)) and read_answer(platform, whole):
        yield f"answer {named(found[0])}"


def named(route: Route) -> str:
    return f"{route.method} {route.pattern}"


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_every_route_and_operation_has_traffic_that_it_reads(platform: Platform) -> None:
    seen = {name for owner, _, entry in ENTRIES if owner is platform for name in hits(platform, entry)}
    expected = {*route_names(platform), *(f"operation {name}" for name in platform.operations)}
    assert expected - seen == set()


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_every_route_has_traffic_that_only_looks_like_it(platform: Platform) -> None:
    near = {name for owner, _, entry in ENTRIES if owner is platform for name in entry.near}
    assert set(route_names(platform)) - near == set()
    assert near - {*route_names(platform), *(f"operation {name}" for name in platform.operations)} == set()


def test_a_near_miss_reads_nothing() -> None:
    assert [entry.about for _, _, entry in ENTRIES if entry.near and entry.reads] == []


def test_no_two_platforms_claim_a_host() -> None:
    hosts = [host for platform in PLATFORMS for host in platform.hosts]
    assert len(hosts) == len(set(hosts))


@EACH_ENTRY
@settings(max_examples=25, deadline=None)  # of each entry, and the machine may be busy
@given(garbage=st.binary(max_size=300), keep=st.floats(0, 1))
def test_any_bytes_in_place_of_a_body_read_as_something_or_as_drift(
    platform: Platform, entry: Entry, garbage: bytes, keep: float
) -> None:
    whole = exchange(entry)
    for body in (garbage, whole.body[: int(keep * len(whole.body))] + garbage):
        for answer in (garbage, whole.answer[: int(keep * len(whole.answer))] + garbage):
            broken = msgspec.structs.replace(whole, body=body, answer=answer)
            assert isinstance(read_or_drift(platform, broken, entry), list | AdapterDrift)


def read_or_drift(platform: Platform, broken: Exchange, entry: Entry) -> list[Any] | AdapterDrift:
    try:
        if entry.frame:
            return read_frame(platform, Frame(exchange=broken, from_client=entry.frame["from_client"], content=broken.body))
        return read(platform, broken)
    except AdapterDrift as drift:
        return drift
