"""A session ends after an hour of silence, after half a day, at logout and when the password changes."""

import pytest

from server.roles import Role
from server.store import admins, sessions


@pytest.fixture
async def cookie(database):
    async with database.begin() as db:
        await admins.add(db, "ada", Role.DSL)
        return await sessions.start(db, "ada")


async def found(database, cookie):
    async with database.reading() as db:
        return await sessions.find(db, cookie)


async def test_a_session_names_its_owner(database, cookie):
    session = await found(database, cookie)
    assert (session.name, session.role, session.one_time) == ("ada", Role.DSL, True)
    assert len(session.csrf) == 64


async def test_the_database_does_not_hold_the_cookie(database, cookie, tmp_path):
    assert cookie.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


async def test_an_hour_of_silence_ends_it(database, cookie, clock):
    clock.pass_time(sessions.IDLE - 1)
    assert await found(database, cookie)
    clock.pass_time(1)
    assert await found(database, cookie) is None


async def test_half_a_day_ends_it_whatever_happens(database, cookie, clock):
    for _ in range(sessions.LIFETIME // 1800 - 1):
        clock.pass_time(1800)
        assert (await found(database, cookie)).stale
        async with database.begin() as db:
            await sessions.touch(db, cookie)
    clock.pass_time(1800)
    assert await found(database, cookie) is None


async def test_logout_ends_it(database, cookie):
    async with database.begin() as db:
        await sessions.end(db, cookie)
    assert await found(database, cookie) is None


async def test_a_changed_password_ends_all(database, cookie):
    async with database.begin() as db:
        other = await sessions.start(db, "ada")
        await sessions.end_all(db, "ada")
    assert await found(database, cookie) is None
    assert await found(database, other) is None


async def test_two_sessions_have_secrets_of_their_own(database, cookie):
    async with database.begin() as db:
        other = await sessions.start(db, "ada")
    assert (await found(database, cookie)).csrf != (await found(database, other)).csrf


@pytest.mark.parametrize("guess", ["", "x", "\udcff"])
async def test_another_cookie_is_nobodys(database, cookie, guess):
    assert await found(database, guess) is None
