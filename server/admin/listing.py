"""Lists a page at a time: `?limit=` items beyond `?after=`, and in the answer what to ask for next.

One item more than asked is read, so that `next` stands only where something follows.
"""

from collections.abc import Callable, Sequence

import msgspec
from aiohttp import web

from server.web import number

DEFAULT_LIMIT = 100
QUERY = {"limit": "how many items at most (1 to 500)", "after": "the `next` of the page before"}


class Items[T](msgspec.Struct, frozen=True):
    """`next`: to be sent as `after`; null on the last page."""

    items: list[T]
    next: str | None = None


class Place(msgspec.Struct, frozen=True):
    after: str
    limit: int

    @property
    def reading(self) -> int:
        return self.limit + 1


def place(request: web.Request) -> Place:
    """Where in a list to go on. Raises BadRequest."""
    after = request.query.get("after") or request.query.get("cursor", "")  # the word that the devices' API has for it
    return Place(after, number(request, "limit", DEFAULT_LIMIT))


def listed[T](found: Sequence[T], at: Place, key: Callable[[T], str]) -> Items[T]:
    shown = list(found[: at.limit])
    return Items(shown, key(shown[-1]) if len(found) > at.limit else None)


def whole[T](found: Sequence[T]) -> Items[T]:
    """A list that is short by nature, all of it."""
    return Items(list(found))
