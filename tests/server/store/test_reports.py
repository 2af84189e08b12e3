"""Kept once, sealed, and read by nobody whom it is about."""

import pytest
from sqlalchemy import text

from policy.report import LONGEST, Route
from policy.wire import Events
from server.problem import BadRequest, NotFound
from server.roles import Role
from server.store import health, incidents, intake, log, reports
from server.store.log import Kind
from tests.server.made import AT, HANDLE, ID, WORDS, account, device, event, pupil, report, subject

OWNER, DSL = Role.OWNER, Role.DSL


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        await pupil(db)
        await account(db)
        yield db


@pytest.fixture
async def mine(db):
    return (await device(db))[0]


async def sent(db, mine, **more):
    made = report(**more)
    assert await intake.take(db, mine, Events(reports=(made,))) == [made.key]


async def test_a_report_is_kept_word_for_word_and_once(db, mine):
    for _ in range(3):
        await sent(db, mine, identifiers=("instagram:handle:zoraida_quill",), platform="instagram", clause="5.4")
    (kept,) = await reports.page(db, DSL)
    assert (kept.words, kept.identifiers, kept.tutor, kept.device) == (
        WORDS,
        ("instagram:handle:zoraida_quill",),
        "T1",
        mine.id,
    )
    assert (kept.receipt, kept.platform, kept.clause, kept.at) == ("p1", "instagram", "5.4", AT)
    assert (kept.received_at, kept.incident) == (db.now, None)
    assert await reports.find(db, DSL, kept.id) == kept


async def test_a_report_stands_with_the_incident_that_it_is_about(db, mine):
    one = event(await subject(db, id=ID), key="e1")
    await intake.take(db, mine, Events(events=(one,), reports=(report(event="e1"), report("p2", event="e9"))))
    (incident,) = await incidents.page(db)
    (told,) = await reports.of_incident(db, DSL, incident.id)
    assert (told.receipt, told.incident) == ("p1", incident.id)
    assert {one.receipt: one.incident for one in await reports.page(db, DSL)} == {"p1": incident.id, "p2": None}


async def test_another_device_s_event_is_not_mine_to_report_on(db, mine):
    other, _ = await device(db, "T2")
    await intake.take(db, other, Events(events=(event(await subject(db, id=ID), key="e1"),)))
    await sent(db, mine, event="e1")
    assert (await reports.page(db, DSL))[0].incident is None


@pytest.mark.parametrize(("route", "readers"), [(Route.DSL, {OWNER, DSL}), (Route.OWNER, {OWNER}), (Route.DSL_ONLY, {DSL})])
async def test_whoever_it_is_about_cannot_find_it(db, mine, route, readers):
    await intake.take(db, mine, Events(events=(event(await subject(db, id=ID), key="e1"),)))
    await sent(db, mine, route=route, event="e1")
    (incident,) = await incidents.page(db)
    number = (await reports.page(db, next(iter(readers))))[0].id
    for role in Role:
        seen = await reports.page(db, role), await reports.of_incident(db, role, incident.id)
        assert [len(found) for found in seen] == ([1, 1] if role in readers else [0, 0]), role
        if role in readers:
            assert (await reports.find(db, role, number)).id == number
        else:
            with pytest.raises(NotFound):
                await reports.find(db, role, number)


async def test_the_log_says_that_a_report_came_but_not_from_whom(db, mine):
    await sent(db, mine, route=Route.OWNER)
    (entry,) = [entry for entry in await log.recent(db) if entry.kind == Kind.REPORT_RECEIVED.value]
    assert (entry.actor, entry.subject) == ("a device", "report")
    assert mine.id not in entry.detail
    assert "T1" not in entry.detail


async def test_words_and_accounts_never_stand_in_the_database_in_clear(db, mine):
    await sent(db, mine, identifiers=(f"instagram:handle:{HANDLE}",))
    tables = [row[0] for row in await db.rows(text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
    dump = repr([tuple(row) for table in tables for row in await db.rows(text(f"SELECT * FROM {table}"))])
    assert [word for word in ("Zoraida", "Friday", HANDLE) if word in dump] == []


@pytest.mark.parametrize("wrong", [
    {"kind": "gossip"}, {"route": "outside"}, {"route": "everybody"}, {"clause": "99"}, {"words": "x" * (LONGEST + 1)},
    {"platform": "x" * 41}, {"identifiers": ("x",) * 17}, {"identifiers": ("x" * 341,)}, {"at": -1}, {"written": -1},
], ids=str)  # fmt: skip
async def test_what_no_device_of_ours_sends_is_counted_and_not_kept(db, mine, wrong):
    await sent(db, mine, **wrong)
    assert await reports.page(db, OWNER) + await reports.page(db, DSL) == []
    assert [row.kind for row in await health.page(db)] == [health.UNREADABLE]


async def test_nothing_happened_later_than_now(db, mine):
    await sent(db, mine, at=db.now + 500, written=db.now + 900)
    (kept,) = await reports.page(db, DSL)
    assert (kept.at, kept.written_at) == (db.now, db.now)


async def test_a_list_is_read_page_by_page_without_gaps(db, mine):
    for number in range(5):
        await sent(db, mine, key=f"p{number}")
    first = await reports.page(db, DSL, limit=3)
    rest = await reports.page(db, DSL, limit=3, after=reports.cursor(first[-1]))
    assert len({one.receipt for one in first + rest}) == 5
    with pytest.raises(BadRequest):
        await reports.page(db, DSL, after="nowhere")
