from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from policy.account import Account
from policy.activity import MessageReceived, MessageSent, Thread
from policy.clauses import Clause
from policy.incident import Outcome
from policy.roster import HandleReused
from policy.standing import Match, Standing
from policy.verdict import Action, Finding
from proxy_addons.recorder import platform
from tests.proxy_addons.registry import Parts, registered

PUPIL = Account("instagram", id="222", handle="pupil_one")
MATCH = Match(Standing.CURRENT, b"0123456789abcdef")
BLOCKED = Finding(Clause.ONE_TO_ONE, Action.BLOCK, PUPIL, MATCH)
THREAD = Thread("instagram", ("340",))


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncIterator[Parts]:
    made = Parts(*registered(tmp_path))
    yield made
    await made.aclose()


def test_an_event_says_who_what_and_when_and_has_no_room_for_more(parts: Parts) -> None:
    parts.recorder.finding(MessageSent(people=(PUPIL,), threads=(THREAD,)), BLOCKED)
    [event] = parts.events()
    assert msgspec.structs.asdict(event) | {"key": "", "incident": "", "at": 0} == {
        "key": "",
        "incident": "",
        "clause": Clause.ONE_TO_ONE,
        "platform": "instagram",
        "act": "message",
        "action": Action.BLOCK,
        "outcome": Outcome.BLOCKED,
        "standing": Standing.CURRENT,
        "subject": MATCH.pseudonym.hex(),
        "epoch": 1,
        "serial": 1,
        "at": 0,
        "count": 1,
        "reason": "",
        "family": False,
    }
    assert len(msgspec.msgpack.encode(event)) <= 400


@pytest.mark.parametrize(
    "finding",
    [Finding(Clause.PAST_PUPILS, Action.NOTE, PUPIL, MATCH), Finding(Clause.ONE_TO_ONE, Action.HOLD)],
)
def test_a_note_and_what_could_not_be_checked_are_nobodys_business(parts: Parts, finding: Finding) -> None:
    parts.recorder.finding(MessageSent(people=(PUPIL,)), finding)
    assert parts.events() == []


def test_a_group_is_recorded_once_for_a_thread_and_once_for_a_list_of_members(parts: Parts) -> None:
    group = msgspec.structs.replace(BLOCKED, action=Action.RECORD, once_per_thread=True)
    other = Account("instagram", id="333")
    for _ in range(2):
        parts.recorder.finding(MessageSent(people=(PUPIL, other), threads=(THREAD,)), group)
        parts.recorder.finding(MessageSent(people=(PUPIL, other)), group)
        parts.recorder.finding(MessageSent(people=(other, PUPIL)), group)
    assert len(parts.events()) == 2


def test_a_message_received_has_the_same_keys_whenever_it_is_seen(parts: Parts) -> None:
    received = msgspec.structs.replace(BLOCKED, clause=Clause.CONTACT_RECEIVED, action=Action.RECORD)
    for message in ("mid.1", "mid.1", "mid.2"):
        parts.recorder.finding(MessageReceived(people=(PUPIL,), message=message), received)
    events = parts.events()
    assert len(events) == 2
    assert len({event.incident for event in events}) == 2


def test_news_of_a_handle_is_told_once_and_of_a_stranger_only_the_fact(parts: Parts) -> None:
    for _ in range(2):
        parts.recorder.reused(HandleReused(MATCH.pseudonym), Account("instagram", id="999", handle="pupil_one"))
        parts.recorder.learned(MATCH, Account("instagram", id="555", handle="pupil_two"))
    assert [(review.kind, review.id) for review in parts.reviews()] == [("reused", ""), ("learn", "555")]


def test_the_tutor_is_told_in_words_that_name_nobody(parts: Parts) -> None:
    words = parts.recorder.told(MessageSent(people=(PUPIL,)), BLOCKED)
    [entry] = parts.notices.recent()
    assert entry.text == words.text
    assert "pupil_one" not in entry.text
    assert "222" not in entry.text


def test_the_platform_is_that_of_the_people_or_else_the_thread() -> None:
    assert platform(MessageSent(people=(PUPIL,))) == "instagram"
    assert platform(MessageSent(threads=(THREAD,))) == "instagram"
    assert platform(MessageSent()) == ""
