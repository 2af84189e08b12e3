"""What devices say of themselves, and what had to be counted instead of kept."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, func, insert, select

from policy.incident import Health
from server.store.transaction import Transaction
from server.tables import health

KINDS = frozenset({"drift", "not watching", "bundle refused", "pack refused", "hook failed", "left", "holds"})
LEFT, OTHER = "left", "other"
NO_PUPIL = "no pupil"  # an event whose subject is no pupil (any more): nothing of it is kept but that there was one
UNREADABLE = "unreadable"  # an event or a review with values that cannot be
PLATFORM = re.compile(r"[a-z0-9-]{0,40}")
DETAIL = re.compile(r"[A-Za-z0-9 .,:/_()-]{0,80}")  # the words of a device's own list; nothing that traffic could fill
MOST = 1_000_000
GAPS = ("drift", "not watching", "bundle refused", "pack refused", "hook failed")
MOST_GAPS = 50


class Gap(msgspec.Struct, frozen=True):
    """Something that devices could not watch or take: how often, on how many of them, when last (Unix seconds)."""

    kind: str
    platform: str
    detail: str
    times: int
    devices: int
    newest: int


async def keep(db: Transaction, device: str, said: Health) -> None:
    """Keep a new report. Its words are cut down to what the device's own lists could hold."""
    kind = said.kind if said.kind in KINDS else OTHER
    platform = said.platform if PLATFORM.fullmatch(said.platform) else ""
    detail = said.detail if DETAIL.fullmatch(said.detail) else ""
    await _add(db, device, said.key, kind, platform=platform, detail=detail, at=said.at or db.now, times=min(said.count, MOST))


async def count(db: Transaction, device: str, key: str, kind: str) -> None:
    """Count something of which nothing is kept."""
    await _add(db, device, key, kind, at=db.now)


async def page(db: Transaction, *, device: str = "", since: int = 0, limit: int = 100) -> Sequence[Row[Any]]:
    """Reports, the newest first."""
    query = select(health).where(health.c.at >= since).order_by(health.c.at.desc(), health.c.key).limit(limit)
    return await db.rows(query.where(health.c.device == device) if device else query)


async def gaps(db: Transaction, *, since: int) -> list[Gap]:
    """What devices could not watch or take since then, the most devices first: in fixed words, without content."""
    times, newest = func.sum(health.c.times).label("times"), func.max(health.c.at).label("newest")
    on = func.count(health.c.device.distinct()).label("devices")
    what = health.c.kind, health.c.platform, health.c.detail
    query = select(*what, times, on, newest).where(health.c.kind.in_(GAPS), health.c.at >= since).group_by(*what)
    rows = await db.rows(query.order_by(on.desc(), newest.desc(), *what).limit(MOST_GAPS))
    return [Gap(row.kind, row.platform, row.detail, row.times, row.devices, row.newest) for row in rows]


async def _add(db: Transaction, device: str, key: str, kind: str, **values: object) -> None:
    await db.run(insert(health).values(device=device, key=key, kind=kind, **values))
