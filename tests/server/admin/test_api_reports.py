"""Reports for programs: the rights of the person, and the route of the report."""

import pytest

from policy.report import Route
from policy.wire import Events
from server.roles import Role
from server.store import devices, intake, log
from tests.server.made import WORDS, report


@pytest.fixture
async def reported(database, device):
    """Reports by route, in the order in which they came."""
    async with database.begin() as db:
        mine = await devices.find(db, device)
        for number, route in enumerate((Route.DSL, Route.OWNER, Route.DSL_ONLY)):
            await intake.take(db, mine, Events(reports=(report(f"p{number}", route=route),)))


async def listed(program):
    status, page = await program("GET", "reports")
    assert status == 200
    return {item["route"]: item for item in page["items"]}


async def test_owner_and_dsl_each_read_what_is_not_about_them(owner, dsl, reported):
    seen, theirs = await listed(owner), await listed(dsl)
    assert (set(seen), set(theirs)) == ({"dsl", "owner"}, {"dsl", "dsl only"})
    assert seen["owner"]["words"] == WORDS
    assert (await dsl("GET", f"reports/{theirs['dsl only']['id']}"))[1]["words"] == WORDS
    assert (await dsl("GET", f"reports/{seen['owner']['id']}"))[0] == 404
    assert (await owner("GET", f"reports/{theirs['dsl only']['id']}"))[0] == 404


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.AUDITOR])
async def test_nobody_else_reads_any(programs, reported, role):
    assert (await programs[role]("GET", "reports"))[0] == 403
    assert (await programs[role]("GET", "reports/x"))[0] == 403


async def test_every_report_that_is_given_out_is_written_down(dsl, reported, database):
    seen = await listed(dsl)
    async with database.reading() as db:
        read = [entry.subject for entry in await log.recent(db) if entry.kind == "record:read"]
    assert sorted(read) == sorted(f"report:{item['id']}" for item in seen.values())


async def test_a_list_goes_on_where_it_ended(owner, reported):
    _, first = await owner("GET", "reports?limit=1")
    _, second = await owner("GET", f"reports?limit=1&after={first['next']}")
    assert {page["items"][0]["route"] for page in (first, second)} == {"dsl", "owner"}
    assert second["next"] is None
