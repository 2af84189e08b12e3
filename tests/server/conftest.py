"""A real office on a database of its own, with a clock that the test moves."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import create_engine, event

from server import passwords
from server.keys import Keys
from server.packs.published import Published
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


@pytest.fixture(scope="module", autouse=True)
def quick_hashes():
    """Hashing a password is slow on purpose, which test_passwords tries; nobody else needs to wait for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def empty_tables(tmp_path_factory):
    """A database file with every table, made once: copying it is far cheaper than making the tables for each test."""
    file = tmp_path_factory.mktemp("tables") / "office.sqlite"
    engine = create_engine(f"sqlite:///{file}")
    metadata.create_all(engine)
    engine.dispose()
    return file


@pytest.fixture
async def database(tmp_path, clock, empty_tables):
    keys = Keys(bytes(range(32)), Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
    shutil.copyfile(empty_tables, tmp_path / "office.sqlite")
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}", keys, clock=clock)
    event.listen(database.engine.sync_engine, "connect", unsynchronised)
    yield database
    await database.close()


def unsynchronised(connection, _):
    """Nobody pulls a test's plug, so no commit of it needs to wait for the disk."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()


@pytest.fixture
async def registry(database):
    """The same with its first epoch: ready for accounts."""
    async with database.begin() as db:
        await epochs.ensure(db)
    return database


@pytest.fixture
def packs(tmp_path, database):
    """The packs of an office that has none yet."""
    return Published(tmp_path / "packs", database.keys.signer.public_key())
