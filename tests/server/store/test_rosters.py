"""Every account in the set of its pupil's standing, and exemptions that only their tutor can find."""

from datetime import date

import pytest

from policy.roster import HandleReused, Pseudonyms, Roster
from policy.standing import Standing
from server.store import rosters, tutors
from server.store.pupils import Status
from server.store.tutors import NewExemption
from tests.server.made import BORN_2010, HANDLE, ID, account, pupil, subject

BORN_2000 = date(2000, 1, 1)


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        yield db


async def asked(db, *, handle="", id="", key=b""):  # noqa: A002 - the field's name
    """What a device with the roster makes of somebody."""
    person = Pseudonyms(
        id=bytes.fromhex(await subject(db, id=id)) if id else b"",
        handle=bytes.fromhex(await subject(db, handle=handle)) if handle else b"",
        id_known=bool(id),
    )
    roster = Roster.decoded((await rosters.roster(db, 1)).coded())
    return roster.match(person, key)


@pytest.mark.parametrize(("said", "standing"), [
    ({"date_of_birth": BORN_2000}, Standing.CURRENT),
    ({"status": Status.LEFT, "date_of_birth": BORN_2010}, Standing.LEFT_MINOR),
    ({"status": Status.LEFT}, Standing.LEFT_MINOR),
    ({"status": Status.LEFT, "date_of_birth": BORN_2000}, Standing.LEFT_ADULT),
    ({"status": Status.LEFT, "date_of_birth": BORN_2000, "vulnerable": True}, Standing.LEFT_MINOR),
])  # fmt: skip
async def test_a_pupil_is_found_with_the_standing_of_the_day(db, said, standing):
    await pupil(db, **said)
    await account(db)
    assert (await asked(db, id=ID, handle=HANDLE)).standing is standing
    assert (await asked(db, handle=HANDLE)).standing is standing
    assert await asked(db, handle="somebody_else", id="1") is None


async def test_the_same_handle_with_another_id_is_no_match_but_worth_a_look(db):
    await pupil(db)
    await account(db)
    assert isinstance(await asked(db, id="1", handle=HANDLE), HandleReused)
    assert (await asked(db, id=ID, handle="renamed")).standing is Standing.CURRENT


async def test_an_account_that_siblings_share_counts_for_the_stricter_standing(db):
    await pupil(db, "P1", status=Status.LEFT, date_of_birth=BORN_2000)
    await pupil(db, "P2")
    await account(db, "P1")
    await account(db, "P2")
    assert (await asked(db, id=ID)).standing is Standing.CURRENT


async def test_an_exemption_is_found_by_its_tutor_alone_and_until_it_ends(db):
    await pupil(db)
    await account(db)
    await tutors.add(db, "cli", "T1")
    await tutors.add(db, "cli", "T2")
    new = NewExemption(tutor="T1", pupil="P1", relation="aunt", review_on=date(2027, 9, 1))
    granted = await tutors.exempt(db, "admin:dana", new)
    mine, other = await tutors.key(db, "T1"), await tutors.key(db, "T2")
    for identifier in ({"id": ID}, {"handle": HANDLE}):
        assert [(await asked(db, **identifier, key=key)).family for key in (mine, other)] == [True, False]
    await tutors.end_exemption(db, "admin:dana", granted.id)
    assert not (await asked(db, id=ID, key=mine)).family


async def test_the_roster_is_a_few_bytes_an_account(db):
    await pupil(db)
    for number in range(100):
        await account(db, handle="", id=str(10_000 + number))
    roster = await rosters.roster(db, 1)
    assert len(roster) == 100
    assert sum(map(len, roster.coded().values())) / 100 <= 5  # fewer entries lie further apart, so they cost more
