import asyncio

import pytest

from policy.bundle import Content
from policy.names import Names, Role
from proxy_addons.hold import Cancelled, Continued, Gone
from proxy_addons.loopback import door

REASON = "she is my niece, the DSL knows"


@pytest.fixture
async def held(ask):
    """A request that waits."""
    return await ask()


async def only_hold(call) -> str:
    async with call("/v1/holds") as response:
        (hold,) = (await response.json())["holds"]
    return hold["id"]


async def test_status_says_what_the_command_line_promises(call, device) -> None:
    async with call("/v1/status") as response:
        status = await response.json()

    promised = ("state", "trusted", "ca_file", "serial", "bundle_age_s", "people", "threads", "outbox", "not_watching")
    assert {name: status[name] for name in promised} == {
        "state": "watching",
        "trusted": "no",
        "ca_file": str(device.home.ca_cert),
        "serial": 7,
        "bundle_age_s": 0,
        "people": 1,
        "threads": 1,
        "outbox": 0,
        "not_watching": [],
    }


async def test_status_names_what_is_not_watched_and_why(call, device) -> None:
    device.pulse.not_seeing("discord", "its gateway speaks a new dialect")

    async with call("/v1/status") as response:
        status = await response.json()
    assert (status["state"], status["not_watching"]) == ("degraded", ["discord"])
    assert status["reasons"] == ["not watching discord: its gateway speaks a new dialect"]


async def test_a_hold_is_listed_with_its_times_in_utc(call, held) -> None:
    async with call("/v1/holds") as response:
        (hold,) = (await response.json())["holds"]

    assert len(hold.pop("id")) == 8
    assert hold == {
        "platform": "instagram",
        "act": "follow",
        "clause": "5.2",
        "standing": "current",
        "asked_at": "2025-11-24T16:00:00.000Z",
        "expires_at": "2025-11-24T16:01:00.000Z",
    }


async def test_continue_with_a_reason_lets_the_request_go_on(call, held) -> None:
    async with call("/v1/answer", {"id": await only_hold(call), "answer": "continue", "reason": REASON}) as response:
        assert (response.status, await response.json()) == (200, {"fate": "used"})
    assert await held == Continued(REASON)


async def test_cancel_refuses_it(call, held) -> None:
    async with call("/v1/answer", {"id": await only_hold(call), "answer": "cancel"}) as response:
        assert response.status == 200
    assert await held == Cancelled()


async def test_a_reason_that_is_too_short_is_explained_and_answers_nothing(call, held) -> None:
    async with call("/v1/answer", {"id": await only_hold(call), "answer": "continue", "reason": "because"}) as response:
        assert response.status == 422
        assert await response.json() == {"error": "please give a reason of at least 10 characters"}
    assert not held.done()


async def test_an_unknown_hold_is_explained(call) -> None:
    async with call("/v1/answer", {"id": "0", "answer": "cancel"}) as response:
        assert response.status == 404
        assert "no such hold is open" in (await response.json())["error"]


async def test_an_answer_for_an_app_that_has_gone_is_kept(call, ask) -> None:
    gone = asyncio.Event()
    question = await ask(gone=gone)
    hold = await only_hold(call)
    gone.set()

    assert await question == Gone()
    async with call("/v1/answer", {"id": hold, "answer": "continue", "reason": REASON}) as response:
        assert await response.json() == {"fate": "kept"}


async def test_sync_answers_with_the_state_after_it(call) -> None:
    async with call("/v1/sync") as response:
        assert (response.status, (await response.json())["serial"]) == (200, 7)


async def test_sync_says_what_went_wrong(call, device) -> None:
    device.problem = "the office cannot be reached"

    async with call("/v1/sync") as response:
        assert (response.status, await response.json()) == (503, {"error": "the office cannot be reached"})


async def test_leave_ends_the_guard(call, device) -> None:
    async with call("/v1/leave") as response:
        assert response.status == 200
    assert device.stopped


async def test_a_pairing_code_gets_the_token_once(call, http, device) -> None:
    async with call("/v1/pairing-code") as response:
        code = (await response.json())["code"]

    extension = {"Origin": "moz-extension://0b9d3d8c"}
    async with http.post("/v1/pair", json={"code": code}, headers=extension) as response:
        assert await response.json() == {"token": door.token(device.home)}
    async with http.post("/v1/pair", json={"code": code}, headers=extension) as response:
        assert response.status == 403
        assert "pair" in (await response.json())["error"]


async def test_without_a_code_there_is_no_token(http) -> None:
    async with http.post("/v1/pair", json={"code": ""}) as response:
        assert response.status == 403


async def test_a_call_with_more_than_it_takes_is_refused(call) -> None:
    async with call("/v1/leave", {"force": True}) as response:
        assert response.status == 400


async def test_an_unknown_call_is_answered_in_json(call) -> None:
    async with call("/v1/nothing") as response:
        assert (response.status, set(await response.json())) == (404, {"error"})


async def test_a_draft_is_checked_and_answered_as_designed(call) -> None:
    async with call("/v1/draft", {"text": "see bit.ly/x", "links": ["https://www.gov.uk"]}) as response:
        findings = (await response.json())["findings"]

    links = [(finding["text"], finding["span"], finding["verdict"], finding["host"]) for finding in findings]
    assert links == [("bit.ly/x", [4, 12], "caution", "bit.ly"), ("https://www.gov.uk", None, "reputable", "www.gov.uk")]


async def test_a_draft_says_when_names_could_not_be_looked_up(call, device) -> None:
    async with call("/v1/draft", {"text": "Ava Patel", "moment": "send"}) as response:
        assert await response.json() == {"findings": []}, "this office registers no names, so there is nothing to look up"
    device.publish(Content(b"p" * 32, device.current.settings, {}, names=Names({Role.PUPIL: [1]}).coded()), serial=8)
    async with call("/v1/draft", {"text": "Ava Patel", "moment": "send"}) as response:
        assert await response.json() == {"findings": [], "unchecked": ["name"]}


async def test_what_is_no_draft_is_refused(call) -> None:
    async with call("/v1/draft", {"text": 5}) as response:
        assert response.status == 400


async def test_a_long_draft_is_no_hostile_one(call) -> None:
    async with call("/v1/draft", {"text": "word " * 20_000}) as response:
        assert await response.json() == {"findings": []}
