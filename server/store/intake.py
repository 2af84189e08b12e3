"""What a device sent, taken in exactly once: the office answers with the keys that are settled, and no others.

Settled means kept, or deliberately not kept. An event about somebody who is no pupil may not be kept (nothing about
others ever is), and one with impossible values cannot be; both are counted, and the device may forget them.
"""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import Table, select

from policy.incident import MAX_REASON, Event, Health, Review
from policy.register import Ask
from policy.report import Report
from policy.roster import PSEUDONYM_BYTES
from policy.wire import Events
from server.store import accounts, asks, devices, health, incidents, reports, reviews
from server.store.devices import Device
from server.store.transaction import Transaction
from server.tables import asks as ask_table
from server.tables import events
from server.tables import health as health_table
from server.tables import reports as report_table
from server.tables import reviews as review_table

TABLES = (events, health_table, review_table, ask_table, report_table)  # in which a device's keys stand
KEY = re.compile(r"[A-Za-z0-9-]{1,64}")
WORD = re.compile(r"[a-z0-9][a-z0-9 ._-]{0,39}")
SUBJECT = re.compile(rf"[0-9a-f]{{{2 * PSEUDONYM_BYTES}}}")
MAX_COUNT = 1_000_000
CLOCK_SKEW = 24 * 3600

type Letter = Event | Review | Health | Ask | Report


async def take(db: Transaction, device: Device, sent: Events) -> list[str]:
    """Take in what is new; the keys that are settled now, whether sent before or this time."""
    every = [letter.key for letter in _letters(sent) if KEY.fullmatch(letter.key)]
    done = await _settled(db, device.id, every)
    for letter in _letters(sent):
        if _fresh(letter.key, done):
            await _take(db, device, letter)
    return list(dict.fromkeys(every))


async def _take(db: Transaction, device: Device, letter: Letter) -> None:
    match letter:
        case Event():
            await _take_event(db, device, letter)
        case Review():
            await _take_review(db, device, letter)
        case Health():
            await health.keep(db, device.id, letter)
            if letter.kind == health.LEFT:
                await devices.left(db, device)
        case Ask():
            await asks.take(db, device, letter)
        case Report():
            await reports.take(db, device, letter)


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


def _letters(sent: Events) -> Iterator[Letter]:
    """What is to be taken in, in order: an incident before the report of it."""
    yield from sent.events
    yield from sent.reviews
    yield from sent.health
    yield from sent.asks
    yield from sent.reports


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
    return {key for table in TABLES for key in await _present(db, table, device, wanted)}


async def _present(db: Transaction, table: Table, device: str, keys: list[str]) -> list[str]:
    rows = await db.rows(select(table.c.key).where(table.c.device == device, table.c.key.in_(keys)))
    return [row.key for row in rows]
