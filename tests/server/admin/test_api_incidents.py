"""Incidents are listed newest first, filtered, and every opening of one is written down."""

from itertools import pairwise

import pytest

from policy.clauses import Clause
from policy.incident import Outcome
from policy.verdict import Action


async def test_an_incident_says_who_what_when_and_how_often(dsl, happened):
    number = await happened("k1", count=3)
    _, page = await dsl("GET", "incidents")
    incident = page["items"][0]
    expected = {
        "id": number, "clause": "5.1", "platform": "instagram", "action": "block", "outcome": "blocked",
        "pupil": "P1", "tutor": "T1", "count": 3, "at": 1_795_000_000,
    }  # fmt: skip
    assert {name: incident[name] for name in expected} == expected
    assert (await dsl("GET", f"incidents/{number}"))[1] == incident


@pytest.mark.parametrize(
    ("action", "outcome", "words"),
    [
        (Action.RECORD, Outcome.RECORDED, ("record", "recorded")),
        (Action.HOLD, Outcome.CONTINUED, ("hold", "continued")),
        (Action.RECORD, Outcome.RECOGNISED_LATE, ("record", "recognised late")),
    ],
)
async def test_action_and_outcome_are_words(dsl, happened, action, outcome, words):
    await happened("k1", action=action, outcome=outcome)
    incident = (await dsl("GET", "incidents"))[1]["items"][0]
    assert (incident["action"], incident["outcome"]) == words


async def test_the_tutors_reason_is_kept(dsl, happened):
    await happened("k1", action=Action.HOLD, outcome=Outcome.CONTINUED, reason="My own nephew, as agreed.")
    assert (await dsl("GET", "incidents"))[1]["items"][0]["reason"] == "My own nephew, as agreed."


async def test_the_newest_comes_first_and_pages_follow(dsl, happened, clock):
    made = []
    for key in ("k1", "k2", "k3"):
        made.append(await happened(key))
        clock.pass_time(10)
    _, first = await dsl("GET", "incidents", params={"limit": "2"})
    _, second = await dsl("GET", "incidents", params={"limit": "2", "after": first["next"]})
    assert [item["id"] for item in first["items"] + second["items"]] == made[::-1]
    assert second["next"] is None


async def test_incidents_are_filtered(dsl, happened, clock):
    old = await happened("k1")
    clock.pass_time(100)
    new = await happened("k2", clause=Clause.CONTACT_RECEIVED)

    async def found(**params):
        return {item["id"] for item in (await dsl("GET", "incidents", params=params))[1]["items"]}

    assert await found(clause="5.4") == {new}
    assert await found(pupil="P1", tutor="T1") == {old, new}
    assert await found(pupil="P2") == set()
    assert await found(since="2026-11-22T09:01:00+00:00") == {new}
    assert await found(since=str(int(clock.moment.timestamp()))) == {new}


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"since": "yesterday"}, "since"),
        ({"since": "2026-11-22T09:00:00"}, "since"),
        ({"limit": "0"}, "limit"),
        ({"after": "x"}, "after"),
    ],
)
async def test_a_wrong_parameter_is_named(dsl, params, field):
    status, problem = await dsl("GET", "incidents", params=params)
    assert (status, problem["field"]) == (400, field)


async def test_opening_an_incident_is_written_down(dsl, happened):
    number = await happened("k1")
    await dsl("GET", f"incidents/{number}")
    entry = (await dsl("GET", "audit", params={"limit": "1"}))[1]["items"][0]
    assert (entry["actor"], entry["kind"], entry["subject"]) == ("token:dsl", "record:read", f"incident:{number}")


async def test_an_unknown_incident_is_not_found(dsl):
    assert (await dsl("GET", "incidents/none"))[0] == 404


async def test_the_log_is_a_chain_read_from_its_end(owner, registrar):
    for number in range(3):
        await registrar("POST", "tutors", {"ref": f"T{number}"})
    _, first = await owner("GET", "audit", params={"limit": "2"})
    _, second = await owner("GET", "audit", params={"limit": "2", "after": first["next"]})
    entries = first["items"] + second["items"]
    assert [entry["subject"] for entry in entries[:3]] == ["tutor:T2", "tutor:T1", "tutor:T0"]
    assert all(newer["prev_hash"] == older["hash"] for newer, older in pairwise(entries))


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30])
async def test_a_wrong_place_in_the_log_is_named(owner, after):
    status, problem = await owner("GET", "audit", params={"after": after})
    assert (status, problem["field"]) == (400, "after")
