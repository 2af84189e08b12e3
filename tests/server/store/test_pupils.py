"""Pupils: added, changed, found and forgotten, each written down without a word about the person."""

from datetime import date

import msgspec
import pytest

from server.problem import Conflict, Invalid, NotFound
from server.store import accounts, incidents, log, meta, pupils
from server.store.names import Guardian
from server.store.pupils import NewPupil, PupilChange, Status
from server.tables import pupils as table
from tests.server.made import BORN_2010, ID, account, device, event, pupil, subject


async def test_the_smallest_pupil_is_a_reference(database):
    async with database.begin() as db:
        made = await pupil(db)
        assert (made.ref, made.status, made.date_of_birth, made.vulnerable) == ("P1", Status.CURRENT, None, False)
        assert await pupils.find(db, "P1") == made


async def test_everything_that_is_said_of_a_pupil_comes_back(registry):
    new = NewPupil(
        ref="P-1.a", status=Status.LEFT, date_of_birth=BORN_2010, left_on=date(2026, 7, 1), vulnerable=True,
        first_name="Zora", last_name="Ó Brien-Šmid", known_as="Zozo", full_name_consent=True,
        guardians=(Guardian("Mina Ó Brien", "mother"), Guardian("Raj Šmid")),
    )  # fmt: skip
    async with registry.begin() as db:
        made = await pupils.add(db, "cli", new)
    assert {field: getattr(made, field) for field in NewPupil.__struct_fields__} == msgspec.structs.asdict(new)


async def test_a_reference_is_given_once(database):
    async with database.begin() as db:
        await pupil(db)
        with pytest.raises(Conflict) as refused:
            await pupil(db)
    assert refused.value.problem.field == "ref"


@pytest.mark.parametrize(("said", "field"), [
    ({"ref": ""}, "ref"),
    ({"ref": "a b"}, "ref"),
    ({"ref": "x" * 65}, "ref"),
    ({"ref": "../P1"}, "ref"),
    ({"date_of_birth": date(2026, 11, 23)}, "date_of_birth"),
    ({"date_of_birth": date(1899, 12, 31)}, "date_of_birth"),
    ({"left_on": date(2026, 1, 1)}, "left_on"),
    ({"status": Status.LEFT, "left_on": date(2026, 11, 23)}, "left_on"),
    ({"first_name": "x" * 101}, "first_name"),
    ({"last_name": "x" * 101}, "last_name"),
    ({"known_as": "x" * 101}, "known_as"),
    ({"guardians": (Guardian(" "),)}, "guardians"),
    ({"guardians": (Guardian("x" * 101),)}, "guardians"),
    ({"guardians": (Guardian("Mina Patel"),) * 9}, "guardians"),
])  # fmt: skip
async def test_what_cannot_be_is_refused_by_its_field(database, said, field):
    async with database.begin() as db:
        with pytest.raises(Invalid) as refused:
            await pupils.add(db, "cli", NewPupil(**{"ref": "P1"} | said))
        assert refused.value.problem.field == field
        assert await pupils.page(db) == []


async def test_who_leaves_without_a_date_leaves_today_and_who_comes_back_has_not_left(database):
    async with database.begin() as db:
        await pupil(db)
        left = await pupils.change(db, "cli", "P1", PupilChange(status=Status.LEFT))
        back = await pupils.change(db, "cli", "P1", PupilChange(status=Status.CURRENT))
    assert (left.left_on, back.left_on, back.status) == (date(2026, 11, 22), None, Status.CURRENT)


async def test_a_change_touches_only_what_it_names_and_is_logged_by_its_fields(database):
    async with database.begin() as db:
        await pupil(db, first_name="Zora", date_of_birth=BORN_2010)
        changed = await pupils.change(db, "cli", "P1", PupilChange(date_of_birth=None, vulnerable=True))
        assert (changed.first_name, changed.date_of_birth, changed.vulnerable) == ("Zora", None, True)
        newest = (await log.recent(db))[0]
    assert (newest.kind, newest.subject) == ("pupil:changed", "pupil:P1")
    assert msgspec.json.decode(newest.detail) == {"fields": ["date_of_birth", "vulnerable"], "status": "current"}


async def test_a_change_that_changes_nothing_is_no_change(database):
    async with database.begin() as db:
        made = await pupil(db, first_name="Zora")
        assert await pupils.change(db, "cli", "P1", PupilChange(first_name="Zora")) == made
        assert len(await log.recent(db)) == 1


async def test_a_pupil_who_is_removed_takes_the_accounts_along_but_not_the_incidents(registry):
    async with registry.begin() as db:
        await pupil(db)
        await account(db)
        mine, _ = await device(db)
        number = await incidents.record(db, mine.id, "T1", "P1", event(await subject(db, id=ID)))
    async with registry.begin() as db:
        await pupils.remove(db, "cli", "P1")
        assert await accounts.of_pupil(db, "P1") == []
        assert (await incidents.find(db, number)).pupil is None
        assert db.publish
        for missing in (pupils.find(db, "P1"), pupils.remove(db, "cli", "P1"), pupils.change(db, "cli", "P1", PupilChange())):
            with pytest.raises(NotFound):
                await missing


async def test_pages_go_on_where_the_last_one_ended(database):
    async with database.begin() as db:
        await pupils.add_all(db, "cli", [NewPupil(ref=f"P{number}") for number in range(5)])
        await pupils.add_all(db, "cli", [])
        first = await pupils.page(db, limit=2)
        rest = await pupils.page(db, after=first[-1].ref)
        assert [one.ref for one in (*first, *rest)] == [one.ref for one in await pupils.every(db)]
        assert await pupils.page(db, status=Status.LEFT) == []
        assert await meta.number(db, meta.CHANGE) == 0  # counted at the end of the transaction


async def test_names_that_an_earlier_version_sealed_are_read(registry):
    async with registry.begin() as db:
        await pupil(db)
        old = db.vault.seal_text(table.c.names, "P1", '["Zora","Quill"]')
        await db.run(table.update().where(table.c.ref == "P1").values(names=old))
        found = await pupils.find(db, "P1")
    assert (found.first_name, found.last_name, found.known_as, found.guardians) == ("Zora", "Quill", "", ())
