"""Verified sites over the API: who and when come from whoever is asking, and what is wrong is named."""

import pytest

SITE = {"host": "maths.example"}


async def test_a_site_is_verified_for_a_year_by_whoever_asks(registrar, owner):
    status, kept = await registrar("POST", "sites", SITE)
    assert (status, registrar.headers["Location"]) == (201, "/api/admin/v1/sites/maths.example")
    assert kept == {
        "host": "maths.example", "by": "registrar", "on": "2026-11-22", "until": "2027-11-22", "note": "", "state": "verified",
    }  # fmt: skip
    assert (await owner("GET", "sites/maths.example"))[1] == kept
    assert (await owner("GET", "sites"))[1] == {"items": [kept], "next": None}


async def test_an_address_is_taken_for_its_host_and_the_answer_says_so(owner):
    status, kept = await owner("POST", "sites", {"host": "https://WWW.Maths.Example/", "until": "2026-12-01", "note": "seen"})
    assert (status, kept["host"], kept["until"], kept["note"], kept["state"]) == (
        201, "www.maths.example", "2026-12-01", "seen", "expiring",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"host": "co.uk"}, "host"),
        ({"host": "192.0.2.1"}, "host"),
        ({"host": "https://[2001:db8::1]/"}, "host"),
        ({"host": "https://maths.example/page"}, "host"),
        ({"host": ""}, "host"),
        ({"host": 5}, "host"),
        ({}, "host"),
        (SITE | {"until": "soon"}, "until"),
        (SITE | {"until": "2020-01-01"}, "until"),
        (SITE | {"by": "somebody else"}, "by"),
    ],
)
async def test_what_is_wrong_is_named_and_nothing_is_kept(owner, body, field):
    status, problem = await owner("POST", "sites", body)
    assert (status, problem["field"]) == (422, field)
    assert (await owner("GET", "sites"))[1]["items"] == []


async def test_a_withdrawal_can_be_taken_back(owner):
    await owner("POST", "sites", SITE)
    assert (await owner("DELETE", "sites/maths.example"))[0] == 204
    assert (await owner("GET", "sites/maths.example"))[0] == 404
    assert (await owner("DELETE", "sites/maths.example"))[0] == 404
    status, kept = await owner("POST", "sites/maths.example/restore")
    assert (status, kept["state"]) == (200, "verified")


async def test_lists_go_on_where_they_ended(owner):
    for name in "cab":
        await owner("POST", "sites", {"host": f"{name}.example"})
    _, first = await owner("GET", "sites?limit=2")
    _, second = await owner("GET", f"sites?limit=2&after={first['next']}")
    assert [site["host"] for site in first["items"] + second["items"]] == ["a.example", "b.example", "c.example"]
    assert second["next"] is None
