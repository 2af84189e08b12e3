"""Official accounts: normalised as their platform writes them, each once, with a mailbox of the company."""

import pytest

from policy.register import OfficialAccount
from server.problem import Conflict, Invalid, NotFound
from server.store import choices, log, official
from server.store.official import NewOfficial

OLIVE = "admin:olive"


@pytest.fixture
async def db(database):
    async with database.begin() as db:
        yield db


@pytest.mark.parametrize(
    "entered",
    [
        {"handle": "@TutorTrain"},
        {"handle": "https://www.instagram.com/tutortrain/"},
        {"url": "https://www.instagram.com/tutortrain/"},
    ],
)
async def test_an_account_is_kept_as_its_platform_writes_it(db, entered):
    kept = await official.add(db, OLIVE, NewOfficial(platform="instagram", owner="T1", note="opened in May", **entered))
    assert (kept.handle, kept.id, kept.owner, kept.note, kept.by, kept.at) == (
        "tutortrain", "", "T1", "opened in May", "olive", db.now,
    )  # fmt: skip
    assert await official.every(db) == [kept]
    assert await official.told(db) == (OfficialAccount("instagram", "tutortrain"),)
    assert db.publish


@pytest.mark.parametrize("again", [{"handle": "tutortrain"}, {"id": "4711"}, {"handle": "other", "id": "4711"}])
async def test_an_account_stands_in_the_register_once(db, again):
    await official.add(db, OLIVE, NewOfficial(platform="instagram", handle="tutortrain", id="4711"))
    with pytest.raises(Conflict):
        await official.add(db, OLIVE, NewOfficial(platform="instagram", **again))


async def test_accounts_without_a_handle_are_different_ones(db):
    for number in ("1", "2"):
        await official.add(db, OLIVE, NewOfficial(platform="instagram", id=number))
    assert len(await official.every(db)) == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"platform": "myspace", "handle": "x"}, "platform"),
        ({"handle": ""}, "handle"),
        ({"handle": "not a handle"}, "handle"),
        ({"url": "https://example.org/x"}, "url"),
        ({"handle": "x", "url": "https://instagram.com/y"}, "url"),
        ({"id": "not a number"}, "id"),
        ({"handle": "x", "owner": "x" * 101}, "owner"),
        ({"handle": "x", "note": "x" * 501}, "note"),
    ],
)
async def test_what_is_wrong_is_named(db, wrong, field):
    with pytest.raises(Invalid) as refused:
        await official.add(db, OLIVE, NewOfficial(**({"platform": "instagram"} | wrong)))
    assert refused.value.errors[0].field == field


@pytest.mark.parametrize("email", ["ann@gmail.com", "ann", "ann@", "@tutortrain.example", "a b@tutortrain.example"])
async def test_a_private_mailbox_is_refused(db, email):
    await choices.change(db, "cli", {"drafts": {"names": ["Tutor Train", "tutortrain.example"]}})
    with pytest.raises(Invalid) as refused:
        await official.add(db, OLIVE, NewOfficial(platform="instagram", handle="x", email=email))
    assert refused.value.errors[0].field == "email"


async def test_a_mailbox_of_the_company_is_taken(db):
    new = NewOfficial(platform="instagram", handle="x", email="social@mail.TutorTrain.example")
    with pytest.raises(Invalid, match="name the company's own sites"):
        await official.add(db, OLIVE, new)
    await choices.change(db, "cli", {"drafts": {"names": ["tutortrain.example"]}})
    assert (await official.add(db, OLIVE, new)).email == "social@mail.TutorTrain.example"


async def test_a_removed_account_is_gone(db):
    kept = await official.add(db, OLIVE, NewOfficial(platform="instagram", handle="tutortrain", note="canary"))
    await official.remove(db, OLIVE, kept.key)
    assert await official.told(db) == ()
    for gone in (official.find(db, kept.key), official.remove(db, OLIVE, kept.key)):
        with pytest.raises(NotFound):
            await gone
    assert not any("canary" in row.detail for row in await log.recent(db))
