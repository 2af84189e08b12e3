import msgspec
import pytest

from policy.account import Account
from policy.activity import FollowRequested, MessageSent
from proxy_addons.loopback.state import brief, etag, held, state, told
from proxy_addons.pages import Part
from proxy_addons.pulse import Trouble
from tests.proxy_addons.loopback.conftest import PUPIL


def test_a_guard_that_watches_says_so_and_no_more(guarded) -> None:
    assert brief(guarded.desk) == {"state": "watching", "reasons": []}


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_a_code_that_needs_no_language(guarded, trouble) -> None:
    guarded.pulse.trouble(trouble)
    (reason,) = brief(guarded.desk)["reasons"]
    assert reason["text"] == str(trouble)
    assert reason["code"].replace("-", "").isalpha()
    assert reason["code"].islower()


def test_what_is_not_watched_is_named(guarded) -> None:
    guarded.pulse.not_seeing("discord", "its gateway speaks a new dialect")
    assert brief(guarded.desk) == {
        "state": "degraded",
        "reasons": [
            {
                "code": "not-watching",
                "what": "discord",
                "text": "not watching discord: its gateway speaks a new dialect",
            }
        ],
    }


def test_the_whole_of_it(guarded) -> None:
    said = state(guarded.desk)
    tag = said.pop("etag")
    assert len(tag) == 16
    assert said == {
        "unchanged": False,
        "state": "watching",
        "reasons": [],
        "company": "Example Tutors",
        "contact": "the office",
        "language": "en-GB",
        "platform": None,
        "holds": 0,
        "drift": [],
        "sent": {"queued": 0, "delivered": 0, "last": []},
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("instagram", {"name": "instagram", "watching": True, "readable": True, "why": ""}),
        ("whatsapp", {"name": "whatsapp", "watching": False, "readable": False, "why": ""}),
        ("nowhere", None),
    ],
)
def test_a_tabs_platform_is_watched_or_not(guarded, name, expected) -> None:
    assert state(guarded.desk, name)["platform"] == expected


def test_a_platform_that_is_not_seen_now_says_why(guarded) -> None:
    guarded.pulse.not_seeing("instagram", "its app trusts no guard")
    assert state(guarded.desk, "instagram")["platform"] == {
        "name": "instagram",
        "watching": False,
        "readable": True,
        "why": "its app trusts no guard",
    }


def test_a_platform_of_the_companys_own_servers_is_watched_where_it_has_one(guarded) -> None:
    assert state(guarded.desk, "matrix")["platform"]["watching"]
    guarded.registry.settings = msgspec.structs.replace(guarded.registry.settings, hosts={})
    guarded.republish()
    assert not state(guarded.desk, "matrix")["platform"]["watching"]


async def test_what_was_sent_about_the_tutor_is_said_in_sentences(guarded) -> None:
    await guarded.intents.ask(MessageSent(people=(PUPIL,)))
    sent = state(guarded.desk)["sent"]
    assert (sent["queued"], sent["delivered"]) == (1, 0)
    assert [(one["text"], one["state"]) for one in sent["last"]] == [
        ("A message to a pupil on Instagram was not sent (clause 5.1).", "queued")
    ]
    guarded.outbox.forget([entry.key for entry in guarded.outbox.entries()])
    assert state(guarded.desk)["sent"]["last"][0]["state"] == "delivered"


def test_the_tag_changes_with_what_is_said_and_not_else(guarded) -> None:
    before = state(guarded.desk)["etag"]
    assert state(guarded.desk)["etag"] == before
    guarded.pages.missed("instagram", Part.COMPOSER, 1)
    assert state(guarded.desk)["etag"] != before
    assert etag({"a": 1}) == etag({"a": 1})


async def test_a_question_and_a_notice_name_nobody(guarded) -> None:
    await guarded.intents.ask(FollowRequested(people=(Account("instagram", id="222", handle="pupil_one"),)))
    (hold,), (entry,) = guarded.holds.list(), guarded.notices.recent()
    said = held(hold)
    assert list(said) == ["id", "platform", "act", "clause", "standing", "notice", "asked_at", "expires_at", "ahead"]
    assert said["ahead"] is True
    assert said["asked_at"].endswith("Z")
    shown = told(entry)
    assert list(shown) == ["id", "at", "platform", "act", "clause", "action", "text", "page"]
    assert (shown["action"], shown["page"]) == ("hold", True)
    assert not {b"222", b"pupil_one"} & {name for name in (b"222", b"pupil_one") if name in msgspec.json.encode([said, shown])}
