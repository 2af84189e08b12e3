"""A program's token is shown once, kept as a hash, and ends when it is revoked."""

import pytest
from sqlalchemy import select

from server.problem import Conflict, NotFound
from server.roles import Role
from server.store import tokens
from server.tables import api_tokens


@pytest.fixture
async def token(database):
    async with database.begin() as db:
        return await tokens.add(db, "report", Role.AUDITOR)


async def test_a_token_names_its_program(database, token):
    async with database.reading() as db:
        found = await tokens.find(db, token)
    assert (found.name, found.role, found.stale) == ("report", Role.AUDITOR, True)


async def test_the_database_does_not_hold_the_token(database, token, tmp_path):
    assert token.startswith("tga_")
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert token.encode() not in stored
    assert tokens.fingerprint(token) in stored


@pytest.mark.parametrize("guess", ["", "tga_", "tga_x", "\udcff"])
async def test_another_token_is_nobodys(database, token, guess):
    async with database.reading() as db:
        assert await tokens.find(db, guess) is None


async def test_use_is_noted_once_a_minute(database, token, clock):
    async with database.begin() as db:
        await tokens.touch(db, token)
    async with database.reading() as db:
        assert not (await tokens.find(db, token)).stale
    clock.pass_time(60)
    async with database.reading() as db:
        assert (await tokens.find(db, token)).stale
        assert await db.value(select(api_tokens.c.used_at)) == db.now - 60


async def test_a_revoked_token_is_nobodys(database, token):
    async with database.begin() as db:
        await tokens.revoke(db, "report")
    async with database.reading() as db:
        assert await tokens.find(db, token) is None
    with pytest.raises(NotFound):
        async with database.begin() as db:
            await tokens.revoke(db, "report")


async def test_a_name_is_used_once(database, token):
    with pytest.raises(Conflict):
        async with database.begin() as db:
            await tokens.add(db, "report", Role.OWNER)
