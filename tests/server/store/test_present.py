"""Where an account of a file belongs: nowhere yet, to one that stands, or into a contradiction."""

import pytest

from server.problem import Invalid
from server.store.entered import NewAccount, parsed
from server.store.present import NEW, Present
from tests.server.made import HANDLE, ID, account, pupil


@pytest.fixture
async def db(registry):
    async with registry.begin() as db:
        await pupil(db)
        yield db


def entered(handle="", id="", ref="P1"):  # noqa: A002 - the field's name
    return parsed(ref, NewAccount(platform="instagram", handle=handle, id=id))


async def test_a_new_account_is_new_once(db):
    present = await Present.load(db)
    assert present.place(entered(HANDLE, ID)) == NEW
    assert present.place(entered(HANDLE, ID)) is None
    assert present.place(entered(HANDLE)) is None
    assert present.place(entered(HANDLE, ID, ref="P2")) == NEW


async def test_what_stands_already_says_nothing_new(db):
    await account(db)
    present = await Present.load(db)
    for said in (entered(HANDLE, ID), entered(HANDLE), entered(id=ID)):
        assert present.place(said) is None


async def test_an_id_for_a_known_handle_and_a_new_handle_for_a_known_id_complete_the_account(db):
    unnumbered = await account(db, id="")
    numbered = await account(db, handle="other", id="1")
    present = await Present.load(db)
    assert present.place(entered(HANDLE, ID)) == unnumbered.key
    assert present.place(entered("renamed", "1")) == numbered.key


async def test_what_contradicts_the_registry_is_refused(db):
    await account(db)
    await account(db, handle="other", id="1")
    present = await Present.load(db)
    for said, field in ((entered(HANDLE, "2"), "id"), (entered(HANDLE, "1"), "handle")):
        with pytest.raises(Invalid) as refused:
            present.place(said)
        assert refused.value.problem.field == field


async def test_what_contradicts_an_earlier_line_is_refused(db):
    present = await Present.load(db)
    present.place(entered("one"))
    with pytest.raises(Invalid):
        present.place(entered("one", "5"))
