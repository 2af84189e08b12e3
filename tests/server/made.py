"""People, accounts and events for tests of the office; nobody real."""

from datetime import date

import msgspec

from policy.account import Account
from policy.clauses import Clause
from policy.incident import Event, Health, Outcome, Review
from policy.report import Report
from policy.standing import Standing
from policy.verdict import Action
from server.store import accounts, devices, epochs, pupils, tutors
from server.store.entered import NewAccount
from server.store.pupils import NewPupil

HANDLE, ID, NAME, REASON = "zoraida_quill", "7788990011", "Zoraida Quillfeather", "she asked me about Friday's lesson"
AT = 1_795_000_000


async def pupil(db, ref="P1", **more):
    return await pupils.add(db, "cli", NewPupil(ref=ref, **more))


async def account(db, ref="P1", *, handle=HANDLE, id=ID, platform="instagram"):  # noqa: A002 - the field's name
    return await accounts.add(db, "cli", ref, NewAccount(platform=platform, handle=handle, id=id))


async def device(db, tutor="T1"):
    """An enrolled device and its token."""
    if not await db.value(tutors.tutors.select().where(tutors.tutors.c.ref == tutor)):
        await tutors.add(db, "cli", tutor)
    made = await devices.enrol(db, await devices.make_code(db, "cli", tutor), "laptop", "0.1.0")
    return await devices.find(db, made.device), made.token


async def subject(db, *, handle="", id="", platform="instagram"):  # noqa: A002 - the field's name
    """What a device would say of somebody: the pseudonym, as hex."""
    epoch = await epochs.current(db)
    by_id, by_handle = epochs.pseudonyms_of(db, epoch, Account(platform, id, handle))
    return (by_id or by_handle).hex()


def event(who, key="k1", **more):
    return Event(**{
        "key": key, "incident": "act1", "clause": Clause.ONE_TO_ONE, "platform": "instagram", "act": "message",
        "action": Action.BLOCK, "outcome": Outcome.BLOCKED, "standing": Standing.CURRENT, "subject": who,
        "epoch": 1, "serial": 1, "at": AT,
    } | more)  # fmt: skip


def review(who, key="r1", **more):
    return Review(**{"key": key, "kind": "learn", "platform": "instagram", "subject": who, "epoch": 1, "at": AT} | more)


def health(key="h1", **more):
    return Health(**{"key": key, "kind": "drift", "platform": "instagram", "detail": "inbox", "at": AT} | more)


WORDS = "Zoraida wrote to me on Friday.\nI did not answer."


def report(key="p1", **more):
    return Report(**{"key": key, "kind": "concern", "route": "dsl", "at": AT, "written": AT, "words": WORDS} | more)


BORN_2010 = date(2010, 5, 1)
plain = msgspec.to_builtins
