"""For every test: nothing but this machine can be reached; and the slow ones begin first.

Hypothesis tries the same examples in every run, so that a change alone decides whether a run is green, and has no deadlines: no
test with examples is about time. New ones: `pytest --hypothesis-profile=search`.
"""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.scheduling import Shared, in_order

settings.register_profile("calm", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", settings.get_profile("calm"), derandomize=False, max_examples=1000)
settings.load_profile("calm")


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
