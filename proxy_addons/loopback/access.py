"""Who may come in. Any web page can make a browser knock here, so nothing is believed but what a page cannot forge.

Host            must be this very address: a name that was rebound to 127.0.0.1 shows its own (DNS rebinding)
Origin          must be a browser extension's or absent; on the status page's own forms, the page's own
Sec-Fetch-Site  another site may only *open* the page, never load it into itself or post to it
token           every API call but `pair` brings the bearer token from the home, compared in constant time; a WebSocket,
                on which a browser lets nobody set headers, brings it as a subprotocol

No CORS header is ever sent, so that no page can read an answer. With a proxy on this computer every site looks like
loopback to Chromium, and its own Local Network Access prompt protects nothing here (facts: measured).
"""

import hmac
from collections.abc import Awaitable, Callable

import msgspec
from aiohttp import web

EXTENSIONS = ("chrome-extension://", "moz-extension://", "safari-web-extension://")
PROTOCOL, BEARER = "tutor-guard", "bearer."  # subprotocols
FREE = {"/v1/pair"}  # the code is the proof
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a browser posts the page's own forms with Origin: null
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
TOKEN = web.AppKey("token", str)
type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let in, or refuse: an API call with JSON, anything else with a line of text."""
    try:
        _check(request)
        return await handler(request)
    except web.HTTPException as refused:
        if refused.status < 400 or not request.path.startswith("/v1/"):
            raise
        return answer({"error": refused.text or refused.reason}, status=refused.status)


async def harden(_: web.Request, response: web.StreamResponse) -> None:
    """Put the protecting headers on everything that leaves (on_response_prepare)."""
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.pop("Server", None)


def answer(content: object, status: int = 200) -> web.Response:
    return web.Response(body=msgspec.json.encode(content), status=status, content_type="application/json")


async def read[S: msgspec.Struct](request: web.Request, shape: type[S]) -> S:
    """The JSON body of a call; its media type is one that no page may send without asking first."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="send JSON, with content-type application/json")
    try:
        return msgspec.json.decode(await request.read(), type=shape)
    except msgspec.MsgspecError as error:
        raise web.HTTPBadRequest(text=f"cannot be read: {error}") from error
    except (RecursionError, UnicodeDecodeError):  # the latter has the whole body in it
        raise web.HTTPBadRequest(text="cannot be read: it is no JSON of a sensible shape") from None


def _check(request: web.Request) -> None:
    if request.host.lower() not in _own_hosts(request):
        raise web.HTTPMisdirectedRequest(text="this address serves this computer only")
    if not (_is_socket(request) and _from_extension(request)):  # browsers call every WebSocket cross-site
        _check_site(request)
    if request.path.startswith("/v1/"):
        _check_origin(request, extension=True)
        if request.path not in FREE:
            _check_token(request)
    else:
        _check_origin(request, extension=False)


def _own_hosts(request: web.Request) -> set[str]:
    """The names of this server, with the port on which the connection came in."""
    name = request.transport.get_extra_info("sockname") if request.transport else None
    return {f"{host}:{name[1]}" for host in ("127.0.0.1", "localhost", "[::1]")} if name else set()


def _check_site(request: web.Request) -> None:
    opened = request.method == "GET" and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    framed = request.headers.get("Sec-Fetch-Dest", "document") not in {"document", "empty"}
    if request.headers.get("Sec-Fetch-Site", "none") in {"cross-site", "same-site"} and (framed or not opened):
        raise web.HTTPForbidden(text="another site has no business here")


def _check_origin(request: web.Request, *, extension: bool) -> None:
    origin = request.headers.get("Origin")
    if origin is None and (extension or request.method in {"GET", "HEAD"}):
        return
    if extension and _from_extension(request):
        return
    if not extension and origin == f"http://{request.host}":
        return
    raise web.HTTPForbidden(text="another site has no business here")


def _from_extension(request: web.Request) -> bool:
    """No page can say that it is one."""
    return request.headers.get("Origin", "").startswith(EXTENSIONS)


def _is_socket(request: web.Request) -> bool:
    return request.method == "GET" and request.headers.get("Upgrade", "").lower() == "websocket"


def _check_token(request: web.Request) -> None:
    given = _socket_token(request) if _is_socket(request) else _bearer(request)
    if not hmac.compare_digest(given.encode(errors="surrogateescape"), request.app[TOKEN].encode()):
        raise web.HTTPUnauthorized(text="the token is missing or wrong", headers={"WWW-Authenticate": "Bearer"})


def _bearer(request: web.Request) -> str:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else ""


def _socket_token(request: web.Request) -> str:
    named = (name.strip() for name in request.headers.get("Sec-WebSocket-Protocol", "").split(","))
    return next((name.removeprefix(BEARER) for name in named if name.startswith(BEARER)), "")
