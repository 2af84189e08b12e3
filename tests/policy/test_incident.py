"""What may leave a device: the fields themselves are the promise."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.clauses import Clause
from policy.incident import MAX_REASON, MIN_REASON, Event, Health, Outcome, Review, checked_reason
from policy.standing import Standing
from policy.verdict import Action

EVENT = Event(
    key="0" * 32,
    incident="1" * 32,
    clause=Clause.ONE_TO_ONE,
    platform="instagram",
    act="message",
    action=Action.BLOCK,
    outcome=Outcome.BLOCKED,
    standing=Standing.CURRENT,
    subject="ab" * 16,
    epoch=1,
    serial=7,
    at=1_795_000_000,
)


def test_an_event_has_no_room_for_a_name_a_handle_a_thread_or_a_word() -> None:
    assert set(Event.__struct_fields__) == {
        *("key", "incident", "clause", "platform", "act", "action", "outcome", "standing", "subject"),
        *("epoch", "serial", "at", "count", "reason", "family"),
    }


def test_a_review_tells_an_id_and_nothing_else_of_a_person() -> None:
    assert set(Review.__struct_fields__) == {"key", "kind", "platform", "subject", "epoch", "at", "id"}
    assert set(Health.__struct_fields__) == {"key", "kind", "platform", "detail", "at", "count"}


def test_an_event_survives_the_wire() -> None:
    for event in (EVENT, msgspec.structs.replace(EVENT, count=3, reason="an agreed exception", family=True)):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(event), type=Event) == event
        assert msgspec.json.decode(msgspec.json.encode(event), type=Event) == event


@pytest.mark.parametrize("field", [{"clause": "9.9"}, {"action": 41}, {"outcome": "sent"}, {"standing": "left"}, {"at": "now"}])
def test_an_event_of_other_words_is_refused(field: dict[str, object]) -> None:
    raw = msgspec.msgpack.encode({**msgspec.to_builtins(EVENT), **field})
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(raw, type=Event)


def test_a_reason_is_kept_without_its_spare_spaces() -> None:
    assert checked_reason("  She is\tmy own \n niece  ") == "She is my own niece"


@pytest.mark.parametrize("length", [MIN_REASON, MAX_REASON])
def test_a_reason_may_be_as_short_and_as_long_as_the_limits(length: int) -> None:
    assert checked_reason("x" * length) == "x" * length


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "at least"),
        ("x" * (MIN_REASON - 1), "at least"),
        ("a" + " " * 50 + "b", "at least"),
        ("x" * (MAX_REASON + 1), "under"),
    ],
)
def test_a_reason_too_short_or_too_long_is_sent_back(text: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        checked_reason(text)


@given(st.text(max_size=400))
def test_a_checked_reason_stays_as_it_is(text: str) -> None:
    try:
        once = checked_reason(text)
    except ValueError:
        return
    assert checked_reason(once) == once
