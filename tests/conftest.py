"""For every test: the checkout is importable, and nothing but this machine can be reached."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))


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
