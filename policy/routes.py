"""Which reader is asked for a request, an answer or a frame: routes by method and path, and the codecs of sockets."""

import re
from collections.abc import Callable, Iterator
from typing import Protocol
from urllib.parse import unquote

import msgspec

from policy.activity import Activity
from policy.exchange import Exchange
from policy.sighting import Sighting

JSON = ("json",)

type Findings = Iterator[Activity | Sighting]
type Reader = Callable[..., Findings]


class Codec(Protocol):
    """The compression or framing of one socket, one direction's state each; made new for every connection."""

    def decode(self, content: bytes, *, from_client: bool) -> Iterator[bytes]:
        """The messages that are complete now. Raises AdapterDrift when the stream cannot be read."""


class Plain:
    """No codec: a frame is a message."""

    def decode(self, content: bytes, *, from_client: bool) -> Iterator[bytes]:  # noqa: ARG002 - the protocol's shape
        yield content


class Route(msgspec.Struct, frozen=True):
    """A reader and when it is asked. `body`: it reads the body. `types`: words in the content types of answers it reads."""

    method: str
    pattern: str
    reader: Reader
    body: bool = True
    types: tuple[str, ...] = JSON
    codec: Callable[[Exchange], Codec] = lambda _: Plain()


class Table:
    """Routes by method and path, found in one dictionary look-up and one regular-expression match."""

    def __init__(self) -> None:
        self.routes: list[Route] = []
        self._compiled: dict[str, tuple[re.Pattern[str], list[tuple[Route, list[str], int]]]] = {}

    def add(self, route: Route) -> None:
        self.routes.append(route)
        self._compiled.clear()

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        """The first route for it with the path's parameters, unquoted; a route for any method ("*") comes last."""
        if not self._compiled:
            self._compiled = {name: self._compile(name) for name in {route.method for route in self.routes}}
        for name in (method, "*"):
            compiled = self._compiled.get(name)
            if compiled and (hit := compiled[0].fullmatch(path)):
                return self._hit(hit, compiled[1])
        return None

    def _compile(self, method: str) -> tuple[re.Pattern[str], list[tuple[Route, list[str], int]]]:
        parts: list[str] = []
        entries: list[tuple[Route, list[str], int]] = []
        group = 1
        for route in self.routes:
            if route.method == method:
                names = re.findall(r"\{(\w+)(?:\.\.\.)?\}", route.pattern)
                parts.append(f"({_regex(route.pattern)})")
                entries.append((route, names, group))
                group += 1 + len(names)
        return re.compile("|".join(parts)), entries

    @staticmethod
    def _hit(hit: re.Match[str], entries: list[tuple[Route, list[str], int]]) -> tuple[Route, dict[str, str]]:
        for route, names, group in entries:
            if hit[group] is not None:
                values = (hit[group + 1 + index] or "" for index in range(len(names)))
                return route, {name: unquote(value) for name, value in zip(names, values, strict=True)}
        raise AssertionError("a match without a group")


def _regex(pattern: str) -> str:
    """`/a/{x}/b` → one segment for x; `{rest...}` takes any number of them; a trailing slash never matters."""
    pieces = re.split(r"(\{\w+(?:\.\.\.)?\})", pattern.rstrip("/") or "/")
    parts = [re.escape(piece) if not piece.startswith("{") else ("(.*)" if "..." in piece else "([^/]+)") for piece in pieces]
    return "".join(parts) + "/?"


def nothing(*_: object, **__: str) -> Findings:
    """The reader of a route that has none yet."""
    yield from ()
