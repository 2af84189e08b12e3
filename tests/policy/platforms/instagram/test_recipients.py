"""The fields that name recipients, in every nesting that clients use."""

import pytest

from policy.adapter import AdapterDrift, Unreadable
from policy.platforms.instagram.recipients import Recipients, of, within

LONG = "340282366841710300949128000000000000001"


@pytest.mark.parametrize(
    ("written", "groups"),
    [
        ("[[222]]", [["222"]]),
        ('[["222"]]', [["222"]]),
        ("[[222,333]]", [["222", "333"]]),
        ("[[222],[333]]", [["222"], ["333"]]),
        ('["222","333"]', [["222"], ["333"]]),
        ("222", [["222"]]),
        ("[]", []),
        ("[[]]", []),
        ("null", []),
        ("", []),
        (None, []),
        ([[222], 333], [["222"], ["333"]]),
    ],
)
def test_recipients_are_groups_of_people(written: str | None, groups: list[list[str]]) -> None:
    assert list(of({"recipient_users": written}).groups()) == groups


@pytest.mark.parametrize("field", ["recipient_igids", "recipient_eimu_fbids"])
def test_the_members_of_a_thread_are_one_group(field: str) -> None:
    assert list(of({field: ["222", "333"]}).groups()) == [["222", "333"]]


@pytest.mark.parametrize("written", [f"[{LONG}]", f'["{LONG}"]', LONG, int(LONG), [int(LONG)]])
def test_a_thread_id_of_128_bits_keeps_every_digit(written: str | int) -> None:
    assert list(of({"thread_ids": written}).threads()) == [LONG]


@pytest.mark.parametrize("field", ["thread_ids", "thread_id", "thread_fbid", "thread_igid", "ig_thread_igid"])
def test_every_name_of_a_thread_counts(field: str) -> None:
    assert list(of({field: "178"}).threads()) == ["178"]


@pytest.mark.parametrize("field", ["forwarded_from_thread_id", "profile_user_id", "user_id", "text"])
def test_what_is_sent_is_not_who_gets_it(field: str) -> None:
    assert of({field: "222"}) == Recipients()


@pytest.mark.parametrize("value", ["[[222", "[{}]", '[[["222"]]]', {"a": 1}, True, 2.5])
def test_recipients_of_another_shape_are_drift(value: object) -> None:
    with pytest.raises(AdapterDrift):
        list(of({"recipient_users": value}).groups())  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("fields", "owner"),
    [
        ({"media_id": "30_222", "reel_id": "333"}, "222"),
        ({"media_id": "30", "reel_id": 222}, "222"),
        ({"reel_id": "highlight:30"}, ""),
        ({}, ""),
    ],
)
def test_a_story_says_whose_it_is(fields: dict[str, str | int], owner: str) -> None:
    assert of({**fields}).owner() == owner


def test_fields_are_found_at_any_depth_and_in_json_inside_json() -> None:
    found = within('{"input":{"thread_id":"178"},"send_data":"{\\"recipient_users\\":\\"[222]\\"}"}')
    assert [list(part.threads()) for part in found if part.thread_id] == [["178"]]
    assert [list(part.groups()) for part in found if part.recipient_users] == [[["222"]]]


def test_text_that_looks_like_json_is_left_alone() -> None:
    assert within('{"text":{"sensitive_string_value":"{\\"thread_id\\""}}') == [Recipients(), Recipients()]


@pytest.mark.parametrize("text", ["", "{", '{"send_data":"{"}'])
def test_broken_json_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        within(text)
