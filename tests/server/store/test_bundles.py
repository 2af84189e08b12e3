"""Published bundles are kept by serial, the last two hundred of them."""

import msgspec

from policy.bundle import Bundle, Head
from server.store import bundles


def head(serial):
    return Head(1, 1, serial, 1, 2, bytes([serial % 256]) * 32)


async def kept(db, serial, change=0):
    await bundles.keep(db, head(serial), Bundle(msgspec.msgpack.encode(head(serial)), b"s", b"c"), change)


async def test_an_office_that_never_published_has_nothing(database):
    async with database.reading() as db:
        assert (await bundles.newest_serial(db), await bundles.newest(db), await bundles.digest(db, 1)) == (0, None, b"")


async def test_the_newest_and_any_other_are_found_by_serial(database):
    async with database.begin() as db:
        await kept(db, 3)
        await kept(db, 7, change=5)
        newest = await bundles.newest(db)
        assert (newest.serial, newest.epoch, newest.change) == (7, 1, 5)
        assert (await bundles.stored(db, 3)).serial == 3
        assert await bundles.stored(db, 4) is None
        assert await bundles.digest(db, 3) == bytes([3]) * 32
        await bundles.still_right(db, 7, 9)
        assert (await bundles.newest(db)).change == 9


async def test_the_oldest_are_forgotten(database):
    async with database.begin() as db:
        for serial in range(1, bundles.KEPT + 3):
            await kept(db, serial)
        assert await bundles.stored(db, 2) is None
        assert (await bundles.stored(db, 3)).serial == 3
