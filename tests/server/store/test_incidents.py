"""One act is one incident with a count, and every occurrence is in the log."""

import msgspec
import pytest

from policy.incident import Outcome
from policy.verdict import Action
from server.problem import BadRequest, NotFound
from server.store import incidents, log
from tests.server.made import AT, REASON, device, event, pupil


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        await pupil(db)
        await pupil(db, "P2")
        yield db


@pytest.fixture
async def mine(db):
    return (await device(db))[0].id


async def happened(db, mine, key="k1", *, who="P1", **more):
    return await incidents.record(db, mine, "T1", who, event("00" * 16, key, **more))


async def test_an_incident_is_kept_as_it_was_reported(db, mine):
    number = await happened(db, mine, action=Action.HOLD, outcome=Outcome.CONTINUED, reason=REASON, act="follow", family=True)
    found = await incidents.find(db, number)
    assert msgspec.to_builtins(found) == {
        "id": number, "clause": "5.1", "platform": "instagram", "act": "follow", "action": 30, "outcome": "continued",
        "standing": "current", "pupil": "P1", "tutor": "T1", "device": mine, "count": 1, "first_at": AT, "at": AT,
        "received_at": db.now, "reason": REASON, "family": True,
    }  # fmt: skip


async def test_several_steps_of_one_act_are_one_incident_named_by_the_strongest(db, mine):
    first = await happened(db, mine, "k1", action=Action.RECORD, outcome=Outcome.RECORDED, act="open")
    second = await happened(db, mine, "k2", at=AT + 5, count=3)
    third = await happened(db, mine, "k3", at=AT - 5, action=Action.HOLD, reason=REASON)
    assert first == second == third
    found = await incidents.find(db, first)
    assert (found.count, found.action, found.outcome, found.act) == (5, Action.BLOCK, "blocked", "message")
    assert (found.first_at, found.at, found.reason) == (AT - 5, AT + 5, REASON)


async def test_one_act_towards_two_pupils_is_an_incident_for_each(db, mine):
    assert await happened(db, mine, "k1") != await happened(db, mine, "k2", who="P2")


async def test_one_device_cannot_touch_another_s_incident(db, mine):
    other, _ = await device(db)
    assert await happened(db, mine) != await happened(db, other.id)


async def test_every_occurrence_is_in_the_log_without_the_tutor_s_words(db, mine):
    number = await happened(db, mine, reason=REASON)
    await happened(db, mine, "k2")
    entries = [row for row in await log.recent(db) if row.subject == f"incident:{number}"]
    assert [(row.kind, row.actor) for row in entries] == [
        ("incident:repeated", f"device:{mine}"),
        ("incident:opened", f"device:{mine}"),
    ]
    assert all(REASON not in row.detail for row in entries)
    assert msgspec.json.decode(entries[1].detail)["pupil"] == "P1"


async def test_pages_go_on_where_the_last_one_ended_and_can_be_narrowed(db, mine):
    for number in range(5):
        await happened(db, mine, f"k{number}", incident=f"act{number}", who="P2" if number == 3 else "P1")
    first = await incidents.page(db, limit=2)
    rest = await incidents.page(db, after=incidents.cursor(first[-1]))
    assert len({one.id for one in (*first, *rest)}) == 5
    assert [one.pupil for one in await incidents.page(db, pupil="P2")] == ["P2"]
    assert await incidents.page(db, tutor="T9") == await incidents.page(db, clause="5.4") == []


@pytest.mark.parametrize("after", ["x", "1x-2", "-", "9" * 20 + "-1"])
async def test_what_is_no_place_in_the_list_is_refused(db, after):
    with pytest.raises(BadRequest):
        await incidents.page(db, after=after)


async def test_an_unknown_incident_is_not_found(db):
    with pytest.raises(NotFound):
        await incidents.find(db, "nothing")
