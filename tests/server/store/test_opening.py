"""An office opens with nothing prepared, and opens again with all that it had."""

import asyncio

import pytest

from server.settings import Home, Unusable
from server.store import epochs
from server.store.opening import opened
from tests.server.made import pupil


async def test_the_first_opening_makes_all_that_is_needed_for_its_owner_alone(tmp_path, clock):
    home = Home(tmp_path / "office")
    database = await opened(home, clock=clock)
    async with database.begin() as db:
        await pupil(db)
        assert await epochs.current(db) == 1
    await database.close()
    assert home.database.stat().st_mode & 0o777 == 0o600
    again = await opened(home, clock=clock)
    async with again.reading() as db:
        assert await epochs.current(db) == 1
    await again.close()


async def test_a_lost_key_is_not_replaced_by_a_new_one(tmp_path):
    home = Home(tmp_path)
    await (await opened(home)).close()
    home.field_key.unlink()
    with pytest.raises(Unusable, match=r"field\.key is missing"):
        await opened(home)


async def test_a_database_elsewhere_is_used_where_it_is(tmp_path):
    home = Home(tmp_path / "home")
    await (await opened(home, f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")).close()
    assert (tmp_path / "elsewhere.sqlite").exists()
    assert not home.database.exists()


async def test_several_commands_may_be_the_first_at_once(tmp_path):
    opening = (asyncio.to_thread(asyncio.run, _opened_and_closed(Home(tmp_path))) for _ in range(4))
    await asyncio.gather(*opening)


async def _opened_and_closed(home):
    await (await opened(home)).close()
