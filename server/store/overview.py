"""Numbers for the start page: is everything watching, is anything waiting."""

from collections import Counter

import msgspec
from sqlalchemy import func, select

from server.store import asks, consents, fakes
from server.store.devices import Device
from server.store.transaction import Transaction
from server.tables import accounts, devices, incidents, pupils, reviews

SILENT_AFTER = 15 * 60  # design 4.4: the server sees a dead guard as silence
WEEK = 7 * 24 * 3600


class Devices(msgspec.Struct, frozen=True):
    """Each device in one of four; revoked ones in none. `new`: enrolled, and has not said yet how it is."""

    watching: int
    new: int
    degraded: int
    silent: int

    @property
    def any(self) -> bool:
        return bool(self.watching or self.new or self.degraded or self.silent)


class Overview(msgspec.Struct, frozen=True):
    """`without_account`: pupils whom nothing can recognise yet. `incidents`: heard of in the last seven days. `asks`: what
    tutors ask to have verified. `fakes`: accounts that visitors report. `ending`: consents that end soon.
    """

    devices: Devices
    pupils: int
    without_account: int
    reviews: int
    incidents: int
    asks: int
    fakes: int
    ending: int


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
        asks=await asks.waiting(db),
        fakes=await fakes.waiting(db),
        ending=len(await consents.page(db, state="expiring")),
    )


async def account_counts(db: Transaction, refs: list[str]) -> dict[str, int]:
    """How many accounts each of these pupils has."""
    query = select(accounts.c.pupil, func.count().label("number")).where(accounts.c.pupil.in_(refs))
    counted = {row.pupil: row.number for row in await db.rows(query.group_by(accounts.c.pupil))}
    return {ref: counted.get(ref, 0) for ref in refs}


async def _devices(db: Transaction) -> Devices:
    quiet = (devices.c.last_seen < db.now - SILENT_AFTER).label("quiet")
    query = select(quiet, devices.c.state, func.count().label("number")).where(devices.c.revoked_at.is_(None))
    counted = Counter[str]()
    for row in await db.rows(query.group_by("quiet", devices.c.state)):
        counted["silent" if row.quiet else row.state] += row.number
    watching, new, silent = counted["watching"], counted["new"], counted["silent"]
    return Devices(watching, new, counted.total() - watching - new - silent, silent)
