"""Reports over the wire: held exactly once, also when answers are lost."""

import asyncio

from policy.wire import MAX_EVENTS, Events, EventsHeld
from server.store import incidents, log
from tests.server.made import ID, account, event, pupil, subject
from tests.server.made import health as report


async def reported(registry):
    async with registry.begin() as db:
        await pupil(db)
        await account(db)
        return await subject(db, id=ID)


async def test_an_incident_is_held_and_in_the_log_at_once(device, registry):
    sent = Events(events=(event(await reported(registry)),))
    assert await device.ask("POST", "events", sent, EventsHeld) == EventsHeld(keys=("k1",))
    async with registry.reading() as db:
        (incident,) = await incidents.page(db)
        assert (incident.pupil, incident.tutor, incident.outcome) == ("P1", "T1", "blocked")
        assert (await log.recent(db))[0].kind == "incident:opened"
        await log.verify(db)


async def test_the_same_report_sent_many_times_at_once_counts_once(device, registry):
    sent = Events(events=(event(await reported(registry)),), health=(report(),))
    answers = await asyncio.gather(*(device.ask("POST", "events", sent, EventsHeld) for _ in range(8)))
    assert set(answers) == {EventsHeld(keys=("k1", "h1"))}
    async with registry.reading() as db:
        assert [one.count for one in await incidents.page(db)] == [1]


async def test_more_than_a_batch_is_refused_whole(device, registry):
    many = tuple(report(f"h{number}") for number in range(MAX_EVENTS + 1))
    await device.ask("POST", "events", Events(health=many))
    assert device.status == 400
    assert await device.ask("POST", "events", Events(), EventsHeld) == EventsHeld(keys=())
