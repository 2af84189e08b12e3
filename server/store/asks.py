"""What tutors ask the office to verify before a post is sent: a queue that the owner or the registrar works off.

The same question of several tutors is one entry. The answer goes to every device in the next bundle: a verified site, an
approved hashtag, or that it was declined.
"""

from datetime import timedelta
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, func, insert, select, update

from policy.ask import host_of, tag_of
from policy.drafts.hashtags.letters import key
from policy.register import Ask, Asked, Declined
from server.problem import Invalid, NotFound
from server.store import choices, health, log, sites
from server.store.devices import Device
from server.store.log import Kind
from server.store.sites import NewSite
from server.store.transaction import Transaction
from server.tables import asks, devices

MOST_OPEN = 100  # of one device
MOST_TOLD = 200
LONGEST_WHY = 200
TOLD = timedelta(days=30)  # how long devices are told that something was declined
UNREADABLE, TOO_MANY = health.UNREADABLE, "too many questions"

type State = Literal["approved", "declined"]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """`id`: kind and value. `at`: when it was first asked. `times`: how often, by these tutors."""

    id: str
    kind: Asked
    value: str
    at: int
    times: int
    tutors: tuple[str, ...]


async def take(db: Transaction, device: Device, ask: Ask) -> None:
    """Put a question into the queue; one that cannot be answered, or is one too many, is counted and not kept."""
    try:
        value = host_of(ask.value) if ask.kind == "link" else tag_of(ask.value)
    except ValueError:
        await health.count(db, device.id, ask.key, UNREADABLE)
        return
    mine = select(func.count()).select_from(asks).where(asks.c.device == device.id, _open())
    if await db.value(mine) >= MOST_OPEN:
        await health.count(db, device.id, ask.key, TOO_MANY)
        return
    at = min(ask.at, db.now) if ask.at > 0 else db.now
    await db.run(insert(asks).values(device=device.id, key=ask.key, kind=ask.kind, value=value, at=at))


async def open_ones(db: Transaction, *, limit: int = 500) -> list[Question]:
    """What waits for an answer, the oldest first."""
    query = select(asks, devices.c.tutor).join(devices, devices.c.id == asks.c.device).where(_open()).order_by(asks.c.at)
    found: dict[tuple[Asked, str], list[tuple[int, str]]] = {}
    for row in await db.rows(query):
        found.setdefault((row.kind, row.value), []).append((row.at, row.tutor))
    return [
        Question(
            id=f"{kind}/{value}",
            kind=kind,
            value=value,
            at=asked[0][0],
            times=len(asked),
            tutors=tuple(sorted({tutor for _, tutor in asked})),
        )
        for (kind, value), asked in list(found.items())[:limit]
    ]


async def waiting(db: Transaction) -> int:
    """How many questions wait."""
    different = select(asks.c.kind, asks.c.value).where(_open()).distinct().subquery()
    return int(await db.value(select(func.count()).select_from(different)))


async def decide(db: Transaction, actor: str, number: str, state: State, why: str = "") -> None:
    """Answer a question for everybody who asked it. `why`: for tutors to read beside a refusal.

    Raises NotFound, Invalid, or what stands against an approval.
    """
    kind, _, value = number.partition("/")
    if len(why) > LONGEST_WHY or not (why or "-").isprintable():
        raise Invalid(f"Please use at most {LONGEST_WHY} printable characters.", field="why")
    mine = (asks.c.kind == kind) & (asks.c.value == value) & _open()
    if not await db.run(update(asks).where(mine).values(state=state, decided_by=actor, decided_on=db.today, why=why)):
        raise NotFound("There is no such question, or it is answered already.")
    if state == "approved":
        await _approve(db, actor, kind, value)
    db.publish = True
    await log.write(db, actor, Kind.ASK_DECIDED, f"ask:{kind}", state=state)


async def declined(db: Transaction) -> tuple[Declined, ...]:
    """What devices are told was declined lately, unless it was approved since."""
    lately = (asks.c.state != "open") & (asks.c.decided_on >= db.today - TOLD)
    answers = {(row.kind, row.value): row for row in await db.rows(select(asks).where(lately).order_by(asks.c.decided_on))}
    refused = [
        Declined(row.kind, row.value, row.decided_on, row.why or "") for row in answers.values() if row.state == "declined"
    ]
    return tuple(sorted(refused, key=lambda one: (one.on, one.kind, one.value))[-MOST_TOLD:])


async def _approve(db: Transaction, actor: str, kind: str, value: str) -> None:
    if kind == "link":
        await sites.verify(db, actor, NewSite(host=value))
        return
    drafts = (await choices.policy(db)).drafts
    approved = [*(tag for tag in drafts.approved_tags if key(tag) != value), value]
    banned = [tag for tag in drafts.banned_tags if key(tag) != value]
    await choices.change(db, actor, {"drafts": {"approved_tags": approved, "banned_tags": banned}})


def _open() -> ColumnElement[bool]:
    return asks.c.state == "open"
