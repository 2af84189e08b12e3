"""Who is asked about an unknown thread or person."""

import pytest

from policy.account import Account
from policy.activity import Thread
from policy.adapter import Exchange
from policy.platforms.instagram import platform

PHONE = {
    "user-agent": "Instagram 449.0.0.52.84 Android (34/14)",
    "authorization": "Bearer IGT:2:e30=",
    "cookie": "ds_user_id=111",
    "x-ig-app-id": "567067343352427",
    "ig-u-ds-user-id": "111",
    "content-type": "application/x-www-form-urlencoded",
    "content-length": "9",
    "host": "b.i.instagram.com",
}
THREAD = platform.thread("340282366841710300949128000000000000001", "178")


def asked(unknown: Account | Thread, **headers: str) -> Exchange | None:
    exchange = Exchange(method="POST", host="b.i.instagram.com", path="/", headers={**PHONE, **headers}, body=b"text=hi")
    return platform.resolve(unknown, exchange)


def test_an_unknown_thread_is_asked_for_as_the_client_itself_would() -> None:
    question = asked(THREAD)
    assert question is not None
    assert (question.method, question.host, question.body) == ("GET", "i.instagram.com", b"")
    assert question.path == "/api/v1/direct_v2/threads/340282366841710300949128000000000000001/"


def test_the_clients_credentials_go_with_it_and_nothing_of_the_body() -> None:
    question = asked(THREAD)
    assert question is not None
    assert set(question.headers) == {"user-agent", "authorization", "cookie", "x-ig-app-id", "ig-u-ds-user-id"}


def test_a_person_known_by_a_number_alone_is_asked_for() -> None:
    question = asked(platform.account(id="222"))
    assert question is not None
    assert question.path == "/api/v1/users/222/info/"


@pytest.mark.parametrize("unknown", [platform.account(also=("eimu:17842000000000222",)), platform.thread()])
def test_nobody_can_be_asked_about_what_has_no_name_there(unknown: Account | Thread) -> None:
    assert asked(unknown) is None


def test_a_browser_has_nothing_to_ask() -> None:
    assert asked(THREAD, **{"user-agent": "Mozilla/5.0"}) is None
