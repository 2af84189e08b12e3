"""Traffic as plain data: a request with its answer, a message of a socket, and an answer in the upstream's stead."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

import msgspec

from policy import formats
from policy.formats import Json


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
