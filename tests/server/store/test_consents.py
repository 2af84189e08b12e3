"""Consents to pictures: one for each pupil on one, and without them the picture is on nobody's list."""

from datetime import date, timedelta

import pytest

from server.problem import Conflict, Invalid, NotFound
from server.store import consents, log, pictures, pupils
from server.store.consents import NewConsent
from server.store.pictures import NewPicture, Shown
from tests.server.made import pupil
from tests.server.store.test_pictures import OLIVE, drawn

DAY = date(2026, 11, 22)


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        for ref in ("P1", "P2"):
            await pupil(db, ref)
        yield db


@pytest.fixture
async def picture(db):
    """A picture of two pupils, until a year from now."""
    new = NewPicture(title="Open day", picture=drawn(), pupils=2, until=DAY + timedelta(days=300))
    return await pictures.add(db, OLIVE, new, await pictures.fingerprint(new.picture))


async def given(db, shown, ref, **more):
    return await consents.give(db, OLIVE, NewConsent(**({"picture": shown.id, "pupil": ref, "given_by": "parent"} | more)))


async def listed(db):
    """The last day of each picture on devices' lists, by title."""
    return {one.title: one.until for one in await pictures.told(db)}


async def test_a_picture_is_approved_once_all_whom_it_shows_have_consented_until_the_first_consent_ends(db, picture):
    assert (picture.listed, picture.consents, await listed(db)) == (False, 0, {})
    await given(db, picture, "P1")
    assert await listed(db) == {}
    kept = await given(db, picture, "P2", given_on=date(2026, 11, 1), until=date(2027, 1, 31))
    assert (kept.title, kept.given_by, kept.given_on, kept.state, kept.by) == (
        "Open day", "parent", date(2026, 11, 1), "valid", "olive",
    )  # fmt: skip
    assert await listed(db) == {"Open day": date(2027, 1, 31)}
    found = await pictures.find(db, picture.id)
    assert (found.consents, found.listed, db.publish) == (2, True, True)


async def test_a_consent_that_is_withdrawn_takes_the_picture_off_and_taken_back_puts_it_on_again(db, picture):
    kept = [await given(db, picture, ref) for ref in ("P1", "P2")]
    await consents.withdraw(db, OLIVE, kept[0].id)
    assert (await listed(db), (await consents.find(db, kept[0].id)).state) == ({}, "withdrawn")
    await consents.restore(db, OLIVE, kept[0].id)
    assert list(await listed(db)) == ["Open day"]
    assert {row.kind for row in await log.recent(db)} >= {"consent:given", "consent:withdrawn", "consent:restored"}


async def test_a_consent_that_runs_out_takes_the_picture_off_and_renewed_puts_it_on_again(registry, clock):
    async with registry.begin() as db:
        await pupil(db, "P1")
        new = NewPicture(title="Open day", picture=drawn(), pupils=1)
        shown = await pictures.add(db, OLIVE, new, await pictures.fingerprint(new.picture))
        first = await given(db, shown, "P1", until=DAY + timedelta(days=1))
        assert list(await listed(db)) == ["Open day"]
    clock.pass_time(2 * 86_400)
    async with registry.begin() as db:
        assert (await listed(db), (await consents.find(db, first.id)).state) == ({}, "expired")
        assert (await given(db, shown, "P1")).id == first.id, "renewed, not entered twice"
        assert await listed(db) == {"Open day": DAY + timedelta(days=367)}


async def test_a_pupil_s_record_that_goes_takes_the_picture_off(db, picture):
    for ref in ("P1", "P2"):
        await given(db, picture, ref)
    await pupils.remove(db, OLIVE, "P2")
    assert (await listed(db), [one.pupil for one in await consents.page(db)]) == ({}, ["P1"])


async def test_a_picture_that_goes_takes_its_consents_with_it(db, picture):
    await given(db, picture, "P1")
    await pictures.remove(db, OLIVE, picture.id)
    assert await consents.page(db) == []


async def test_how_many_pupils_a_picture_shows_can_be_put_right(db, picture):
    await given(db, picture, "P1")
    assert (await pictures.show(db, OLIVE, picture.id, Shown(pupils=1))).listed
    for number in (-1, 100):
        with pytest.raises(Invalid, match="0 to 99"):
            await pictures.show(db, OLIVE, picture.id, Shown(pupils=number))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ref": "P9"}, "pupil"),
        ({"picture": "none"}, "picture"),
        ({"given_on": DAY + timedelta(days=1)}, "given_on"),
        ({"until": DAY - timedelta(days=1)}, "until"),
    ],
)
async def test_what_is_wrong_is_named(db, picture, wrong, field):
    with pytest.raises(Invalid) as refused:
        await given(db, picture, **({"ref": "P1"} | wrong))
    assert refused.value.errors[0].field == field


async def test_a_picture_without_pupils_needs_no_consent(db, picture):
    await pictures.show(db, OLIVE, picture.id, Shown(pupils=0))
    with pytest.raises(Conflict, match="shows no pupil"):
        await given(db, picture, "P1")


async def test_they_are_found_by_state_by_pupil_and_by_picture(db, picture):
    soon = await given(db, picture, "P1", until=DAY + timedelta(days=30))
    later = await given(db, picture, "P2", until=DAY + timedelta(days=31))
    assert await consents.page(db, state="expiring") == [soon]
    assert await consents.page(db, state="valid", pupil="P2", picture=picture.id) == [later]
    assert await consents.page(db, state="expired") == await consents.page(db, picture="other") == []
    first, second = await consents.page(db)
    assert await consents.page(db, after=first.id) == [second]
    with pytest.raises(Invalid, match="expiring"):
        await consents.page(db, state="soon")


async def test_what_is_not_there_is_said(db):
    for missing in (consents.find(db, "none"), consents.withdraw(db, OLIVE, "none"), consents.restore(db, OLIVE, "none")):
        with pytest.raises(NotFound):
            await missing
