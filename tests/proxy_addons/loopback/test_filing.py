"""Reports and questions as a page of the extension sends them."""

import pytest

from policy.activity import MessageReceived
from policy.report import LONGEST
from tests.proxy_addons.loopback.conftest import PUPIL

WORDS = "She wrote to me about homework."


async def said(call) -> dict:
    async with call as response:
        assert response.status == 200
        return await response.json()


async def refused(call) -> tuple[int, str]:
    async with call as response:
        return response.status, (await response.json())["error"]


async def test_a_report_is_queued_and_listed_without_its_words(post, guarded) -> None:
    told = await said(
        post(
            "/v1/report",
            kind="contact",
            platform="instagram",
            clause="5.4",
            identifiers=["@pupil_one"],
            words=WORDS,
            at="2026-11-22T19:58:00+00:00",
        )
    )
    [sent] = guarded.outbox.batch().reports
    assert told == {"receipt": sent.key, "state": "queued", "goes_to": "dsl", "routes": []}
    assert (sent.words, sent.identifiers, sent.at) == (WORDS, ("instagram:handle:pupil_one",), 1_795_377_480)

    [listed] = (await said(post("/v1/reports")))["reports"]
    assert {
        name: listed[name] for name in ("receipt", "kind", "platform", "clause", "at", "state", "delivered_at", "goes_to")
    } == {
        "receipt": sent.key,
        "kind": "contact",
        "platform": "instagram",
        "clause": "5.4",
        "at": "2026-11-22T19:58:00.000Z",
        "state": "queued",
        "delivered_at": None,
        "goes_to": "dsl",
    }
    assert "words" not in listed
    guarded.outbox.forget([sent.key])
    [listed] = (await said(post("/v1/reports")))["reports"]
    assert listed["state"] == "delivered"
    assert listed["delivered_at"].endswith("Z")


async def test_two_clicks_report_contact(post, guarded) -> None:
    await guarded.people.check([PUPIL], seconds=30)
    guarded.learner.learn([MessageReceived(people=(PUPIL,), message="mid.1")])
    notice = guarded.notices.recent()[0].id
    assert (await said(post("/v1/report", kind="contact", notice=notice)))["state"] == "queued"
    assert guarded.outbox.batch().reports[0].clause == "5.4"


@pytest.mark.parametrize(
    ("about", "goes_to"), [({"about_dsl": True}, "owner"), ({"about_owner": True}, "dsl only"), ({}, "dsl")]
)
async def test_whoever_it_is_about_does_not_read_it(post, guarded, about, goes_to) -> None:
    told = await said(post("/v1/report", kind="concern", words=WORDS, **about))
    assert (told["goes_to"], guarded.outbox.batch().reports[0].route) == (goes_to, goes_to)
    assert ("0808 800 5000" in str(told["routes"])) is bool(about)


async def test_a_report_about_everybody_who_would_read_it_goes_outside(post, guarded) -> None:
    told = await said(post("/v1/report", kind="concern", words=WORDS, about_dsl=True, about_owner=True))
    assert (told["receipt"], told["state"], told["goes_to"]) == (None, "not sent", "outside")
    assert [route["who"].partition(" ")[0] for route in told["routes"]] == ["The", "NSPCC", "If"]
    assert guarded.outbox.entries() == ()


async def test_a_key_makes_a_repeated_report_the_same(post, guarded) -> None:
    first, second = [await said(post("/v1/report", kind="other", words=WORDS, key="0c0ffee0-1")) for _ in range(2)]
    assert first == second
    assert len(guarded.outbox.entries()) == 1


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"words": WORDS}, 400, "kind"),
        ({"kind": "gossip", "words": WORDS}, 400, "kind"),
        ({"kind": "other", "words": "x" * (LONGEST + 1)}, 400, "words"),
        ({"kind": "other", "words": WORDS, "key": "short"}, 400, "key"),
        ({"kind": "other", "words": WORDS, "at": "yesterday"}, 400, "at"),
        ({"kind": "other", "words": WORDS, "at": "2026-11-22T19:58:00"}, 400, "at"),
        ({"kind": "other", "words": WORDS, "clause": "99"}, 400, "clause"),
        ({"kind": "other", "words": WORDS, "picture": "data:"}, 400, "picture"),
        ({"kind": "other", "words": "   "}, 422, "in your own words"),
        ({"kind": "contact", "notice": "00000000"}, 422, "not remembered"),
        ({"kind": "account", "words": WORDS, "identifiers": ["x"]}, 422, "on which platform"),
        ({"kind": "account", "words": WORDS, "platform": "nowhere"}, 422, "no platform has that name"),
        ({"kind": "account", "words": WORDS, "platform": "instagram", "identifiers": ["a b"]}, 422, "not a handle"),
    ],
)
async def test_what_cannot_be_reported_is_explained(post, guarded, body, status, words) -> None:
    code, error = await refused(post("/v1/report", **body))
    assert (code, words in error) == (status, True)
    assert guarded.outbox.entries() == ()


async def test_of_a_link_nothing_but_its_host_is_asked_about(post, guarded) -> None:
    told = await said(post("/v1/ask", kind="link", value="https://www.bbc.co.uk/news?who=pupil_one#top"))
    [ask] = guarded.outbox.batch().asks
    assert told == {"receipt": ask.key, "state": "queued", "value": "www.bbc.co.uk"}
    assert (ask.kind, ask.value) == ("link", "www.bbc.co.uk")


async def test_a_hashtag_is_asked_about_without_its_sign(post) -> None:
    assert (await said(post("/v1/ask", kind="hashtag", value="#ScienceWeek")))["value"] == "scienceweek"


@pytest.mark.parametrize(
    ("kind", "value", "status"),
    [
        ("link", "no address", 422),
        ("link", "http://127.0.0.1/", 422),
        ("hashtag", "#two words", 422),
        ("hashtag", "", 400),
        ("word", "x", 400),
        ("link", "x" * 2_001, 400),
    ],
)
async def test_what_cannot_be_asked_is_explained(post, guarded, kind, value, status) -> None:
    assert (await refused(post("/v1/ask", kind=kind, value=value)))[0] == status
    assert guarded.outbox.entries() == ()
