"""Published bundles: the newest for everybody, the last few as what deltas start from."""

import msgspec
from sqlalchemy import delete, func, insert, select, update

from policy.bundle import Bundle, Head
from server.store.transaction import Transaction
from server.tables import bundles

KEPT = 200  # a device that missed more than these gets a whole bundle


class Published(msgspec.Struct, frozen=True):
    """A bundle with the change counter that it was made at."""

    serial: int
    epoch: int
    change: int
    bundle: Bundle


async def newest_serial(db: Transaction) -> int:
    return await db.value(select(func.max(bundles.c.serial))) or 0


async def newest(db: Transaction) -> Published | None:
    return await stored(db, await newest_serial(db))


async def stored(db: Transaction, serial: int) -> Published | None:
    row = await db.row(select(bundles).where(bundles.c.serial == serial))
    if row is None:
        return None
    return Published(row.serial, row.epoch, row.change, Bundle(row.head, row.signature, row.content))


async def digest(db: Transaction, serial: int) -> bytes:
    """The digest under which a serial was published; empty for one that is not kept."""
    head = await db.value(select(bundles.c.head).where(bundles.c.serial == serial))
    return msgspec.msgpack.decode(head, type=Head).digest if head else b""


async def keep(db: Transaction, head: Head, bundle: Bundle, change: int) -> None:
    await db.run(
        insert(bundles).values(
            serial=head.serial,
            epoch=head.epoch,
            head=bundle.head,
            signature=bundle.signature,
            content=bundle.content,
            change=change,
            created_at=db.now,
        )
    )
    await db.run(delete(bundles).where(bundles.c.serial <= head.serial - KEPT))


async def still_right(db: Transaction, serial: int, change: int) -> None:
    """Note that what was published covers the changes up to this one too."""
    await db.run(update(bundles).where(bundles.c.serial == serial).values(change=change))
