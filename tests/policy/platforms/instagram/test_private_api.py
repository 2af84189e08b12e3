"""The private API beyond the recorded shapes: signatures, verbs, broken bodies."""

import json
from urllib.parse import urlencode

import pytest

from policy.activity import FollowRequested, Medium, MessageSent
from policy.adapter import AdapterDrift, Exchange, Unreadable
from policy.platforms.instagram import platform
from policy.platforms.instagram.private_api import medium
from policy.reading import read_request

FORM = "application/x-www-form-urlencoded; charset=UTF-8"
TEXT = "/api/v1/direct_v2/threads/broadcast/text/"
PUPIL = platform.account(id="222")


def post(path: str, body: bytes = b"", kind: str = FORM) -> Exchange:
    return Exchange(method="POST", host="i.instagram.com", path=path, headers={"content-type": kind}, body=body)


def form(**fields: str) -> bytes:
    return urlencode(fields).encode()


@pytest.mark.parametrize("signature", ["SIGNATURE", "0" * 64, ""])
def test_a_signed_body_is_read_after_its_first_dot(signature: str) -> None:
    data = json.dumps({"recipient_users": "[[222]]", "text": "e.g. this. one"})
    assert read_request(platform, post(TEXT, form(signed_body=f"{signature}.{data}"))) == [MessageSent(people=(PUPIL,))]


def test_a_multipart_body_is_read() -> None:
    part = '--b\r\nContent-Disposition: form-data; name="recipient_users"\r\n\r\n[[222]]\r\n--b--\r\n'
    exchange = post(TEXT, part.encode(), "multipart/form-data; boundary=b")
    assert read_request(platform, exchange) == [MessageSent(people=(PUPIL,))]


@pytest.mark.parametrize(
    "body", [form(signed_body="SIGNATURE.[]"), form(signed_body="SIGNATURE"), form(text="hi"), b"", b"\xff", b"&"]
)
def test_a_body_that_cannot_be_read_is_drift(body: bytes) -> None:
    with pytest.raises(AdapterDrift):
        read_request(platform, post(TEXT, body))


@pytest.mark.parametrize("recipients", ["[[222", "[[222]", "[[nobody]]", "[[{}]]", "[[222.5]]", "[" * 100_000])
def test_recipients_that_cannot_be_read_are_drift(recipients: str) -> None:
    with pytest.raises(AdapterDrift):
        read_request(platform, post(TEXT, form(recipient_users=recipients)))


def test_a_form_of_thousands_of_fields_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        read_request(platform, post(TEXT, b"&".join(b"a=1" for _ in range(3_000))))


@pytest.mark.parametrize("user", ["pupil_one", "0", "2%2F2", "%00"])
def test_a_follow_of_what_is_no_id_is_drift(user: str) -> None:
    with pytest.raises(AdapterDrift):
        read_request(platform, post(f"/api/v1/friendships/create/{user}/"))


def test_a_follow_is_read_from_the_path_alone() -> None:
    exchange = post("/api/v1/friendships/create/222/", b"\xff not read")
    assert read_request(platform, exchange) == [FollowRequested(people=(PUPIL,))]


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("text", Medium.TEXT),
        ("link", Medium.TEXT),
        ("like", Medium.REACTION),
        ("reaction", Medium.REACTION),
        ("photo_attachment", Medium.MEDIA),
        ("configure_video", Medium.MEDIA),
        ("share_voice", Medium.MEDIA),
        ("raven_attachment", Medium.MEDIA),
        ("media_share", Medium.SHARE),
        ("story_share", Medium.SHARE),
        ("profile", Medium.SHARE),
        ("generic_share", Medium.SHARE),
        ("something_new", Medium.TEXT),
    ],
)
def test_a_verb_says_what_is_sent(verb: str, expected: Medium) -> None:
    assert medium(verb) is expected
