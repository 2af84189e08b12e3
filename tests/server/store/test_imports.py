"""An import shows what it would do, does all of it or nothing, and does nothing the second time."""

import pytest

from server.problem import Invalid
from server.store import accounts, imports, log, pupils
from tests.server.made import BORN_2010, HANDLE, ID, account, pupil

FILE = f"""pupil_ref,first_name,date_of_birth,status,platform,handle,platform_user_id
P1,Zora,2010-05-01,current,instagram,{HANDLE},{ID}
P1,,,,tiktok,zora.q,
P2,Yann,,left,instagram,@Yann_1,
P3,,,,,,
"""


async def planned(registry, text):
    async with registry.reading() as db:
        return await imports.planned(db, text)


async def carried_out(registry, text):
    async with registry.begin() as db:
        return await imports.carried_out(db, "cli", text)


async def test_a_plan_changes_nothing(registry):
    plan = await planned(registry, FILE)
    assert [item.pupil.ref for item in plan.new_pupils] == ["P1", "P2", "P3"]
    assert [item.line for item in plan.new_accounts] == [2, 3, 4]
    async with registry.reading() as db:
        assert (await pupils.page(db), await log.recent(db)) == ([], [])


async def test_what_was_planned_is_done_and_the_second_time_there_is_nothing_to_do(registry):
    await carried_out(registry, FILE)
    async with registry.reading() as db:
        first = await pupils.find(db, "P1")
        kept = await accounts.of_pupil(db, "P1")
        assert (first.first_name, first.date_of_birth) == ("Zora", BORN_2010)
        assert {(one.platform, one.handle, one.id, one.source) for one in kept} == {
            ("instagram", HANDLE, ID, "import"),
            ("tiktok", "zora.q", "", "import"),
        }
        assert (await log.recent(db))[0].kind == "handles:imported"
        before = await log.verify(db)
    again = await carried_out(registry, FILE)
    assert (again.empty, again.unchanged) == (True, 3)
    async with registry.reading() as db:
        assert await log.verify(db) == before


async def test_one_rejected_row_and_nothing_is_done(registry):
    plan = await carried_out(registry, FILE + "P4,,03/04/2014,,,,\nP5,,,,orkut,a,\nP6,,,,instagram,two words,\nbad ref,,,,,,\n")
    assert [(item.line, item.field) for item in plan.rejected] == [
        (6, "date_of_birth"), (7, "platform"), (8, "handle"), (9, "ref"),
    ]  # fmt: skip
    async with registry.reading() as db:
        assert await pupils.page(db) == []


async def test_what_the_file_does_not_say_stays_as_it_is(registry):
    async with registry.begin() as db:
        await pupil(db, "P0")
        await pupil(db, "P2", first_name="Yann", date_of_birth=BORN_2010)
        await account(db, "P2")
    plan = await carried_out(registry, FILE)
    assert [(item.ref, item.fields) for item in plan.changed_pupils] == [("P2", ("status", "left_on"))]
    async with registry.reading() as db:
        assert (await pupils.find(db, "P2")).date_of_birth == BORN_2010
        assert len(await accounts.of_pupil(db, "P2")) == 2
        assert (await pupils.find(db, "P0")).status == "current"


async def test_an_id_is_learned_and_a_handle_renamed(registry):
    async with registry.begin() as db:
        await pupil(db, "P1")
        await account(db, "P1", id="")
        await pupil(db, "P2")
        await account(db, "P2", handle="old_name", id="55")
    text = f"pupil_ref,platform,handle,platform_user_id\nP1,instagram,{HANDLE},{ID}\nP2,instagram,new_name,55\n"
    plan = await carried_out(registry, text)
    assert [item.line for item in plan.completed] == [2, 3]
    async with registry.reading() as db:
        assert [one.id for one in await accounts.of_pupil(db, "P1")] == [ID]
        assert [(one.handle, one.id) for one in await accounts.of_pupil(db, "P2")] == [("new_name", "55")]


async def test_a_pupil_who_comes_back_is_current_again(registry):
    await carried_out(registry, "pupil_ref,status,left_date\nP1,left,2026-07-01\n")
    await carried_out(registry, "pupil_ref,status\nP1,current\n")
    async with registry.reading() as db:
        found = await pupils.find(db, "P1")
    assert (found.status, found.left_on) == ("current", None)


async def test_rows_that_disagree_about_a_pupil_are_rejected(registry):
    plan = await planned(registry, "pupil_ref,status\nP1,current\nP1,left\n")
    assert [(item.line, item.field) for item in plan.rejected] == [(2, "status")]


async def test_what_is_no_such_file_is_refused(registry):
    with pytest.raises(Invalid):
        await planned(registry, "hello")


async def test_guardians_are_added_and_never_taken_away(registry):
    head = "pupil_ref,first_name,guardian_name,guardian_relation\n"
    await carried_out(registry, f"{head}P1,Zora,Mina Patel,mother\nP1,,Raj Patel,father\n")
    plan = await carried_out(registry, f"{head}P1,,Raj Patel,stepfather\nP1,,Uma Patel,aunt\n")
    assert [item.fields for item in plan.changed_pupils] == [("guardians",)]
    async with registry.reading() as db:
        kept = (await pupils.find(db, "P1")).guardians
    assert [(one.name, one.relation) for one in kept] == [
        ("Mina Patel", "mother"), ("Raj Patel", "father"), ("Uma Patel", "aunt"),
    ]  # fmt: skip
    assert (await carried_out(registry, f"{head}P1,Zora,Mina Patel,\n")).empty
