"""An import is compared first, and done whole or not at all."""

import pytest

FILE = "pupil_ref,first_name,platform,handle\nP1,Una,instagram,pupil_one\nP2,Uwe,discord,uwe.p\n"
BAD = FILE + "P3,Ulf,instagram,not a handle!\n"


async def pupils(registrar):
    return [item["ref"] for item in (await registrar("GET", "pupils"))[1]["items"]]


async def test_a_comparison_changes_nothing(registrar):
    status, found = await registrar("POST", "imports", data=FILE.encode())
    assert (status, found["applied"]) == (200, False)
    assert found["counts"]["pupils added"] == 2
    assert found["lines"]
    assert await pupils(registrar) == []


async def test_an_import_is_carried_out_and_listed(registrar):
    status, done = await registrar("POST", "imports", data=FILE.encode(), params={"apply": "1"})
    assert (status, done["applied"], done["counts"]["accounts added"]) == (200, True, 2)
    assert await pupils(registrar) == ["P1", "P2"]
    _, page = await registrar("GET", "imports")
    assert [(item["actor"], item["detail"]["pupils_added"]) for item in page["items"]] == [("token:registrar", 2)]


async def test_a_file_with_a_bad_row_changes_nothing(registrar):
    _, found = await registrar("POST", "imports", data=BAD.encode())
    assert [row["line"] for row in found["rejected"]] == [4]
    status, problem = await registrar("POST", "imports", data=BAD.encode(), params={"apply": "1"})
    assert status == 422
    assert problem["errors"][0]["field"].startswith("line 4")
    assert await pupils(registrar) == []
    assert (await registrar("GET", "imports"))[1]["items"] == []


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b"\x00" * 100])
async def test_what_is_no_such_file_is_a_problem(registrar, raw):
    status, problem = await registrar("POST", "imports", data=raw, params={"apply": "1"})
    assert 400 <= status < 500
    assert problem["detail"]


async def test_apply_is_one_or_nothing(registrar):
    status, problem = await registrar("POST", "imports", data=FILE.encode(), params={"apply": "yes"})
    assert (status, problem["field"]) == (400, "apply")
