"""A route with all that is known of it: who may, what goes in, what comes out.

There is no way to add one without naming a right, so forgetting the check is not possible; the API's description
(openapi.py) is made of the same values, so it cannot lag behind. The idiom is aiohttp's RouteTableDef.
"""

from collections.abc import Callable, Iterator
from http import HTTPStatus

import msgspec

from server.roles import Right
from server.web import Handler


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """`right`: None means that nobody needs to be logged in. `body`, `reply`: shapes of JSON; `text`: the body is text
    of that type. `query`: names of parameters, each with what it is for.
    """

    method: str
    path: str
    handler: Handler
    right: Right | None
    body: type | None = None
    text: str = ""
    reply: type | None = None
    status: int = HTTPStatus.OK
    query: dict[str, str] = {}

    @property
    def summary(self) -> str:
        return (self.handler.__doc__ or "").strip().partition("\n")[0]


class Routes:
    """Routes under one prefix, in the order in which they stand in the module."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._routes: list[Route] = []

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def on[H: Handler](  # noqa: PLR0913 - a route is data, all of it named
        self,
        method: str,
        path: str,
        right: Right | None,
        *,
        body: type | None = None,
        text: str = "",
        reply: type | None = None,
        status: int = HTTPStatus.OK,
        query: dict[str, str] | None = None,
    ) -> Callable[[H], H]:
        def attach(handler: H) -> H:
            route = Route(
                method=method, path=self._prefix + path, handler=handler, right=right,
                body=body, text=text, reply=reply, status=status, query=query or {},
            )  # fmt: skip
            self._routes.append(route)
            return handler

        return attach
