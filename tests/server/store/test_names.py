"""Names of people as the oracle says them: kept for each person, changed with the record, forgotten with it."""

import pytest
from sqlalchemy import select

from policy.names import Role
from policy.prefixes import PREFIX_BYTES
from server.store import epochs, names, pupils, tutors
from server.store.names import Guardian
from server.store.pupils import NewPupil, PupilChange
from server.tables import names as table
from tests.server.made import pupil


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        yield db


async def kept(db):
    rows = await db.rows(select(table.c.pupil, table.c.tutor, table.c.role, table.c.prefix))
    return {(row.pupil or row.tutor, row.role, row.prefix) for row in rows}


async def said(db, identifier):
    return db.oracle.pseudonym(await epochs.current(db), identifier)[:PREFIX_BYTES]


async def test_a_pupil_s_names_are_kept_as_pseudonyms_and_the_parents(db):
    await pupil(db, first_name="Ava", last_name="Patel", known_as="Avi", guardians=(Guardian("Mina Patel", "mother"),))
    assert await kept(db) == {
        ("P1", Role.PUPIL, await said(db, "name:ava patel")),
        ("P1", Role.PUPIL, await said(db, "name:avi patel")),
        ("P1", Role.PARENT, await said(db, "name:mina patel")),
    }


async def test_without_names_there_is_nothing_to_keep(db):
    await pupil(db, first_name="Ava")
    assert await kept(db) == set()


async def test_consent_and_a_new_name_change_what_is_kept(db):
    await pupil(db, first_name="Ava", last_name="Patel")
    await pupils.change(db, "cli", "P1", PupilChange(full_name_consent=True))
    assert await kept(db) == {("P1", Role.NAMED_PUPIL, await said(db, "name:ava patel"))}
    await pupils.change(db, "cli", "P1", PupilChange(last_name="Khan", full_name_consent=False))
    assert await kept(db) == {("P1", Role.PUPIL, await said(db, "name:ava khan"))}


async def test_a_change_of_something_else_asks_no_oracle(db):
    await pupil(db, first_name="Ava", last_name="Patel")
    await db.run(table.delete())
    await pupils.change(db, "cli", "P1", PupilChange(vulnerable=True))
    assert await kept(db) == set()


async def test_a_removed_pupil_s_names_are_forgotten(db):
    await pupil(db, first_name="Ava", last_name="Patel")
    await pupils.remove(db, "cli", "P1")
    assert await kept(db) == set()


async def test_a_tutor_is_found_by_name_and_after_renaming_by_the_new_one(db):
    await tutors.add(db, "cli", "T1", "Dr Sam Jones")
    assert await kept(db) == {("T1", Role.STAFF, await said(db, "name:sam jones"))}
    await tutors.rename(db, "cli", "T1", "Sam Khan")
    assert await kept(db) == {("T1", Role.STAFF, await said(db, "name:sam khan"))}


async def test_many_are_kept_at_once(db):
    await pupils.add_all(db, "cli", [NewPupil(ref=f"P{n}", first_name="Ava", last_name=f"Pa{'t' * n}el") for n in range(1, 60)])
    assert len(await kept(db)) == 59


async def test_forgetting_is_by_choice(db):
    await pupil(db, first_name="Ava", last_name="Patel")
    await pupil(db, "P2", first_name="Uma", last_name="Khan")
    await names.forget(db, table.c.pupil == "P1")
    assert {who for who, _, _ in await kept(db)} == {"P2"}
