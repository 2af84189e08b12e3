"""Official accounts over the API."""

import pytest


async def test_an_account_is_entered_read_and_taken_out(owner, registrar):
    body = {"platform": "instagram", "handle": "@TutorTrain", "id": "4711", "owner": "T1", "note": "since May"}
    status, kept = await owner("POST", "official-accounts", body)
    assert (status, owner.headers["Location"]) == (201, f"/api/admin/v1/official-accounts/{kept['key']}")
    assert {name: kept[name] for name in ("platform", "handle", "id", "owner", "note", "by")} == {
        "platform": "instagram", "handle": "tutortrain", "id": "4711", "owner": "T1", "note": "since May", "by": "owner",
    }  # fmt: skip
    assert (await registrar("GET", f"official-accounts/{kept['key']}"))[1] == kept
    assert (await registrar("GET", "official-accounts"))[1]["items"] == [kept]
    assert (await registrar("DELETE", f"official-accounts/{kept['key']}"))[0] == 204
    assert (await owner("GET", f"official-accounts/{kept['key']}"))[0] == 404


async def test_a_profile_s_address_will_do(owner):
    status, kept = await owner("POST", "official-accounts", {"platform": "x", "url": "https://x.com/TutorTrain"})
    assert (status, kept["handle"]) == (201, "tutortrain")


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"platform": "myspace", "handle": "x"}, 422, "platform"),
        ({"platform": "x"}, 422, "handle"),
        ({"platform": "x", "url": "https://example.org/x"}, 422, "url"),
        ({"platform": "x", "handle": "other", "email": "ann@gmail.com"}, 422, "email"),
        ({"platform": "x", "handle": "TUTORTRAIN"}, 409, "handle"),
    ],
)
async def test_what_is_wrong_is_named(owner, body, status, field):
    await owner("POST", "official-accounts", {"platform": "x", "handle": "tutortrain"})
    found, problem = await owner("POST", "official-accounts", body)
    assert (found, problem["field"]) == (status, field)
