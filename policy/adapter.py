"""How a platform is described: data first, small functions second, classes never.

A platform is one `Platform` value in one module of policy/platforms/. Generator functions, attached by route, read an
`Exchange` (a request, later with its answer, as plain data) or a `Frame` (a WebSocket message or server-sent event)
and yield activities and sightings. They hold no state and do no I/O; what cannot be read raises AdapterDrift.

    @platform.on("POST", "/v1/dm/{user}")          the request, before it leaves: activities that may be refused
    @platform.on("POST", "/v1/call/{u}", body=False)   the same, when the path alone says it: the body is streamed
    @platform.on_operation("SendMessage")          a GraphQL/RPC operation by name (platform.operation reads the name)
    @platform.on_answer("GET", "/v1/inbox")        the answer: sightings, and contact received
    @platform.on_frame("/gateway", codec=…)        a frame, either way
    @platform.refusal / @platform.frame_refusal    what makes the platform's own client show an error, and not retry
    @platform.resolver                             the one request that would tell who is in a thread, or who an id is
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol
from urllib.parse import parse_qsl, unquote

import msgspec

from policy import formats
from policy.account import Account, InvalidHandle, tidy
from policy.activity import Activity, Thread
from policy.formats import AdapterDrift, Json, Unreadable
from policy.notice import Notice
from policy.sighting import Sighting

__all__ = ["AdapterDrift", "Exchange", "Frame", "Platform", "Refusal", "Unreadable"]

JSON = ("json",)


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """One request and, once it has come, its answer. Bodies are decoded; header names are lower-case.

    `query` is the raw query string; `path` is as on the wire, percent-escapes kept.
    """

    method: str
    host: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = {}
    body: bytes = b""
    status: int = 0
    answer_headers: Mapping[str, str] = {}
    answer: bytes = b""

    def json[T](self, shape: type[T]) -> T:
        """The request's body, as JSON of that shape. Raises AdapterDrift."""
        return formats.json(self.body, shape)

    def form(self) -> dict[str, str]:
        """The request's body as a form, urlencoded or multipart. Raises Unreadable."""
        kind = formats.header(self.headers, "content-type")
        if kind.startswith("multipart/"):
            parts = formats.multipart(self.body, kind)
            return {name: value.decode("utf-8", "replace") for name, value in parts.items()}
        return formats.form(self.body)

    def parameters(self) -> dict[str, str]:
        """The query as a dictionary; the first of repeated names wins."""
        return dict(reversed(parse_qsl(self.query, keep_blank_values=True)[: formats.MAX_FIELDS]))

    def answer_json[T](self, shape: type[T]) -> T:
        """The answer's body, as JSON of that shape. Raises AdapterDrift."""
        return formats.json(self.answer, shape)

    def answer_tree(self) -> Json:
        """The answer's body as any JSON, for learning by walking. Raises Unreadable."""
        return formats.any_json(self.answer)


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One message of a WebSocket, or one server-sent event, after the route's codec; `exchange` is the handshake."""

    exchange: Exchange
    from_client: bool
    content: bytes


class Refusal(msgspec.Struct, frozen=True):
    """An answer in the platform's own shape. Never 401, 429 or 5xx: clients log out or retry on those."""

    status: int
    body: bytes
    headers: Mapping[str, str] = msgspec.field(default_factory=lambda: {"content-type": "application/json"})


class Codec(Protocol):
    """The compression or framing of one socket, one direction's state each; made new for every connection."""

    def decode(self, content: bytes, *, from_client: bool) -> Iterator[bytes]:
        """The messages that are complete now. Raises AdapterDrift when the stream cannot be read."""


class Plain:
    """No codec: a frame is a message."""

    def decode(self, content: bytes, *, from_client: bool) -> Iterator[bytes]:  # noqa: ARG002 - the protocol's shape
        yield content


type Findings = Iterator[Activity | Sighting]
type Reader = Callable[..., Findings]
type Refuse = Callable[[Exchange, Notice], Refusal]
type RefuseFrame = Callable[[Frame, Notice], list[bytes]]
type Resolver = Callable[[Account | Thread, Exchange], Exchange | None]
type Operation = Callable[[Exchange], str]


class Route(msgspec.Struct, frozen=True):
    """A reader and when it is asked. `body`: it reads the body. `types`: words in the content types of answers that it reads."""

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
        """The first route for it with the path's parameters, unquoted."""
        for name in (method, "*"):
            pattern, entries = self._compiled.get(name) or self._compile(name)
            if (hit := pattern.fullmatch(path)) and hit.lastindex:
                return self._hit(hit, entries)
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
        compiled = (re.compile("|".join(parts) or r"(?!)"), entries)
        self._compiled[method] = compiled
        return compiled

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


class Platform:
    """One platform: its name, hosts, handle syntax and the functions that read it. Built at import, never changed after."""

    def __init__(  # noqa: PLR0913 - a platform is data, all of it named
        self,
        name: str,
        *,
        hosts: tuple[str, ...] = (),
        handle: str = r".+",
        handle_key: Callable[[str], str] = str.lower,
        ids: str = r"[0-9]{1,20}",
        profiles: tuple[str, ...] = (),
        minimum_age: int = 13,
    ) -> None:
        """`hosts`: registrable or full names, sub-domains included. `handle`, `ids`: regular expressions of the whole, after
        `tidy`. `handle_key`: what makes two handles of one person equal. `profiles`: URL forms, host included, with
        {handle} or {id} in them.
        """
        self.name = name
        self.hosts = hosts
        self.minimum_age = minimum_age
        self.requests = Table()
        self.answers = Table()
        self.frames = Table()
        self.operations: dict[str, Reader] = {}
        self._handle = re.compile(handle)
        self._handle_key = handle_key
        self._ids = re.compile(ids)
        self._profiles = tuple(re.compile(_profile_regex(profile), re.IGNORECASE) for profile in profiles)
        self.refuse: Refuse = _no_refusal
        self.refuse_frame: RefuseFrame = lambda _frame, _notice: []
        self.resolve: Resolver = lambda _unknown, _exchange: None
        self.operation: Operation = lambda _: ""

    # -- attaching -------------------------------------------------------------------------------------------------

    def on[R: Reader](self, method: str, path: str, *, body: bool = True) -> Callable[[R], R]:
        return self._attach(self.requests, Route(method, path, _nothing, body=body))

    def on_answer[R: Reader](self, method: str, path: str, *, types: tuple[str, ...] = JSON) -> Callable[[R], R]:
        return self._attach(self.answers, Route(method, path, _nothing, types=types))

    def on_frame[R: Reader](self, path: str, *, codec: Callable[[Exchange], Codec] = lambda _: Plain()) -> Callable[[R], R]:
        return self._attach(self.frames, Route("GET", path, _nothing, codec=codec))

    def on_operation[R: Reader](self, *names: str) -> Callable[[R], R]:
        def attach(reader: R) -> R:
            self.operations.update(dict.fromkeys(names, reader))
            return reader

        return attach

    def refusal(self, refuse: Refuse) -> Refuse:
        self.refuse = refuse
        return refuse

    def frame_refusal(self, refuse: RefuseFrame) -> RefuseFrame:
        self.refuse_frame = refuse
        return refuse

    def resolver(self, resolve: Resolver) -> Resolver:
        self.resolve = resolve
        return resolve

    @staticmethod
    def _attach[R: Reader](table: Table, route: Route) -> Callable[[R], R]:
        def attach(reader: R) -> R:
            table.add(msgspec.structs.replace(route, reader=reader))
            return reader

        return attach

    # -- people ----------------------------------------------------------------------------------------------------

    def account(self, entered: str = "", *, id: str | int = "", also: tuple[str, ...] = ()) -> Account:  # noqa: A002
        """The account for a handle, profile URL or id as people and payloads write them.

        Raises InvalidHandle, saying what is wrong, when it cannot be one on this platform.
        """
        number, handle = str(id).strip(), ""
        if entered:
            kind, value = self._parsed(tidy(entered))
            if kind == "id":
                number = number or value
            else:
                handle = self._checked_handle(value)
        if number and not self._ids.fullmatch(number):
            raise InvalidHandle(f"{number[:60]!r} is not an id on {self.name}")
        if not (number or handle or also):
            raise InvalidHandle(f"neither a handle nor an id on {self.name}")
        return Account(self.name, number, handle, also)

    def seen(self, handle: object = "", *, id: object = "", also: tuple[str, ...] = ()) -> Account | None:  # noqa: A002
        """The account that a payload names, or None where it names none that the platform could have."""
        try:
            return self.account(
                handle if isinstance(handle, str) else "", id=id if isinstance(id, str | int) else "", also=also
            )
        except InvalidHandle:
            return None

    def thread(self, *ids: str | int | None) -> Thread:
        return Thread(self.name, tuple(dict.fromkeys(str(name) for name in ids if name)))

    def _parsed(self, text: str) -> tuple[str, str]:
        bare = re.sub(r"^https?://", "", text, flags=re.IGNORECASE)
        for profile in self._profiles:
            if hit := profile.fullmatch(bare):
                kind, value = next((kind, value) for kind, value in hit.groupdict().items() if value)
                return kind.rstrip("_0123456789"), unquote(value)
        return "handle", text

    def _checked_handle(self, text: str) -> str:
        handle = self._handle_key(text.removeprefix("@"))
        if not self._handle.fullmatch(handle):
            raise InvalidHandle(f"{text[:60]!r} cannot be a handle on {self.name}")
        return handle


def _profile_regex(profile: str) -> str:
    """A profile URL form as a regular expression; any query or fragment may follow unless the form has a query itself."""
    pieces = re.split(r"(\{(?:handle|id)\})", profile)
    seen: dict[str, int] = {}
    parts: list[str] = []
    for piece in pieces:
        if piece in {"{handle}", "{id}"}:
            kind = piece[1:-1]
            seen[kind] = seen.get(kind, 0) + 1
            parts.append(f"(?P<{kind}_{seen[kind]}>[^/?#&]+)")
        else:
            parts.append(re.escape(piece))
    tail = r"(?:[&#].*)?" if "?" in profile else r"/?(?:[?#].*)?"
    return "".join(parts) + tail


def _nothing(*_: object, **__: str) -> Findings:
    yield from ()


def _no_refusal(_: Exchange, notice: Notice) -> Refusal:
    """For a platform that says nothing better: most clients show the text of a plain 403."""
    return Refusal(403, msgspec.json.encode({"error": notice.text}))
