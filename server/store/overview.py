"""Numbers for the start page: is everything watching, is anything waiting."""

import msgspec
from sqlalchemy import func, select

from server.store.devices import Device
from server.store.transaction import Transaction
from server.tables import accounts, devices, incidents, pupils, reviews

SILENT_AFTER = 15 * 60  # design 4.4: the server sees a dead guard as silence
WELL = ("watching", "new")
WEEK = 7 * 24 * 3600


class Devices(msgspec.Struct, frozen=True):
    watching: int
    degraded: int
    silent: int


class Overview(msgspec.Struct, frozen=True):
    """`without_account`: pupils whom nothing can recognise yet. `incidents`: heard of in the last seven days."""

    devices: Devices
    pupils: int
    without_account: int
    reviews: int
    incidents: int


def condition(device: Device, now: int) -> str:
    """How a device is, in one word: revoked, silent, new, watching, degraded or cannot-check."""
    if device.revoked_at is not None:
        return "revoked"
    return "silent" if device.last_seen < now - SILENT_AFTER else device.state


async def overview(db: Transaction) -> Overview:
    """All of it, counted by the database."""
    registered = select(func.count()).select_from(pupils)
    return Overview(
        devices=await _devices(db),
        pupils=await db.value(registered),
        without_account=await db.value(registered.where(pupils.c.ref.not_in(select(accounts.c.pupil)))),
        reviews=await db.value(select(func.count()).select_from(reviews).where(reviews.c.state == "open")),
        incidents=await db.value(select(func.count()).select_from(incidents).where(incidents.c.received_at > db.now - WEEK)),
    )


async def account_counts(db: Transaction, refs: list[str]) -> dict[str, int]:
    """How many accounts each of these pupils has."""
    query = select(accounts.c.pupil, func.count().label("number")).where(accounts.c.pupil.in_(refs))
    counted = {row.pupil: row.number for row in await db.rows(query.group_by(accounts.c.pupil))}
    return {ref: counted.get(ref, 0) for ref in refs}


async def _devices(db: Transaction) -> Devices:
    quiet, well = devices.c.last_seen < db.now - SILENT_AFTER, devices.c.state.in_(WELL)
    query = select(quiet.label("quiet"), well.label("well"), func.count().label("number"))
    rows = await db.rows(query.where(devices.c.revoked_at.is_(None)).group_by("quiet", "well"))
    return Devices(
        watching=sum(row.number for row in rows if not row.quiet and row.well),
        degraded=sum(row.number for row in rows if not row.quiet and not row.well),
        silent=sum(row.number for row in rows if row.quiet),
    )
