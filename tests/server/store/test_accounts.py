"""Accounts: once with each pupil, found again by whatever a device may say of them."""

import msgspec
import pytest

from server.problem import Conflict, Invalid, NotFound
from server.store import accounts, log
from server.store.entered import NewAccount
from tests.server.made import HANDLE, ID, account, pupil, subject


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        await pupil(db)
        yield db


async def test_an_account_is_kept_as_entered_and_as_normalised(db):
    kept = await accounts.add(db, "cli", "P1", NewAccount(platform="instagram", handle=f"@{HANDLE.upper()}", id=ID))
    assert (kept.pupil, kept.platform, kept.handle, kept.id) == ("P1", "instagram", HANDLE, ID)
    assert (kept.as_entered, kept.source, kept.shared_with) == (f"@{HANDLE.upper()}", "admin", ())
    assert await accounts.of_pupil(db, "P1") == [kept]


async def test_it_is_found_by_id_and_by_handle(db):
    kept = await account(db)
    for said in (await subject(db, id=ID), await subject(db, handle=HANDLE)):
        assert [hit.id for hit in await accounts.by_pseudonym(db, 1, bytes.fromhex(said))] == [kept.key]
    assert not await accounts.by_pseudonym(db, 1, bytes.fromhex(await subject(db, handle="somebody_else")))


@pytest.mark.parametrize(("again", "field"), [({"id": "1"}, "handle"), ({"handle": "renamed"}, "id"), ({}, "id")])
async def test_the_same_account_stands_once_with_a_pupil(db, again, field):
    await account(db)
    with pytest.raises(Conflict) as refused:
        await account(db, **again)
    assert refused.value.problem.field == field
    assert len(await accounts.of_pupil(db, "P1")) == 1


async def test_two_pupils_may_share_an_account_and_both_entries_say_so(db):
    await pupil(db, "P2")
    first = await account(db)
    second = await account(db, "P2", id="")
    assert second.shared_with == ("P1",)
    assert (await accounts.find(db, first.key)).shared_with == ("P2",)


async def test_an_account_of_nobody_is_not_kept(db):
    with pytest.raises(NotFound):
        await account(db, "P9")
    with pytest.raises(Invalid):
        await account(db, handle="", id="")


async def test_another_handle_replaces_the_old_one_everywhere(db):
    kept = await account(db)
    before = bytes.fromhex(await subject(db, handle=HANDLE))
    changed = await accounts.replace(db, "admin:rae", kept.key, handle="renamed", id=ID)
    assert (changed.key, changed.handle, changed.id) == (kept.key, "renamed", ID)
    assert not await accounts.by_pseudonym(db, 1, before)
    with pytest.raises(NotFound):
        await accounts.replace(db, "admin:rae", "nothing", handle="a", id="")


async def test_a_change_onto_another_account_of_the_pupil_is_refused(db):
    await account(db)
    other = await account(db, handle="other", id="1")
    with pytest.raises(Conflict):
        await accounts.replace(db, "admin:rae", other.key, handle=HANDLE, id="1")


async def test_a_removed_account_is_gone(db):
    kept = await account(db)
    await accounts.remove(db, "cli", kept.key)
    assert await accounts.of_pupil(db, "P1") == []
    assert not await accounts.by_pseudonym(db, 1, bytes.fromhex(await subject(db, id=ID)))
    with pytest.raises(NotFound):
        await accounts.remove(db, "cli", kept.key)


async def test_the_log_names_the_platform_and_never_the_account(db):
    kept = await account(db)
    await accounts.replace(db, "cli", kept.key, handle="renamed", id=ID)
    await accounts.remove(db, "cli", kept.key)
    entries = [row for row in await log.recent(db) if row.subject == f"account:{kept.key}"]
    assert [row.kind for row in entries] == ["account:removed", "account:changed", "account:added"]
    for row in entries:
        assert msgspec.json.decode(row.detail) == {"pupil": "P1", "platform": "instagram"}


async def test_nothing_added_is_nothing_done(db):
    assert await accounts.add_all(db, "cli", []) == []
