"""For every test: nothing but this machine can be reached; and the slow ones begin first."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from tests.scheduling import Shared, in_order


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Shared:
    return Shared(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = in_order(items)


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """A test that would speak to the world fails at once, with the address that it wanted."""
    connect = socket.socket.connect

    def checked(self: socket.socket, address: Any) -> None:
        outside = self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1", "localhost"}
        assert not outside, f"a test wanted to reach {address}"
        connect(self, address)

    setattr(socket.socket, "connect", checked)  # noqa: B010 - no type checker likes a method replaced, nor should it
    yield
    setattr(socket.socket, "connect", connect)  # noqa: B010
