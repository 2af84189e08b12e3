"""Tutors and their family exemptions."""

from datetime import date, timedelta

import pytest

from server.problem import Conflict, Invalid, NotFound
from server.store import log, tutors
from server.store.tutors import NewExemption
from tests.server.made import pupil


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        await tutors.add(db, "cli", "T1", "Tara")
        await pupil(db)
        yield db


def wanted(**more):
    return NewExemption(**{"tutor": "T1", "pupil": "P1", "relation": "aunt", "review_on": date(2027, 9, 1)} | more)


async def test_a_tutor_has_a_name_and_a_key_of_their_own(db):
    await tutors.add(db, "cli", "T2")
    assert [tutor.name for tutor in await tutors.page(db)] == ["Tara", ""]
    assert [tutor.ref for tutor in await tutors.page(db, after="T1")] == ["T2"]
    first, second = await tutors.key(db, "T1"), await tutors.key(db, "T2")
    assert len(first) == len(second) == 32
    assert first != second


async def test_a_tutor_can_be_renamed(db):
    assert (await tutors.rename(db, "cli", "T1", "Tamsin")).name == "Tamsin"
    with pytest.raises(NotFound):
        await tutors.rename(db, "cli", "T9", "Nobody")
    with pytest.raises(Invalid):
        await tutors.rename(db, "cli", "T1", "x" * 101)


@pytest.mark.parametrize(("ref", "name", "error"), [("T1", "", Conflict), ("a b", "", Invalid), ("T2", "x" * 101, Invalid)])
async def test_a_tutor_who_cannot_be_added_is_refused(db, ref, name, error):
    with pytest.raises(error):
        await tutors.add(db, "cli", ref, name)


async def test_an_exemption_is_granted_published_and_ended(db):
    db.publish = False
    made = await tutors.exempt(db, "admin:dana", wanted())
    assert db.publish
    assert (made.clauses, made.granted_by, made.ended_at) == (("5.1", "5.2"), "admin:dana", None)
    await tutors.end_exemption(db, "admin:dana", made.id)
    assert [one.ended_at for one in await tutors.all_exemptions(db)] == [db.now]
    assert [row.kind for row in await log.recent(db, limit=2)] == ["exemption:ended", "exemption:granted"]
    with pytest.raises(NotFound):
        await tutors.end_exemption(db, "admin:dana", made.id)
    with pytest.raises(NotFound):
        await tutors.exemption(db, "nothing")


@pytest.mark.parametrize(("said", "error"), [
    ({"tutor": "T9"}, NotFound),
    ({"pupil": "P9"}, NotFound),
    ({"relation": " x "}, Invalid),
    ({"review_on": date(2026, 11, 22)}, Invalid),
    ({"review_on": date(2026, 11, 22) + timedelta(days=367)}, Invalid),
])  # fmt: skip
async def test_an_exemption_for_nobody_or_for_ever_is_refused(db, said, error):
    with pytest.raises(error):
        await tutors.exempt(db, "admin:dana", wanted(**said))
