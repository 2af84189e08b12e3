import json
from urllib.parse import parse_qs

import pytest

from policy.account import Account, InvalidHandle
from policy.adapter import Exchange
from policy.notice import Notice
from policy.platforms.matrix.site import invitation, platform

NOTICE = Notice("Message not sent", "This account belongs to a pupil (clause 5.1).", ("Go through the office.",), "5.1")
ROOM = platform.thread("!XuD0IeBae0pMXblU5bowHK6inWPhZcTPqZm3UpvG4oo")


def request(method: str, path: str) -> Exchange:
    return Exchange(method=method, host="chat.example", path=path, headers={"authorization": "Bearer token"})


@pytest.mark.parametrize(
    "entered",
    [
        "@pupil:chat.example",
        "@Pupil:Chat.Example",
        "pupil:chat.example",
        "https://matrix.to/#/@pupil:chat.example",
        "https://matrix.to/#/%40pupil%3Achat.example?via=chat.example",
        "matrix:u/pupil:chat.example",
        "https://app.element.io/#/user/@pupil:chat.example",
    ],
)
def test_a_name_has_many_forms(entered: str) -> None:
    assert platform.account(entered) == Account("matrix", handle="@pupil:chat.example")


@pytest.mark.parametrize("entered", ["@a:[2001:db8::1]:8448", "@a:1.2.3.4", "@a=b/c_d-e:chat.example:8448"])
def test_servers_may_be_addresses_and_have_ports(entered: str) -> None:
    assert platform.account(entered).handle == entered


@pytest.mark.parametrize(
    "entered", ["pupil", "@:chat.example", "#room:chat.example", "!room:chat.example", "@a:b:c:d", "@a b:c"]
)
def test_what_cannot_be_a_name_is_refused(entered: str) -> None:
    with pytest.raises(InvalidHandle):
        platform.account(entered)


def test_there_are_no_ids_beside_the_name() -> None:
    assert platform.seen(id="1") is None


def test_a_refusal_can_be_read_by_pages_of_other_origins() -> None:
    refusal = platform.refuse(request("PUT", "/_matrix/client/v3/rooms/!r/send/m.room.message/1"), NOTICE)
    assert (refusal.status, refusal.headers["access-control-allow-origin"]) == (403, "*")
    assert json.loads(refusal.body) == {"errcode": "M_FORBIDDEN", "error": NOTICE.text}


def test_the_members_of_an_unknown_room_are_asked_for_the_invited_ones_too() -> None:
    asked = platform.resolve(ROOM, request("PUT", f"/_matrix/client/v3/rooms/{ROOM.ids[0]}/send/m.room.message/1"))
    assert asked == Exchange(
        method="GET",
        host="chat.example",
        path="/_matrix/client/v3/rooms/%21XuD0IeBae0pMXblU5bowHK6inWPhZcTPqZm3UpvG4oo/members",
        query="not_membership=leave",
        headers={"authorization": "Bearer token"},
    )


def test_a_sync_is_asked_for_an_unknown_invitation() -> None:
    asked = platform.resolve(invitation(ROOM.ids[0]), request("POST", "/_matrix/client/v3/join/%21room"))
    assert asked is not None
    query = parse_qs(asked.query)
    assert (asked.method, asked.path, query["timeout"]) == ("GET", "/_matrix/client/v3/sync", ["0"])
    assert json.loads(query["filter"][0])["room"]["rooms"] == [ROOM.ids[0]]
    assert "since" not in query


def test_a_name_needs_no_question() -> None:
    assert platform.resolve(Account("matrix", handle="@pupil:chat.example"), request("GET", "/")) is None
