"""Between mitmproxy's flows and the core's plain data: the only code that knows both.

mitmproxy's `.content` and `.text` decode without a limit; here only `.raw_content` is read, and decoded with one.
"""

from collections.abc import Iterator, Mapping

from mitmproxy import http

from policy.adapter import Exchange, Refusal, Unreadable
from policy.encoding import TooLarge, Undecodable, decoded

REQUEST_LIMIT = 8 * 2**20  # bytes of a request that a route reads, before and after decoding
ANSWER_LIMIT = 16 * 2**20


class Headers(Mapping[str, str]):
    """mitmproxy's headers with lower-case names, without a copy."""

    __slots__ = ("_headers",)

    def __init__(self, headers: http.Headers) -> None:
        self._headers = headers

    def __getitem__(self, name: str) -> str:
        return str(self._headers[name])

    def __iter__(self) -> Iterator[str]:
        return (name.lower() for name in self._headers)

    def __len__(self) -> int:
        return len(self._headers)


def path(request: http.Request) -> str:
    """The path without its query, as on the wire."""
    return request.path.partition("?")[0]


def names(flow: http.HTTPFlow) -> tuple[str, ...]:
    """Every name under which this request could reach a guarded host: the address, the Host header, the TLS name."""
    return (flow.request.host, flow.request.pretty_host, flow.client_conn.sni or "")


def request_size(flow: http.HTTPFlow) -> int | None:
    """The announced size of the request's body in bytes; None when it is not announced (chunked) or nonsense."""
    headers = flow.request.headers
    if "transfer-encoding" in headers:
        return None
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() else None


def request(flow: http.HTTPFlow, host: str, *, body: bool) -> Exchange:
    """The request as plain data, its body decoded if asked for. Raises Unreadable when it can't be, or is too large."""
    incoming = flow.request
    raw = (incoming.raw_content or b"") if body else b""
    return Exchange(
        method=incoming.method,
        host=host,
        path=path(incoming),
        query=incoming.path.partition("?")[2],
        headers=Headers(incoming.headers),
        body=_decoded(raw, incoming.headers.get("content-encoding", ""), REQUEST_LIMIT),
    )


def answered(exchange: Exchange, flow: http.HTTPFlow, raw: bytes) -> Exchange:
    """The exchange with its answer, decoded. Raises Unreadable when it can't be, or is too large."""
    response = flow.response
    if response is None:
        raise Unreadable("no answer")
    return Exchange(
        method=exchange.method,
        host=exchange.host,
        path=exchange.path,
        query=exchange.query,
        headers=exchange.headers,
        body=exchange.body,
        status=response.status_code,
        answer_headers=Headers(response.headers),
        answer=_decoded(raw, response.headers.get("content-encoding", ""), ANSWER_LIMIT),
    )


def refuse(flow: http.HTTPFlow, refusal: Refusal) -> None:
    """Answer in the upstream's stead; nothing is sent on."""
    flow.request.stream = False
    flow.response = http.Response.make(refusal.status, refusal.body, dict(refusal.headers))


def replace_answer(flow: http.HTTPFlow, refusal: Refusal) -> None:
    """Show a refusal in place of an answer whose body is still on its way: that body is swallowed as it comes."""
    refuse(flow, refusal)
    if flow.response is None:
        return
    del flow.response.headers["content-length"]  # there may be no body to replace, if the upstream's has none
    unsaid = [refusal.body]
    flow.response.stream = lambda _: unsaid.pop() if unsaid else b""


def _decoded(raw: bytes, encoding: str, limit: int) -> bytes:
    if not encoding and len(raw) <= limit:
        return raw
    try:
        return decoded(raw, encoding, limit)
    except TooLarge as error:
        raise Unreadable("the body is too large") from error
    except Undecodable as error:
        raise Unreadable("the body's encoding is broken") from error
