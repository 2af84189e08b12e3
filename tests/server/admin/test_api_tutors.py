"""Tutors have a reference, and a name if the company wants one."""

import pytest


async def test_a_tutor_is_registered_and_renamed(registrar):
    status, tutor = await registrar("POST", "tutors", {"ref": "T1"})
    assert (status, tutor["ref"], tutor["name"]) == (201, "T1", "")
    assert (await registrar("PATCH", registrar.headers["Location"], {"name": "Tara"}))[1]["name"] == "Tara"
    assert (await registrar("GET", "tutors/T1"))[1]["name"] == "Tara"


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "ref"), ({"ref": "a b"}, "ref"), ({"ref": "T1", "name": 1}, "name"), ({"ref": "T1", "nom": ""}, "nom")],
)
async def test_a_wrong_field_is_named(registrar, body, field):
    status, problem = await registrar("POST", "tutors", body)
    assert (status, problem["field"]) == (422, field)
    assert (await registrar("GET", "tutors"))[1]["items"] == []


async def test_a_reference_is_used_once(registrar):
    await registrar("POST", "tutors", {"ref": "T1"})
    status, problem = await registrar("POST", "tutors", {"ref": "T1"})
    assert (status, problem["field"]) == (409, "ref")


async def test_an_unknown_tutor_is_not_found(registrar):
    assert (await registrar("GET", "tutors/T9"))[0] == 404
    assert (await registrar("PATCH", "tutors/T9", {"name": "x"}))[0] == 404
