"""Consents by programs: given, found, withdrawn and taken back."""

import pytest

from tests.server.admin.test_api_media import picture as file


@pytest.fixture
async def picture(registrar, pupil):
    _, made = await registrar("POST", "media", file(pupils=1))
    assert (made["pupils"], made["consents"], made["listed"]) == (1, 0, False)
    return made["id"]


async def test_a_consent_is_given_found_withdrawn_and_taken_back(registrar, dsl, picture):
    body = {"picture": picture, "pupil": "P1", "given_by": "parent"}
    status, made = await registrar("POST", "consents", body)
    assert (status, made["until"], made["state"], made["by"]) == (201, "2027-11-22", "valid", "registrar")
    assert registrar.headers["Location"].endswith(made["id"])
    assert (await dsl("GET", "consents?state=valid&pupil=P1"))[1] == {"items": [made], "next": None}
    assert (await dsl("GET", f"media/{picture}"))[1]["listed"]
    assert (await registrar("DELETE", f"consents/{made['id']}"))[0] == 204
    assert (await dsl("GET", f"consents/{made['id']}"))[1]["state"] == "withdrawn"
    assert not (await dsl("GET", f"media/{picture}"))[1]["listed"]
    assert (await registrar("POST", f"consents/{made['id']}/restore"))[1] == made


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"pupil": "P9"}, "pupil"),
        ({"given_by": "friend"}, "given_by"),
        ({"name": "Ava"}, "name"),
        ({"until": "2020-01-01"}, "until"),
    ],
)
async def test_what_is_wrong_is_named(registrar, picture, wrong, field):
    status, problem = await registrar("POST", "consents", {"picture": picture, "pupil": "P1", "given_by": "parent"} | wrong)
    assert (status, problem["field"]) == (422, field)


async def test_a_state_that_is_none_is_refused(registrar):
    status, problem = await registrar("GET", "consents?state=soon")
    assert (status, problem["field"]) == (422, "state")
