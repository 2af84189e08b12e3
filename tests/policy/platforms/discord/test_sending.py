"""What each request means is in tests/traffic/discord/sending.json; here are the ways in which a body can be wrong."""

import pytest

from policy.adapter import AdapterDrift, Exchange
from policy.platforms.discord import platform
from policy.reading import read_request


def request(method: str, path: str, body: bytes = b"", **headers: str) -> Exchange:
    return Exchange(method=method, host="discord.com", path=f"/api/v9{path}", body=body, headers=headers)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/users/@me/channels"),
        ("POST", "/users/@me/relationships"),
        ("PUT", "/users/@me/relationships/222"),
        ("PUT", "/channels/900/recipients/@me"),
        ("POST", "/interactions"),
    ],
)
@pytest.mark.parametrize(
    "body", [b"{", b"[1]", b'{"recipients":{},"username":1,"type":"x","consent_status":[],"channel_id":{}}']
)
def test_a_body_of_another_shape_is_drift(method: str, path: str, body: bytes) -> None:
    with pytest.raises(AdapterDrift):
        read_request(platform, request(method, path, body))


def test_a_broken_multipart_is_drift() -> None:
    with pytest.raises(AdapterDrift):
        read_request(platform, request("POST", "/interactions", b"--b", **{"content-type": "multipart/form-data; boundary=b1"}))


def test_a_friend_request_may_come_without_a_body() -> None:
    assert read_request(platform, request("PUT", "/users/@me/relationships/222"))


def test_ten_thousand_recipients_are_read_as_that_many() -> None:
    body = b'{"recipients":[' + b",".join(b"%d" % number for number in range(1, 10_001)) + b"]}"
    (sent,) = read_request(platform, request("POST", "/users/@me/channels", body))
    assert len(getattr(sent, "people", ())) == 10_000


@pytest.mark.parametrize(
    "path",
    ["/channels/900/messages", "/channels/900/attachments", "/channels/900/greet", "/channels/900/call/ring"],
)
def test_what_the_path_tells_is_decided_without_the_body(path: str) -> None:
    found = platform.requests.find("POST", f"/api/v9{path}")
    assert found is not None
    assert not found[0].body


@pytest.mark.parametrize("prefix", ["/api", "/api/v6", "/api/v9", "/api/v10"])
def test_the_version_does_not_matter(prefix: str) -> None:
    assert platform.requests.find("POST", f"{prefix}/channels/900/messages") is not None
