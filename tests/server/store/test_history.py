"""A chronology is read from the log: what happened to one pupil, one incident, or by imports, and nothing else."""

import pytest

from server.store import accounts, epochs, history, log, pupils
from server.store.entered import NewAccount
from server.store.log import Kind
from server.store.pupils import NewPupil, PupilChange


@pytest.fixture
async def registry(database):
    async with database.begin() as db:
        await epochs.ensure(db)
        for ref in ("P1", "P10", "P_1"):
            await pupils.add(db, "cli", NewPupil(ref=ref))
        kept = await accounts.add(db, "admin:ada", "P1", NewAccount(platform="instagram", handle="pupil_one"))
        await accounts.remove(db, "admin:ada", kept.key)
        await accounts.add(db, "cli", "P10", NewAccount(platform="discord", handle="another"))
        await pupils.change(db, "admin:ada", "P1", PupilChange(first_name="Una"))
    return database


async def test_a_pupils_history_is_the_pupils_alone(registry):
    async with registry.reading() as db:
        happened = await history.of_pupil(db, "P1")
        assert await history.of_pupil(db, "P9") == []
        assert [item.what for item in await history.of_pupil(db, "P_1")] == ["registered"]
    assert [(item.what, item.actor) for item in happened] == [
        ("record changed", "admin:ada"),
        ("account removed", "admin:ada"),
        ("account added", "admin:ada"),
        ("registered", "cli"),
    ]
    assert happened[2].detail["platform"] == "instagram"


async def test_a_pupils_history_tells_no_incident(registry):
    async with registry.begin() as db:
        await log.write(db, "device:d", Kind.INCIDENT_OPENED, "incident:1", pupil="P1")
        assert "happened for the first time" not in [item.what for item in await history.of_pupil(db, "P1")]
        assert [item.what for item in await history.of_incident(db, "1")] == ["happened for the first time"]


async def test_a_kind_without_words_of_its_own_is_told_as_it_stands(registry):
    async with registry.begin() as db:
        await log.write(db, "admin:ada", Kind.KEY_ROTATED, "incident:1")
        assert (await history.of_incident(db, "1"))[0].what == "key:rotated"


async def test_imports_are_listed_newest_first(registry):
    async with registry.begin() as db:
        for number in (1, 2):
            await log.write(db, "cli", Kind.HANDLES_IMPORTED, "registry", pupils_added=number)
        assert [item.detail["pupils_added"] for item in await history.of_imports(db)] == [2, 1]
