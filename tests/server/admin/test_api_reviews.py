"""A registrar decides what devices propose; nothing changes before that."""

import pytest

from policy.incident import Review
from server.store import accounts, reviews
from server.store.entered import NewAccount


@pytest.fixture
async def proposal(database, device, pupil):
    """The guard saw the id behind a handle."""
    async with database.begin() as db:
        kept = await accounts.add(db, "cli", pupil, NewAccount(platform="instagram", handle="pupil_one"))
        news = Review(key="r1", kind="learn", platform="instagram", subject="00" * 16, epoch=1, at=db.now, id="222")
        await reviews.propose(db, device, news, kept.key)
    return "pupils/P1/accounts"


async def test_a_proposal_is_shown(registrar, proposal):
    _, page = await registrar("GET", "reviews")
    assert [(item["kind"], item["pupil"], item["platform"], item["seen_id"]) for item in page["items"]] == [
        ("learn", "P1", "instagram", "222")
    ]
    assert (await registrar("GET", proposal))[1]["items"][0]["id"] == ""


@pytest.mark.parametrize(("decision", "number"), [("accept", "222"), ("dismiss", "")])
async def test_a_proposal_is_decided_once(registrar, proposal, decision, number):
    _, page = await registrar("GET", "reviews")
    path = f"reviews/{page['items'][0]['id']}/{decision}"
    assert await registrar("POST", path) == (204, None)
    assert (await registrar("GET", proposal))[1]["items"][0]["id"] == number
    assert (await registrar("GET", "reviews"))[1]["items"] == []
    assert (await registrar("POST", path))[0] == 404


async def test_an_unknown_proposal_is_not_found(registrar):
    assert (await registrar("POST", "reviews/none/accept"))[0] == 404
    assert (await registrar("POST", "reviews/a/b/dismiss"))[0] == 404
