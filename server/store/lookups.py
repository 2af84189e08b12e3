"""How many blind look-ups a device may make: enough for a tutor's inbox, too few to try out a town (design 4.1).

Days are counted from the enrolment: a thousand questions on the first, two hundred on each later one. When the key
changes, a device asks anew for the people whom it knows; that has an allowance of its own, as many as it ever asked.

Names in drafts have a budget beside that of people, so that neither eats up the other's; what is asked is as hidden.
"""

import msgspec
from sqlalchemy import func, insert, select, update

from server.store import choices, log
from server.store.choices import Budget
from server.store.devices import Device
from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import lookups

DAY_SECONDS = 24 * 3600
ALARM = 0.8
ALARMS = (Kind.LOOKUPS_HIGH, Kind.LOOKUPS_REFUSED)
NAMES_ALARMS = (Kind.NAMES_HIGH, Kind.NAMES_REFUSED)
RENEWAL_SPARE = 100


class Answer(msgspec.Struct, frozen=True):
    """`wait`: seconds until there is a new budget, if this question is over it and must not be answered."""

    left: int
    wait: int = 0


async def spend(db: Transaction, device: Device, epoch: int, count: int, *, renewal: bool, names: bool = False) -> Answer:
    """Take `count` questions from the budget, or say how long to wait. The log hears of 80 % and of the end, once each."""
    day, into = divmod(max(0, db.now - device.enrolled_at), DAY_SECONDS)
    budget = (await choices.office(db)).lookups
    if renewal and not names:
        allowance = await renewals_left(db, device, epoch)
        if count <= allowance:
            await _count(db, device, day, epoch, renewal=count)
            return Answer(allowance - count)
    limit = budget.names if names else budget.first_day if day == 0 else budget.daily
    asked = await _asked(db, device, day, names=names)
    high, refused = NAMES_ALARMS if names else ALARMS
    if asked + count > limit:
        await _alarm(db, device, day, refused, asked)
        return Answer(max(0, limit - asked), DAY_SECONDS - into)
    await _count(db, device, day, epoch, **{"names" if names else "asked": count})
    if asked < limit * ALARM <= asked + count:
        await _alarm(db, device, day, high, asked + count)
    return Answer(limit - asked - count)


async def renewals_left(db: Transaction, device: Device, epoch: int) -> int:
    """How many known people a device may ask for again under a new key; none once it uses that key."""
    if not 0 < device.epoch < epoch:
        return 0
    mine = lookups.c.device == device.id
    before = await db.value(select(func.sum(lookups.c.asked)).where(mine, lookups.c.epoch < epoch)) or 0
    renewed = await db.value(select(func.sum(lookups.c.renewal)).where(mine, lookups.c.epoch == epoch)) or 0
    return max(0, int(before + RENEWAL_SPARE - renewed))


async def budget_left(db: Transaction, device: Device, budget: Budget) -> int:
    """Questions left today."""
    day = max(0, db.now - device.enrolled_at) // DAY_SECONDS
    return (budget.first_day if day == 0 else budget.daily) - await _asked(db, device, day)


async def _asked(db: Transaction, device: Device, day: int, *, names: bool = False) -> int:
    today = (lookups.c.device == device.id) & (lookups.c.day == day)
    column = lookups.c.names if names else lookups.c.asked
    return int(await db.value(select(func.sum(column)).where(today)) or 0)


async def _count(db: Transaction, device: Device, day: int, epoch: int, **counts: int) -> None:
    """`counts`: what to add to the columns of the day and epoch."""
    place = (lookups.c.device == device.id) & (lookups.c.day == day) & (lookups.c.epoch == epoch)
    more = {name: lookups.c[name] + count for name, count in counts.items()}
    if not await db.run(update(lookups).where(place).values(more)):
        await db.run(insert(lookups).values({"device": device.id, "day": day, "epoch": epoch, **counts}))


async def _alarm(db: Transaction, device: Device, day: int, kind: Kind, asked: int) -> None:
    """One entry a day and kind, for a device that goes on asking must not fill the log."""
    subject = f"device:{device.id}"
    if await log.said(db, kind, subject, since=device.enrolled_at + day * DAY_SECONDS):
        return
    await log.write(db, "office", kind, subject, tutor=device.tutor, asked=asked)
