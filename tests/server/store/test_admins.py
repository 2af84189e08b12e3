"""People sign in with a password of their own, after the one that was printed for them."""

import pytest

from server import passwords
from server.problem import Conflict, Invalid, NotFound
from server.roles import Role
from server.store import admins, log


async def test_somebody_is_added_with_a_one_time_password(database):
    async with database.begin() as db:
        password = await admins.add(db, "  Ada   Lovelace ", Role.DSL)
    async with database.reading() as db:
        admin = await admins.find(db, "Ada Lovelace")
        entry = (await log.recent(db))[0]
    assert (admin.role, admin.one_time) == (Role.DSL, True)
    assert await passwords.matches(admin.password_hash, password)
    assert (entry.actor, entry.kind, entry.subject) == ("cli", "admin:added", "Ada Lovelace")
    assert password not in entry.detail


async def test_a_name_is_used_once(database):
    async with database.begin() as db:
        await admins.add(db, "ada", Role.DSL)
    with pytest.raises(Conflict):
        async with database.begin() as db:
            await admins.add(db, "ada", Role.OWNER)
    async with database.reading() as db:
        assert (await admins.find(db, "ada")).role is Role.DSL


@pytest.mark.parametrize("name", ["", "   ", "x" * 65, "a\x00b"])
async def test_a_name_can_be_read(database, name):
    with pytest.raises(Invalid):
        async with database.begin() as db:
            await admins.add(db, name, Role.DSL)


async def test_nobody_is_found_under_an_unknown_name(database):
    async with database.reading() as db:
        assert await admins.find(db, "nobody") is None


async def test_a_chosen_password_replaces_the_one_time_one(database):
    async with database.begin() as db:
        old = await admins.add(db, "ada", Role.DSL)
        await admins.set_password(db, "ada", passwords.hashed("a new long password"))
    async with database.reading() as db:
        admin = await admins.find(db, "ada")
    assert not admin.one_time
    assert await passwords.matches(admin.password_hash, "a new long password")
    assert not await passwords.matches(admin.password_hash, old)


async def test_a_forgotten_password_is_replaced_by_a_one_time_one(database):
    async with database.begin() as db:
        await admins.add(db, "ada", Role.DSL)
        await admins.set_password(db, "ada", passwords.hashed("a new long password"))
        password = await admins.reset(db, "ada")
    async with database.reading() as db:
        admin = await admins.find(db, "ada")
    assert admin.one_time
    assert await passwords.matches(admin.password_hash, password)


async def test_nobodys_password_cannot_be_reset(database):
    with pytest.raises(NotFound):
        async with database.begin() as db:
            await admins.reset(db, "nobody")
