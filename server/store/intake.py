"""What a device sent, taken in exactly once: the office answers with the keys that are settled, and no others.

Settled means kept, or deliberately not kept. An event about somebody who is no pupil may not be kept (nothing about
others ever is), and one with impossible values cannot be; both are counted, and the device may forget them.
"""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import Table, select

from policy.incident import MAX_REASON, Event, Review
from policy.roster import PSEUDONYM_BYTES
from policy.wire import Events
from server.store import accounts, asks, devices, health, incidents, reviews
from server.store.devices import Device
from server.store.transaction import Transaction
from server.tables import asks as ask_table
from server.tables import events
from server.tables import health as health_table
from server.tables import reviews as review_table

KEY = re.compile(r"[A-Za-z0-9-]{1,64}")
WORD = re.compile(r"[a-z0-9][a-z0-9 ._-]{0,39}")
SUBJECT = re.compile(rf"[0-9a-f]{{{2 * PSEUDONYM_BYTES}}}")
MAX_COUNT = 1_000_000
CLOCK_SKEW = 24 * 3600


async def take(db: Transaction, device: Device, sent: Events) -> list[str]:
    """Take in what is new; the keys that are settled now, whether sent before or this time."""
    every = [key for key in _keys(sent) if KEY.fullmatch(key)]
    done = await _settled(db, device.id, every)
    for event in sent.events:
        if _fresh(event.key, done):
            await _take_event(db, device, event)
    for review in sent.reviews:
        if _fresh(review.key, done):
            await _take_review(db, device, review)
    for report in sent.health:
        if _fresh(report.key, done):
            await health.keep(db, device.id, report)
            if report.kind == health.LEFT:
                await devices.left(db, device)
    for ask in sent.asks:
        if _fresh(ask.key, done):
            await asks.take(db, device, ask)
    return list(dict.fromkeys(every))


async def _take_event(db: Transaction, device: Device, event: Event) -> None:
    if not _possible(db, event):
        await health.count(db, device.id, event.key, health.UNREADABLE)
        return
    hits = await accounts.by_pseudonym(db, event.epoch, bytes.fromhex(event.subject))
    mine = [hit for hit in hits if hit.platform == event.platform]
    if not mine:
        await health.count(db, device.id, event.key, health.NO_PUPIL)
        return
    await incidents.record(db, device.id, device.tutor, mine[0].pupil, event)


async def _take_review(db: Transaction, device: Device, review: Review) -> None:
    known = review.kind in {reviews.LEARN, reviews.REUSED} and SUBJECT.fullmatch(review.subject)
    hits = await accounts.by_pseudonym(db, review.epoch, bytes.fromhex(review.subject)) if known else []
    mine = [hit for hit in hits if hit.platform == review.platform]
    if not mine:
        await health.count(db, device.id, review.key, health.NO_PUPIL if known else health.UNREADABLE)
        return
    for hit in mine:
        await reviews.propose(db, device.id, review, hit.id)


def _keys(sent: Events) -> Iterator[str]:
    yield from (event.key for event in sent.events)
    yield from (review.key for review in sent.reviews)
    yield from (report.key for report in sent.health)
    yield from (ask.key for ask in sent.asks)


def _possible(db: Transaction, event: Event) -> bool:
    return bool(
        KEY.fullmatch(event.incident)
        and SUBJECT.fullmatch(event.subject)
        and WORD.fullmatch(event.platform)
        and WORD.fullmatch(event.act)
        and 0 < event.count <= MAX_COUNT
        and 0 < event.at <= db.now + CLOCK_SKEW
        and len(event.reason) <= MAX_REASON
    )


def _fresh(key: str, done: set[str]) -> bool:
    """Whether a key is to be taken in now; the same key twice in one batch is taken once."""
    if key in done or not KEY.fullmatch(key):
        return False
    done.add(key)
    return True


async def _settled(db: Transaction, device: str, keys: Iterable[str]) -> set[str]:
    wanted = list(keys)
    return {
        key for table in (events, health_table, review_table, ask_table) for key in await _present(db, table, device, wanted)
    }


async def _present(db: Transaction, table: Table, device: str, keys: list[str]) -> list[str]:
    rows = await db.rows(select(table.c.key).where(table.c.device == device, table.c.key.in_(keys)))
    return [row.key for row in rows]
