"""Opening an office: its directory, keys, schema and first epoch, made where they are missing."""

import asyncio

from server import keys
from server.settings import Home, write_secret
from server.store import epochs, migrate
from server.store.db import Clock, Database, utc_now


async def opened(home: Home, url: str = "", *, clock: Clock = utc_now) -> Database:
    """The database, ready to be used. Raises Unusable, saying why it is not."""
    home.prepare()
    own = keys.opened(home)
    address = url or home.database_url
    if not url:
        write_secret(home.database, b"", replace=False)  # SQLite fills an empty file, and keeps whose it is
    await asyncio.to_thread(_upgraded, home, address)
    database = Database(address, own, clock=clock)
    try:
        async with database.begin() as db:
            await epochs.ensure(db)
    except BaseException:
        await database.close()
        raise
    return database


def _upgraded(home: Home, address: str) -> None:
    with home.alone():
        migrate.upgrade(address)
