"""Close family is exempted by the DSL, for a year at most, and it can be ended."""

import pytest

ASKED = {"tutor": "T1", "pupil": "P1", "relation": "aunt"}


@pytest.fixture
async def people(registrar):
    await registrar("POST", "tutors", {"ref": "T1"})
    await registrar("POST", "pupils", {"ref": "P1"})


async def test_an_exemption_lasts_a_year_unless_it_says_otherwise(dsl, people):
    status, granted = await dsl("POST", "exemptions", ASKED)
    assert (status, granted["review_on"], granted["granted_by"]) == (201, "2027-11-22", "token:dsl")
    assert granted["clauses"] == ["5.1", "5.2"]
    assert (await dsl("GET", dsl.headers["Location"]))[1] == granted


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"relation": ""}, "relation"),
        ({"review_on": "2031-01-01"}, "review_on"),
        ({"review_on": "2020-01-01"}, "review_on"),
        ({"review_on": "soon"}, "review_on"),
        ({"pupil": 1}, "pupil"),
        ({"why": "x"}, "why"),
    ],
)
async def test_a_wrong_field_is_named_and_nothing_is_granted(dsl, people, wrong, field):
    status, problem = await dsl("POST", "exemptions", ASKED | wrong)
    assert (status, problem["field"]) == (422, field)
    assert (await dsl("GET", "exemptions"))[1]["items"] == []


@pytest.mark.parametrize("unknown", [{"tutor": "T9"}, {"pupil": "P9"}])
async def test_both_must_be_known(dsl, people, unknown):
    status, problem = await dsl("POST", "exemptions", ASKED | unknown)
    assert 400 <= status < 500
    assert next(iter(unknown.values())) in problem["detail"]


async def test_a_registrar_cannot_grant_one(registrar, people):
    assert (await registrar("POST", "exemptions", ASKED))[0] == 403
    assert (await registrar("GET", "exemptions"))[1]["items"] == []


async def test_an_ended_exemption_stays_on_record(dsl, people):
    _, granted = await dsl("POST", "exemptions", ASKED)
    assert await dsl("DELETE", f"exemptions/{granted['id']}") == (204, None)
    assert (await dsl("DELETE", f"exemptions/{granted['id']}"))[0] == 404
    _, page = await dsl("GET", "exemptions")
    assert [item["ended_at"] is not None for item in page["items"]] == [True]
