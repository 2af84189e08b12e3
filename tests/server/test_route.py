"""A route cannot be added without saying who may use it."""

import pytest

from server.roles import Right
from server.route import Routes


def test_routes_keep_their_order_and_prefix():
    routes = Routes("/api/things")

    @routes.on("GET", "", Right.READ_PUPILS, query={"limit": "how many"})
    async def list_things(_):
        """Things, all of them.

        More is said here.
        """

    @routes.on("POST", "/{id}", None, body=int, status=201)
    async def add_thing(_): ...

    first, second = routes
    assert (first.method, first.path, first.right, first.summary) == (
        "GET", "/api/things", Right.READ_PUPILS, "Things, all of them.",
    )  # fmt: skip
    assert (second.path, second.right, second.body, second.status, second.summary) == ("/api/things/{id}", None, int, 201, "")
    assert first.handler is list_things


def test_a_right_must_be_named():
    with pytest.raises(TypeError):
        Routes().on("GET", "/")
