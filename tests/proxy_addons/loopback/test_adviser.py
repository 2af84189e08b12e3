"""What a page of the extension is told, as JSON."""

import json

import pytest

from policy.activity import Thread
from policy.sighting import ThreadSeen
from tests.proxy_addons.loopback.conftest import PUPIL

REASON = "her mother asked me to, for the school fair"
THREAD = "340282366841710300949128000000000000001"


async def said(call) -> dict:
    async with call as response:
        assert response.status == 200
        return await response.json()


async def follow(post, *identifiers: str) -> dict:
    return await said(post("/v1/intent", platform="instagram", act="follow", identifiers=identifiers or ["id:222"]))


async def test_a_follow_of_a_pupil_is_held_and_its_answer_is_a_ticket(post, guarded) -> None:
    told = await follow(post, "handle:pupil_one", "id:222")
    hold = told["hold"]["id"]
    assert {**told, "notice": "", "words": {}, "hold": {}} == {
        "action": "hold",
        "clause": "5.2",
        "notice": "",
        "words": {},
        "ticket": hold,
        "hold": {},
        "known": True,
    }
    assert told["notice"].startswith("Request waiting for your answer. This account belongs to a pupil")
    assert list(told["words"]) == ["title", "reason", "steps"]

    answered = await said(post("/v1/answer", id=hold, answer="continue", reason=REASON))
    assert answered == {"fate": "kept", "ticket": hold}
    assert (await follow(post))["action"] == "allow"
    assert [event.reason for event in guarded.events()] == [REASON]


async def test_a_cancel_gives_no_ticket(post) -> None:
    hold = (await follow(post))["hold"]["id"]
    assert await said(post("/v1/answer", id=hold, answer="cancel")) == {"fate": "kept"}


async def test_a_short_reason_leaves_the_question_open(post) -> None:
    hold = (await follow(post))["hold"]["id"]
    async with post("/v1/answer", id=hold, answer="continue", reason="because") as response:
        assert response.status == 422
    assert (await follow(post))["hold"]["id"] == hold


async def test_the_question_of_a_page_is_listed_like_any_other(post) -> None:
    hold = (await follow(post))["hold"]["id"]
    async with post("/v1/holds") as response:
        assert [listed["id"] for listed in (await response.json())["holds"]] == [hold]


async def test_a_message_to_a_pupil_is_blocked_on_a_site_that_the_guard_cannot_read(post, guarded) -> None:
    told = await said(post("/v1/intent", platform="instagram", act="message", identifiers=["id:222"]))
    assert (told["action"], told["clause"], told["ticket"], told["hold"]) == ("block", "5.1", None, None)


async def test_a_stranger_is_allowed_without_a_word(post) -> None:
    told = await said(post("/v1/intent", platform="whatsapp", act="message", identifiers=["+44 7700 900123"]))
    assert told == {
        "action": "allow",
        "clause": None,
        "notice": None,
        "words": None,
        "ticket": None,
        "hold": None,
        "known": True,
    }


async def test_several_people_without_a_conversation_get_a_copy_each(post) -> None:
    told = await said(post("/v1/intent", platform="instagram", act="message", identifiers=["stranger", "pupil_one"]))
    assert told["action"] == "block"
    assert "stranger" not in json.dumps(told)


async def test_accepting_a_conversation_is_a_message_request_and_accepting_a_person_is_not(post, guarded) -> None:
    await said(post("/v1/intent", platform="instagram", act="accept", identifiers=["id:222"]))
    await said(post("/v1/intent", platform="instagram", act="accept", identifiers=["id:222"], thread=THREAD))
    assert [entry.act for entry in guarded.notices.recent()] == ["accept message request", "accept follow request"]


async def test_opening_a_pupils_thread_is_noted(post, guarded) -> None:
    guarded.learner.learn([ThreadSeen(Thread("instagram", (THREAD,)), (PUPIL,))])
    await guarded.people.check([PUPIL], seconds=30)
    told = await said(post("/v1/intent", platform="instagram", act="open", thread=THREAD))
    assert (told["action"], told["clause"], told["ticket"]) == ("note", "5.1", None)


async def test_the_banner_of_a_known_pupils_profile(post, guarded) -> None:
    await guarded.people.check([PUPIL], seconds=30)
    told = await said(post("/v1/account", platform="instagram", identifiers=["https://www.instagram.com/pupil_one/"]))
    assert {**told, "notice": "", "words": {}} == {
        "known": True,
        "action": "block",
        "clause": "5.1",
        "notice": "",
        "words": {},
        "ways": ["the office"],
        "official": "neither",
        "reasons": [],
    }
    assert told["words"]["title"] == "Please do not write here"


async def test_a_profile_never_met_is_neither_looked_up_nor_remembered(post, guarded) -> None:
    before = guarded.directory.counts()
    told = await said(post("/v1/account", platform="instagram", identifiers=["pupil_one"], display_name="P. One"))
    assert (told["known"], told["action"], told["notice"]) == (False, "allow", None)
    assert (guarded.registry.asked, guarded.directory.counts()) == (0, before)


async def test_a_conversation_alone_says_nothing_of_official_accounts(post) -> None:
    told = await said(post("/v1/account", platform="instagram", thread=THREAD))
    assert (told["known"], told["official"], told["reasons"]) == (False, None, [])


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"act": "follow", "identifiers": ["x"]}, 400, "platform"),
        ({"platform": "instagram", "act": "wave", "identifiers": ["x"]}, 400, "act"),
        ({"platform": "instagram", "act": "follow", "identifiers": ["x"] * 9}, 400, "identifiers"),
        ({"platform": "instagram", "act": "follow", "identifiers": ["x" * 2_001]}, 400, "identifiers"),
        ({"platform": "instagram", "act": "follow", "identifiers": ["x"], "more": 1}, 400, "more"),
        ({"platform": "instagram", "act": "follow"}, 422, "say who is meant"),
        ({"platform": "nowhere", "act": "follow", "identifiers": ["x"]}, 422, "no platform has that name"),
        ({"platform": "instagram", "act": "follow", "identifiers": ["two words"]}, 422, "not a handle on instagram"),
    ],
)
async def test_what_cannot_be_judged_is_explained_and_never_quoted(post, body, status, words) -> None:
    async with post("/v1/intent", **body) as response:
        assert response.status == status
        error = (await response.json())["error"]
    assert words in error
    assert "two words" not in error
