"""Pupils are registered strictly, and whoever opens a record is written down."""

import pytest

PUPIL = {
    "ref": "P1",
    "status": "current",
    "date_of_birth": "2012-02-29",
    "left_on": None,
    "vulnerable": False,
    "first_name": "Una",
    "last_name": "Pupil",
}


async def test_the_smallest_pupil_can_be_added(registrar):
    status, pupil = await registrar("POST", "pupils", {"ref": "P1", "status": "current"})
    assert (status, pupil["ref"], pupil["status"]) == (201, "P1", "current")
    assert registrar.headers["Location"] == "/api/admin/v1/pupils/P1"
    assert (await registrar("GET", registrar.headers["Location"]))[0] == 200


async def test_a_whole_pupil_comes_back_as_it_was_entered(registrar):
    await registrar("POST", "pupils", PUPIL)
    _, found = await registrar("GET", "pupils/P1")
    assert {name: found[name] for name in PUPIL} == PUPIL


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reff": "P2"}, "reff"),
        ({"ref": 5}, "ref"),
        ({"ref": ""}, "ref"),
        ({"ref": "a b"}, "ref"),
        ({"ref": "x" * 65}, "ref"),
        ({"ref": "../etc"}, "ref"),
        ({"status": "gone"}, "status"),
        ({"status": None}, "status"),
        ({"date_of_birth": "29/02/2012"}, "date_of_birth"),
        ({"date_of_birth": "2013-02-29"}, "date_of_birth"),
        ({"date_of_birth": "2031-01-01"}, "date_of_birth"),
        ({"left_on": "2026-01-01"}, "left_on"),
        ({"vulnerable": "yes"}, "vulnerable"),
        ({"first_name": "x" * 101}, "first_name"),
        ({"first_name": ["Una"]}, "first_name"),
    ],
)
async def test_a_wrong_field_is_named_and_nothing_is_kept(registrar, wrong, field):
    status, problem = await registrar("POST", "pupils", PUPIL | wrong)
    assert 400 <= status < 500
    assert registrar.headers["Content-Type"] == "application/problem+json"
    assert problem["status"] == status
    assert problem["errors"][0]["field"] == field
    assert problem["detail"]
    assert await registrar("GET", "pupils") == (200, {"items": [], "next": None})


@pytest.mark.parametrize("body", [[], "text", 5, None])
async def test_a_body_that_is_no_object_is_a_problem(registrar, body):
    status, problem = await registrar("POST", "pupils", data=b"null" if body is None else str(body).encode())
    assert status in {400, 422}
    assert problem["title"]


async def test_a_reference_is_used_once(registrar):
    await registrar("POST", "pupils", PUPIL)
    status, problem = await registrar("POST", "pupils", {"ref": "P1"})
    assert (status, problem["field"]) == (409, "ref")
    assert (await registrar("GET", "pupils/P1"))[1]["first_name"] == "Una"


async def test_a_change_touches_only_what_it_names(registrar):
    await registrar("POST", "pupils", PUPIL)
    status, pupil = await registrar("PATCH", "pupils/P1", {"status": "left"})
    assert (status, pupil["status"], pupil["left_on"]) == (200, "left", "2026-11-22")
    assert (pupil["first_name"], pupil["date_of_birth"]) == ("Una", "2012-02-29")
    _, pupil = await registrar("PATCH", "pupils/P1", {"date_of_birth": None})
    assert pupil["date_of_birth"] is None


@pytest.mark.parametrize("wrong", [{"ref": "P2"}, {"status": "gone"}, {"left_on": "2031-01-01"}, {"name": "x"}])
async def test_a_wrong_change_changes_nothing(registrar, wrong):
    await registrar("POST", "pupils", PUPIL)
    _, before = await registrar("GET", "pupils/P1")
    status, problem = await registrar("PATCH", "pupils/P1", {"first_name": "Other"} | wrong)
    assert (status, problem["field"]) == (422, next(iter(wrong)))
    assert (await registrar("GET", "pupils/P1"))[1] == before


async def test_a_removed_pupil_is_gone(registrar):
    await registrar("POST", "pupils", PUPIL)
    assert await registrar("DELETE", "pupils/P1") == (204, None)
    for method in ("GET", "DELETE", "PATCH"):
        status, problem = await registrar(method, "pupils/P1", {} if method == "PATCH" else None)
        assert (status, problem["type"]) == (404, "urn:tutor-guard:problem:not-found")


async def test_a_list_goes_on_where_the_page_before_ended(registrar):
    for number in range(5):
        await registrar("POST", "pupils", {"ref": f"P{number}"})
    seen, after = [], ""
    while after is not None:
        _, page = await registrar("GET", "pupils", params={"limit": "2", "after": after})
        seen.append([pupil["ref"] for pupil in page["items"]])
        after = page["next"]
    assert seen == [["P0", "P1"], ["P2", "P3"], ["P4"]]


async def test_a_list_names_nobody(registrar):
    await registrar("POST", "pupils", PUPIL)
    _, page = await registrar("GET", "pupils")
    assert set(page["items"][0]) == {"ref", "status", "left_on", "vulnerable", "updated_at"}


async def test_whoever_opens_a_record_is_written_down(registrar, owner):
    await registrar("POST", "pupils", PUPIL)
    await registrar("GET", "pupils/P1")
    _, audit = await owner("GET", "audit", params={"limit": "1"})
    entry = audit["items"][0]
    assert (entry["actor"], entry["kind"], entry["subject"]) == ("token:registrar", "record:read", "pupil:P1")
