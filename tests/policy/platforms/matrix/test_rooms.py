import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from policy.account import Account
from policy.activity import MessageReceived
from policy.platforms.matrix.rooms import MANY, Event, Room, members, received
from policy.platforms.matrix.site import platform
from policy.sighting import ThreadLeft, ThreadSeen

THREAD = platform.thread("!r")


def account(name: str) -> Account:
    return Account("matrix", handle=f"@{name}:chat.example")


def member(name: str, membership: object = "join") -> Event:
    user = f"@{name}:chat.example"
    content = json.dumps({"membership": membership}).encode()
    return Event("m.room.member", sender=user, state_key=user, content=msgspec.Raw(content))


def message(kind: str = "m.room.message", *, state_key: str | None = None, at: object = 1_700_000_000_500) -> Event:
    return Event(kind, sender="@pupil:chat.example", state_key=state_key, event_id="$1", origin_server_ts=at)


def test_the_whole_state_names_everybody() -> None:
    room = Room("!r", (member("tutor"), member("pupil", "invite"), member("gone", "leave")), whole=True)
    assert list(members(room)) == [ThreadSeen(THREAD, (account("tutor"), account("pupil")), with_tutor=True)]


def test_the_last_membership_counts() -> None:
    room = Room("!r", (member("tutor"), member("pupil"), member("pupil", "leave")), whole=True)
    assert list(members(room)) == [ThreadSeen(THREAD, (account("tutor"),), with_tutor=True)]


def test_as_many_members_as_counted_are_all() -> None:
    room = Room("!r", (member("tutor"), member("pupil")), count=2)
    assert list(members(room)) == [ThreadSeen(THREAD, (account("tutor"), account("pupil")), with_tutor=True)]


def test_heroes_are_all_the_others_when_the_count_says_so() -> None:
    assert list(members(Room("!r", (), ("@pupil:chat.example",), count=2))) == [ThreadSeen(THREAD, (account("pupil"),))]


def test_fewer_than_counted_are_some() -> None:
    room = Room("!r", (member("tutor"),), ("@pupil:chat.example",), count=4)
    assert list(members(room)) == [ThreadSeen(THREAD, (account("tutor"), account("pupil")), complete=False, with_tutor=True)]


def test_whoever_leaves_is_told_of() -> None:
    room = Room("!r", (member("other", "leave"), member("third", "ban")))
    assert list(members(room)) == [ThreadLeft(THREAD, account("other")), ThreadLeft(THREAD, account("third"))]


def test_a_room_of_many_is_public_by_its_count_or_by_its_members() -> None:
    public = [ThreadSeen(THREAD, (), complete=False, public=True)]
    assert list(members(Room("!r", (member("tutor"),), count=MANY + 1))) == public
    assert list(members(Room("!r", tuple(member(f"p{number}") for number in range(MANY + 1)), whole=True))) == public


def test_a_room_without_news_of_its_members_teaches_nothing() -> None:
    assert list(members(Room("!r", (message(),)))) == []


def test_messages_of_any_kind_are_contact_and_state_is_none() -> None:
    events = (message(), message("m.room.encrypted"), message("m.room.name", state_key=""), message("m.reaction"))
    contact = MessageReceived(people=(account("pupil"),), threads=(THREAD,), message="$1", at=1_700_000_000.5)
    assert list(received("!r", events)) == [contact, contact]


def test_a_time_of_the_wrong_type_is_unknown() -> None:
    assert [contact.at for contact in received("!r", (message(at="now"),)) if isinstance(contact, MessageReceived)] == [0.0]


@given(
    st.dictionaries(
        st.sampled_from(["membership", "additional_creators"]), st.from_type(type(None)) | st.integers() | st.lists(st.text())
    )
)
def test_whatever_a_member_writes_does_not_stop_the_reading(content: dict[str, object]) -> None:
    written = Event("m.room.create", state_key="", content=msgspec.Raw(json.dumps(content).encode()))
    strange = Event("m.room.member", state_key="@odd:chat.example", content=msgspec.Raw(json.dumps(content).encode()))
    readings = list(members(Room("!r", (written, strange, member("other", "leave")))))
    assert ThreadLeft(THREAD, account("other")) in readings
