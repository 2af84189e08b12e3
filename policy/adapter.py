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

from collections.abc import Callable

import msgspec

from policy.account import Account, InvalidHandle
from policy.activity import Thread
from policy.exchange import Exchange, Frame, Refusal
from policy.formats import AdapterDrift, Unreadable
from policy.handles import Handles, Key
from policy.notice import Notice
from policy.routes import JSON, Codec, Findings, Plain, Reader, Route, Table, nothing

__all__ = [
    "AdapterDrift",
    "Codec",
    "Exchange",
    "Findings",
    "Frame",
    "Plain",
    "Platform",
    "Reader",
    "Refusal",
    "Route",
    "Unreadable",
]

type Refuse = Callable[[Exchange, Notice], Refusal]
type RefuseFrame = Callable[[Frame, Notice], list[bytes]]
type Resolver = Callable[[Account | Thread, Exchange], Exchange | None]
type Operation = Callable[[Exchange], str]

NEVER = r"(?!)"


class Platform:
    """One platform: its name, hosts, handle syntax and the functions that read it. Built at import, never changed after."""

    def __init__(  # noqa: PLR0913 - a platform is data, all of it named
        self,
        name: str,
        *,
        hosts: tuple[str, ...] = (),
        handle: str = r".+",
        handle_key: Key = str.lower,
        ids: str = r"[0-9]{1,20}",
        id_key: Key = str,
        bare_ids: str = NEVER,
        profiles: tuple[str, ...] = (),
        minimum_age: int = 13,
    ) -> None:
        """`hosts`: registrable or full names, sub-domains included. `handle_key`, `id_key`: what makes two spellings one;
        `handle`, `ids`: regular expressions of the whole of their results. `bare_ids`: what is an id although it was entered
        as a handle. `profiles`: URL forms, host included, with {handle} or {id} in them; `*.` in front for any sub-domain or
        none, {host} for a person's own server. `minimum_age`: by the platform's terms in the UK; 0: none stated.
        """
        self.name = name
        self.hosts = hosts
        self.minimum_age = minimum_age
        self.requests = Table()
        self.answers = Table()
        self.frames = Table()
        self.operations: dict[str, Reader] = {}
        self.handles = Handles(
            name, handle=handle, handle_key=handle_key, ids=ids, id_key=id_key, bare_ids=bare_ids, profiles=profiles
        )
        self.refuse: Refuse = _no_refusal
        self.refuse_frame: RefuseFrame = lambda _frame, _notice: []
        self.resolve: Resolver = lambda _unknown, _exchange: None
        self.operation: Operation = lambda _: ""

    @property
    def watched(self) -> bool:
        """Can the guard read it? A platform known by its handles alone is never decrypted."""
        return bool(self.requests.routes or self.answers.routes or self.frames.routes or self.operations)

    # -- attaching -------------------------------------------------------------------------------------------------

    def on[R: Reader](self, method: str, path: str, *, body: bool = True) -> Callable[[R], R]:
        return self._attach(self.requests, Route(method, path, nothing, body=body))

    def on_answer[R: Reader](self, method: str, path: str, *, types: tuple[str, ...] = JSON) -> Callable[[R], R]:
        return self._attach(self.answers, Route(method, path, nothing, types=types))

    def on_frame[R: Reader](self, path: str, *, codec: Callable[[Exchange], Codec] = lambda _: Plain()) -> Callable[[R], R]:
        return self._attach(self.frames, Route("GET", path, nothing, codec=codec))

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
        return self.handles.account(entered, id, also)

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


def _no_refusal(_: Exchange, notice: Notice) -> Refusal:
    """For a platform that says nothing better: most clients show the text of a plain 403."""
    return Refusal(403, msgspec.json.encode({"error": notice.text}))
