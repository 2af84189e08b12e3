"""Names in drafts from the registry to the finding: the real office, a device, and nothing that either may not know."""

import logging

import pytest

from policy.drafts.draft import Draft
from proxy_addons import enrol, named
from proxy_addons.home import Home
from server.store import choices, log, pupils, tutors
from server.store.names import Guardian
from server.store.pupils import NewPupil, PupilChange
from tests.together.desk import Desk
from tests.together.parts import STRANGER, Guard, until
from tests.together.search import files, found

TEXT = "Proud of Wilhelmina Quillfeather, thanks to Mina Quillfeather, Tamsinella Oddfellow and Hortensia Plumtreebank!"
NAMES = ("Wilhelmina", "Quillfeather", "Tamsinella", "Oddfellow", "Hortensia", "Plumtreebank")


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """As long as a busy machine needs: nothing here is about time."""
    monkeypatch.setattr(named, "SECONDS", 30.0)


@pytest.fixture
async def desk(tmp_path):
    made = Desk(tmp_path / "office")
    await made.start()
    async with made.database.begin() as db:
        new = NewPupil(ref="P1", first_name="Wilhelmina", last_name="Quillfeather", guardians=(Guardian("Mina Quillfeather"),))
        await pupils.add(db, "test", new)
        await tutors.add(db, "test", "T1", "Tara Weatherby")
        await tutors.add(db, "test", "T2", "Tamsinella Oddfellow")
    await until(lambda: len(made.policy.names) == 6)  # four people, and each tutor's own name
    yield made
    await made.stop()


@pytest.fixture
async def guard(desk, tmp_path):
    home = Home(tmp_path / "guard")
    guard = Guard(home, await enrol.enrol(await desk.code(), home))
    await guard.courier.sync()
    yield guard
    await guard.close()


async def checked(guard, text=TEXT, **more):
    said = await named.findings(
        Draft(text, **{"account": "official", "platform": "x"} | more), guard.current.settings, guard.names
    )
    return [(one.clause, one.text) for one in said.findings if one.kind == "name"], said.unchecked


async def changed(desk, guard, **change):
    before = desk.policy.head.serial
    async with desk.database.begin() as db:
        await pupils.change(db, "test", "P1", PupilChange(**change))
    await until(lambda: desk.policy.head.serial > before)
    await guard.courier.sync()


async def test_whoever_is_registered_is_found_and_nobody_else(guard):
    assert await checked(guard) == ([("4.2.4", "Wilhelmina Quillfeather"), ("6.4", "Mina Quillfeather")], ())
    personal, _ = await checked(guard, account="personal")
    assert [text for _, text in personal] == ["Wilhelmina Quillfeather", "Mina Quillfeather", "Tamsinella Oddfellow"]


async def test_a_tutors_own_name_is_no_colleagues(guard):
    assert await checked(guard, "Yours, Tara Weatherby", account="personal") == ([], ())


async def test_consent_is_in_force_at_once_without_another_question(desk, guard):
    await checked(guard)
    asked = desk.requests.count("evaluate")
    await changed(desk, guard, full_name_consent=True)
    assert await checked(guard) == ([("6.4", "Mina Quillfeather")], ())
    await changed(desk, guard, full_name_consent=False)
    assert (await checked(guard))[0][0] == ("4.2.4", "Wilhelmina Quillfeather")
    assert desk.requests.count("evaluate") == asked


async def test_without_the_office_known_names_are_found_and_new_ones_are_said_to_be_unchecked(desk, guard):
    await checked(guard)
    await desk.stop()
    assert (await checked(guard))[1] == ()
    assert await checked(guard, "Wilhelmina Quillfeather met Jolyon Sternberg") == (
        [("4.2.4", "Wilhelmina Quillfeather")],
        ("name",),
    )
    await desk.start()
    await guard.courier.sync()
    guard.names.retry()
    assert (await checked(guard, "Wilhelmina Quillfeather met Jolyon Sternberg"))[1] == ()


async def test_the_day_has_a_budget_for_names_and_people_are_not_touched_by_it(desk, guard):
    async with desk.database.begin() as db:
        await choices.change(db, "test", {"lookups": {"names": 4}})
    assert (await checked(guard, "Ann Archer, Ben Brook"))[1] == ()
    assert (await checked(guard, "Cas Cole, Dan Dale, Eve East"))[1] == ("name",)
    assert (await checked(guard, "Fay Field"))[1] == ("name",)
    async with desk.database.reading() as db:
        kinds = [row.kind for row in await log.recent(db)]
    assert kinds.count("names:refused") == 0, "the device counts for itself and does not knock in vain"
    await guard.people.check([STRANGER], seconds=30)
    assert not guard.people.known([STRANGER]).unchecked


async def test_a_new_key_makes_names_anew_and_they_are_found_as_before(desk, guard):
    await checked(guard)
    await desk.rotate()
    await until(lambda: desk.policy.head.epoch == 2)
    await guard.courier.sync()
    assert guard.current.policy.head.epoch == 2
    assert (await checked(guard, moment="typing"))[1] == ("name",)
    assert await checked(guard) == ([("4.2.4", "Wilhelmina Quillfeather"), ("6.4", "Mina Quillfeather")], ())


async def test_no_name_is_in_any_file_log_or_question(desk, guard, tmp_path, capfd, caplog):
    caplog.set_level(logging.DEBUG)
    await checked(guard)
    await changed(desk, guard, last_name="Quillfeather-Plumtreebank")
    await checked(guard, TEXT + " Wilhelmina Plumtreebank")
    guard.database.flush()
    assert found((*NAMES, *map(str.lower, NAMES)), files([tmp_path])) == []
    sent = [one.text for one in guard.courier.recent if one.what == "evaluate"]
    assert sent
    everything = "\n".join((*sent, *capfd.readouterr(), caplog.text)).lower()
    assert [name for name in NAMES if name.lower() in everything] == []
