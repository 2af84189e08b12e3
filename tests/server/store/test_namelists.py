"""The lists of names for devices: by role, by standing, anew under a new key, and nobody's own name against them."""

from datetime import date

import pytest

from policy.names import Names, Role
from server.store import epochs, namelists, tutors
from server.store.names import Guardian
from server.store.pupils import Status
from tests.server.made import BORN_2010, pupil

AVA = {"first_name": "Ava", "last_name": "Patel", "guardians": (Guardian("Mina Patel"),)}


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        yield db


async def role(db, name, key=b"", epoch=1):
    """What a device makes of a name that it finds in a draft."""
    names = Names.decoded((await namelists.namelists(db, epoch)).coded())
    return names.role(db.oracle.pseudonym(epoch, f"name:{name}"), key)


async def test_everybody_is_found_in_their_role(db):
    await pupil(db, **AVA)
    await pupil(db, "P2", first_name="Uma", last_name="Khan", full_name_consent=True)
    await tutors.add(db, "cli", "T1", "Sam Jones")
    found = [await role(db, name) for name in ("ava patel", "mina patel", "uma khan", "sam jones", "ava khan")]
    assert found == [Role.PUPIL, Role.PARENT, Role.NAMED_PUPIL, Role.STAFF, None]


@pytest.mark.parametrize(("born", "found"), [(BORN_2010, Role.PUPIL), (None, Role.PUPIL), (date(2000, 1, 1), None)])
async def test_who_left_is_named_carefully_until_18(db, born, found):
    await pupil(db, status=Status.LEFT, date_of_birth=born, **AVA)
    assert await role(db, "ava patel") is found
    assert (await role(db, "mina patel") is None) is (found is None)


async def test_a_tutor_s_own_name_is_nobody_s_to_that_tutor(db):
    for ref, name in (("T1", "Sam Jones"), ("T2", "Tom Webb")):
        await tutors.add(db, "cli", ref, name)
    mine = await tutors.key(db, "T1")
    assert [await role(db, name, mine) for name in ("sam jones", "tom webb")] == [None, Role.STAFF]


async def test_a_new_key_makes_all_names_anew(db):
    await pupil(db, **AVA)
    await tutors.add(db, "cli", "T1", "Sam Jones")
    before = await namelists.namelists(db, 1)
    assert await epochs.rotate(db, "cli") == 2
    assert [await role(db, name, epoch=2) for name in ("ava patel", "sam jones")] == [Role.PUPIL, Role.STAFF]
    after = await namelists.namelists(db, 2)
    assert len(after) == len(before)
    assert all(not after.sets[number] & entries for number, entries in before.sets.items())


async def test_an_office_without_names_has_no_lists(db):
    await pupil(db)
    await tutors.add(db, "cli", "T1")
    assert (await namelists.namelists(db, 1)).coded() == {}
