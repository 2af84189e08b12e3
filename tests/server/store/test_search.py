"""A pupil is found by reference, name or account, however it is written."""

import pytest

from server.store import accounts, epochs, pupils, search
from server.store.entered import NewAccount
from server.store.pupils import NewPupil


@pytest.fixture
async def registry(database):
    async with database.begin() as db:
        await epochs.ensure(db)
        await pupils.add(db, "cli", NewPupil(ref="P1", first_name="Una", last_name="Straße"))
        await pupils.add(db, "cli", NewPupil(ref="P2", first_name="Uwe", last_name="Pupil", known_as="Wim"))
        await accounts.add(db, "cli", "P2", NewAccount(platform="instagram", handle="pupil.two", id="222"))
    return database


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("P1", ["P1"]),
        ("p", ["P1", "P2"]),
        ("una", ["P1"]),
        ("wim pupil", ["P2"]),
        (" UNA   strasse ", ["P1"]),
        ("@Pupil.Two", ["P2"]),
        ("https://instagram.com/pupil.two?igsh=x", ["P2"]),
        ("222", ["P2"]),
        ("pupil.tw", []),
        ("x" * 5000, []),
        ("", ["P1", "P2"]),
    ],
)
async def test_what_is_searched_is_found(registry, words, found):
    async with registry.reading() as db:
        assert [pupil.ref for pupil in await search.find(db, words)] == found


async def test_a_search_ends_at_a_hundred(registry):
    async with registry.begin() as db:
        await pupils.add_all(db, "cli", [NewPupil(ref=f"Q{number}") for number in range(150)])
        assert len(await search.find(db, "q")) == search.MOST


async def test_searching_goes_on_beyond_the_first_batch(registry):
    async with registry.reading() as db:
        assert [pupil.ref for pupil in await search.find(db, "uwe", batch=1)] == ["P2"]
