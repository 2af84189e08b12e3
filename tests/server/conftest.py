"""A real office on a database of its own, with a clock that the test moves."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.keys import Keys
from server.store import epochs
from server.store.db import Database
from server.tables import metadata


class Clock:
    """Stands still until a test moves it."""

    def __init__(self):
        self.moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self):
        return self.moment

    def pass_time(self, seconds):
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def database(tmp_path, clock):
    keys = Keys(bytes(range(32)), Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}", keys, clock=clock)
    async with database.engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    yield database
    await database.close()


@pytest.fixture
async def registry(database):
    """The same with its first epoch: ready for accounts."""
    async with database.begin() as db:
        await epochs.ensure(db)
    return database
