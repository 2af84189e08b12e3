"""What each request means is in tests/traffic/matrix/sending.json; here are its edges."""

import pytest

from policy.adapter import AdapterDrift, Exchange
from policy.platforms.matrix import platform
from policy.reading import read_request


def request(method: str, path: str, body: bytes = b"") -> Exchange:
    return Exchange(method=method, host="chat.example", path=path, body=body)


@pytest.mark.parametrize("version", ["r0", "v1", "v3", "unstable"])
def test_the_version_does_not_matter(version: str) -> None:
    assert read_request(platform, request("PUT", f"/_matrix/client/{version}/rooms/!r/send/m.room.message/1"))


def test_a_type_of_event_that_is_not_known_may_carry_a_message() -> None:
    assert read_request(platform, request("PUT", "/_matrix/client/v3/rooms/!r/send/org.example.note/1"))


def test_a_message_is_decided_without_its_body() -> None:
    found = platform.requests.find("PUT", "/_matrix/client/v3/rooms/!r/send/m.room.message/1")
    assert found is not None
    assert not found[0].body


@pytest.mark.parametrize("path", ["/createRoom", "/rooms/!r/invite", "/rooms/!r/state/m.room.member/@pupil:chat.example"])
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"invite":7,"user_id":7,"membership":7}'])
def test_an_invitation_that_cannot_be_read_is_drift(path: str, body: bytes) -> None:
    method = "PUT" if "state" in path else "POST"
    with pytest.raises(AdapterDrift):
        read_request(platform, request(method, f"/_matrix/client/v3{path}", body))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/sendToDevice/m.room.encrypted/1"),
        ("POST", "/keys/upload"),
        ("POST", "/rooms/!r/receipt/m.read/$1"),
        ("POST", "/rooms/!r/leave"),
        ("PUT", "/rooms/!r/redact/$1/1"),
    ],
)
def test_keys_receipts_and_taking_back_are_nobodys_business(method: str, path: str) -> None:
    assert platform.requests.find(method, f"/_matrix/client/v3{path}") is None
