"""Reported accounts for programs: read by a safeguarding lead, dealt with by a registrar."""

from server.store import fakes
from server.store.fakes import Suspicion


async def test_they_are_read_and_dealt_with(registrar, dsl, database):
    async with database.begin() as db:
        await fakes.report(db, Suspicion(platform="x", account="tutortrain_help"))
    _, found = await dsl("GET", "fake-accounts")
    (one,) = found["items"]
    assert (one["platform"], one["account"], one["times"]) == ("x", "tutortrain_help", 1)
    assert (await registrar("POST", f"fake-accounts/{one['id']}/close"))[0] == 204
    assert (await dsl("GET", "fake-accounts"))[1]["items"] == []
    assert len((await dsl("GET", "fake-accounts?closed=1"))[1]["items"]) == 1
    assert (await registrar("POST", f"fake-accounts/{one['id']}/reopen"))[0] == 204
    assert (await registrar("POST", f"fake-accounts/{one['id']}/reopen"))[0] == 404
