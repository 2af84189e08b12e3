import json

import pytest

from policy.account import Account, InvalidHandle
from policy.adapter import Exchange
from policy.notice import Notice
from policy.platforms.discord.site import in_guild, platform

NOTICE = Notice("Message not sent", "This account belongs to a pupil (clause 5.1).", ("Go through the office.",), "5.1")
CHANNEL = platform.thread("900000000000000001")


def request(path: str, **headers: str) -> Exchange:
    return Exchange(method="POST", host="discord.com", path=path, headers=headers)


def test_new_names_ignore_case_and_old_ones_do_not() -> None:
    assert platform.account("@Pupil.One").handle == "pupil.one"
    assert platform.account("Pupil One#1234").handle == "Pupil One#1234"
    assert platform.account("Pupil_One#0").handle == "pupil_one"


@pytest.mark.parametrize("entered", ["p", "pu..pil", "pupil-one", "name#12", "#1234", "https://discord.gg/abcdef"])
def test_what_cannot_be_a_name_is_refused(entered: str) -> None:
    with pytest.raises(InvalidHandle):
        platform.account(entered)


def test_a_long_number_is_an_id_even_where_a_name_is_expected() -> None:
    assert platform.account("582000000000000222") == Account("discord", id="582000000000000222")
    assert platform.account("https://ptb.discord.com/users/582000000000000222").id == "582000000000000222"


def test_a_refused_message_looks_like_closed_direct_messages() -> None:
    refusal = platform.refuse(request("/api/v9/channels/1/messages"), NOTICE)
    assert (refusal.status, refusal.headers) == (403, {"content-type": "application/json"})
    assert json.loads(refusal.body) == {"message": NOTICE.text, "code": 50007}


@pytest.mark.parametrize("path", ["/api/v9/users/@me/relationships", "/api/v9/users/@me/game-relationships/1"])
def test_a_refused_friend_request_looks_like_closed_friend_requests(path: str) -> None:
    refusal = platform.refuse(request(path), NOTICE)
    assert (refusal.status, json.loads(refusal.body)["code"]) == (400, 80000)


def test_an_unknown_channel_is_asked_for_with_the_clients_own_credentials() -> None:
    sent = request(
        "/api/v9/channels/900000000000000001/messages", authorization="token", **{"content-type": "application/json"}
    )
    assert platform.resolve(CHANNEL, sent) == Exchange(
        method="GET", host="discord.com", path="/api/v9/channels/900000000000000001", headers={"authorization": "token"}
    )


def test_an_unknown_person_is_asked_for_by_the_profile() -> None:
    asked = platform.resolve(Account("discord", id="222"), request("/", authorization="token"))
    assert asked is not None
    assert (asked.method, asked.path, asked.query) == ("GET", "/api/v9/users/222/profile", "with_mutual_guilds=false")


def test_nothing_is_asked_without_a_token_or_for_a_mere_name() -> None:
    assert platform.resolve(CHANNEL, request("/")) is None
    assert platform.resolve(Account("discord", handle="pupil_one"), request("/", authorization="token")) is None


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("https://discord.com/channels/7/8", True),
        ("https://canary.discord.com/channels/7/8", True),
        ("https://discord.com/channels/7/1/threads/8", True),
        ("https://discord.com/channels/@me/8", False),
        ("https://discord.com/channels/8/7", False),
        ("https://discord.com/channels/7/88", False),
        ("https://discord.com.evil.example/channels/7/8", False),
        ("", False),
    ],
)
def test_only_the_page_of_that_very_channel_proves_that_it_is_a_guilds(page: str, *, shown: bool) -> None:
    assert in_guild(request("/api/v9/channels/8/messages", referer=page), "8") is shown
