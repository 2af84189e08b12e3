"""Accounts are normalised by their platform, stand once with a pupil, and are removed by key, id or handle."""

import pytest

ACCOUNT = {"platform": "instagram", "handle": "pupil_one", "id": "222"}


@pytest.fixture
async def accounts(registrar):
    await registrar("POST", "pupils", {"ref": "P1"})
    return "pupils/P1/accounts"


async def listed(registrar, accounts):
    return [(kept["platform"], kept["handle"], kept["id"]) for kept in (await registrar("GET", accounts))[1]["items"]]


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ({"handle": "pupil_one", "id": "222"}, ("instagram", "pupil_one", "222")),
        ({"handle": "@Pupil_One"}, ("instagram", "pupil_one", "")),
        ({"handle": "https://www.instagram.com/Pupil_One/?hl=en"}, ("instagram", "pupil_one", "")),
        ({"id": "222"}, ("instagram", "", "222")),
    ],
)
async def test_an_account_is_kept_as_the_platform_writes_it(registrar, accounts, entered, kept):
    status, made = await registrar("POST", accounts, {"platform": "instagram"} | entered)
    assert (status, made["pupil"]) == (201, "P1")
    assert registrar.headers["Location"] == f"/api/admin/v1/{accounts}/{made['key']}"
    assert await listed(registrar, accounts) == [kept]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"platform": "myspace"}, "platform"),
        ({"platform": 1}, "platform"),
        ({"handle": "no spaces please"}, "handle"),
        ({"handle": "x" * 400}, "handle"),
        ({"handle": "https://example.org/pupil_one"}, "handle"),
        ({"handle": 7}, "handle"),
        ({"id": "not a number"}, "id"),
        ({"id": 222}, "id"),
        ({"handle": "", "id": ""}, "handle"),
        ({"handel": "pupil_one"}, "handel"),
        ({"confirmed_on": "yesterday"}, "confirmed_on"),
    ],
)
async def test_a_wrong_field_is_named_and_nothing_is_kept(registrar, accounts, wrong, field):
    status, problem = await registrar("POST", accounts, ACCOUNT | wrong)
    assert 400 <= status < 500
    assert problem["errors"][0]["field"] == field
    assert await listed(registrar, accounts) == []


async def test_the_platform_must_be_named(registrar, accounts):
    status, problem = await registrar("POST", accounts, {"handle": "pupil_one"})
    assert (status, problem["field"]) == (422, "platform")


@pytest.mark.parametrize("again", [ACCOUNT, {"handle": "PUPIL_ONE"}, {"id": "222"}])
async def test_an_account_stands_once_with_a_pupil(registrar, accounts, again):
    await registrar("POST", accounts, ACCOUNT)
    status, problem = await registrar("POST", accounts, {"platform": "instagram"} | again)
    assert status == 409
    assert problem["field"] in {"handle", "id"}
    assert len(await listed(registrar, accounts)) == 1


async def test_an_unknown_pupil_has_no_accounts(registrar):
    for method, body in (("GET", None), ("POST", ACCOUNT)):
        assert (await registrar(method, "pupils/P9/accounts", body))[0] == 404


@pytest.mark.parametrize("by", ["key", "id", "handle"])
async def test_an_account_is_removed(registrar, accounts, by):
    _, made = await registrar("POST", accounts, ACCOUNT)
    assert await registrar("DELETE", f"{accounts}/{made[by]}") == (204, None)
    assert await listed(registrar, accounts) == []
    assert (await registrar("DELETE", f"{accounts}/{made[by]}"))[0] == 404


async def test_a_pupils_account_cannot_be_removed_through_another_pupil(registrar, accounts):
    await registrar("POST", "pupils", {"ref": "P2"})
    _, made = await registrar("POST", accounts, ACCOUNT)
    assert (await registrar("DELETE", f"pupils/P2/accounts/{made['key']}"))[0] == 404
    assert len(await listed(registrar, accounts)) == 1


async def test_siblings_may_share_an_account(registrar, accounts):
    await registrar("POST", "pupils", {"ref": "P2"})
    await registrar("POST", accounts, ACCOUNT)
    status, made = await registrar("POST", "pupils/P2/accounts", ACCOUNT)
    assert (status, made["shared_with"]) == (201, ["P1"])
