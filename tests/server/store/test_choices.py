"""What the company chose: changed by a patch, checked field by field, published."""

import msgspec
import pytest

from policy.clauses import Clause
from policy.settings import Mode, Settings
from policy.standing import Standing
from server.problem import Invalid
from server.store import choices, log


@pytest.fixture
async def db(database):
    async with database.begin() as db:
        yield db


async def test_without_a_choice_everything_is_as_the_policy_says(db):
    assert await choices.policy(db) == Settings()
    shown = await choices.shown(db)
    assert (shown["hold_seconds"], shown["unchecked"]) == (60, "hold")
    assert shown["lookups"] == {"first_day": 1000, "daily": 200, "names": 500}
    assert shown["drafts"]["live"] == {"service": "off", "key": ""}


async def test_a_patch_changes_what_it_names_and_null_goes_back(db):
    await choices.change(db, "cli", {"hosts": {"mastodon": ["mastodon.example"]}, "company": "Example Tutors"})
    await choices.change(db, "cli", {"hosts": {"matrix": ["Chat.Example."]}, "modes": {"5.2": {"current": "warn"}}})
    now = await choices.policy(db)
    assert now.hosts == {"mastodon": ("mastodon.example",), "matrix": ("chat.example",)}
    assert now.mode(Clause.FRIENDS_AND_FOLLOWERS, Standing.CURRENT) is Mode.WARN
    await choices.change(db, "cli", {"hosts": {"mastodon": None}, "company": None, "modes": None})
    now = await choices.policy(db)
    assert (now.hosts, now.company, now.modes) == ({"matrix": ("chat.example",)}, "your company", {})


@pytest.mark.parametrize(("patch", "field"), [
    ({"colour": "red"}, "colour"),
    ({"hold_seconds": 5}, "hold_seconds"),
    ({"hold_seconds": "soon"}, "hold_seconds"),
    ({"unchecked": "maybe"}, "unchecked"),
    ({"modes": {"9.9": {"current": "warn"}}}, "modes"),
    ({"modes": {"5.1": {"current": "never"}}}, "modes[...][...]"),
    ({"company": ""}, "company"),
    ({"contact": "x\ny"}, "contact"),
    ({"contact": "x" * 121}, "contact"),
    ({"drafts": {"secret": ["Falcon"]}}, "drafts.secret"),
    ({"drafts": {"live": {"services": "web-risk"}}}, "drafts.live.services"),
    ({"drafts": {"media": ["teams", "orkut"]}}, "drafts.media"),
    ({"hosts": {"orkut": ["a.example"]}}, "hosts.orkut"),
    ({"hosts": {"mastodon": ["webmail.example"]}}, "hosts.mastodon"),
    ({"hosts": {"mastodon": ["gov.uk"]}}, "hosts.mastodon"),
    ({"hosts": {"mastodon": ["not a host"]}}, "hosts.mastodon"),
    ({"hosts": {"mastodon": [f"h{number}.example" for number in range(51)]}}, "hosts.mastodon"),
    ({"hosts": {"mastodon": "mastodon.example"}}, "hosts[...]"),
    ({"lookups": {"daily": -1}}, "lookups"),
    ({"lookups": {"names": -1}}, "lookups"),
    ({"lookups": {"hourly": 1}}, "lookups.hourly"),
])  # fmt: skip
async def test_a_choice_that_cannot_be_is_refused_by_its_field_and_nothing_changes(db, patch, field):
    with pytest.raises(Invalid) as refused:
        await choices.change(db, "cli", patch)
    assert refused.value.problem.field == field
    assert await choices.policy(db) == Settings()
    assert await log.recent(db) == []


async def test_a_change_is_logged_by_its_fields_and_published(db):
    await choices.change(db, "admin:dana", {"hold_seconds": 90, "company": "your company"})
    (entry,) = await log.recent(db)
    assert (entry.kind, msgspec.json.decode(entry.detail)) == ("settings:changed", {"fields": ["hold_seconds"]})
    assert db.publish


async def test_a_patch_that_changes_nothing_is_no_change(db):
    await choices.change(db, "cli", {"hold_seconds": 60})
    assert (await log.recent(db), db.publish) == ([], False)
