"""The command line against a guard's real loopback application, each command as a person types it."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from click.testing import CliRunner, Result

from proxy_addons.cli import main

type Type = Callable[..., Awaitable[Result]]


@pytest.fixture(autouse=True)
def person(tmp_path, monkeypatch) -> None:
    """Nobody's own trust stores are touched."""
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    monkeypatch.setattr("proxy_addons.trust.BUNDLES", ())


@pytest.fixture
def command(device) -> Type:
    """Type a command for the device's home; it is run beside the loop on which the guard answers."""

    async def type_it(*line: str, **options: object) -> Result:
        arguments = [*line, "--home", str(device.home.root)]
        return await asyncio.to_thread(CliRunner().invoke, main, arguments, **options)

    return type_it
