"""The list of platforms and the ways to find one: by name, by host, by a company's own host."""

import pytest

from policy.adapter import Platform
from policy.hosts import canonical
from policy.platforms import BY_HOST, PLATFORMS, by_host, by_name

# fmt: off
NAMES = [
    "instagram", "facebook", "messenger", "threads", "x", "linkedin", "tiktok", "snapchat", "youtube", "reddit",
    "discord", "bluesky", "mastodon", "whatsapp", "telegram", "signal", "wikipedia", "google-groups", "google-chat",
    "classroom", "teams", "zoom", "moodle", "canvas", "mattermost", "rocketchat", "matrix", "xmpp", "bigbluebutton",
    "twitch", "pinterest", "tumblr", "roblox",
]
# fmt: on


def name_of(host: str, configured: dict[str, list[str]] | None = None) -> str:
    platform = by_host(host, configured)
    return platform.name if platform else ""


def test_every_platform_of_the_api_is_known_by_its_name() -> None:
    assert [name for name in NAMES if not by_name(name)] == []
    assert [platform.name for platform in PLATFORMS if by_name(platform.name) is not platform] == []


def test_an_unknown_name_is_no_platform() -> None:
    assert by_name("chirper") is None


def test_names_and_hosts_are_each_claimed_once() -> None:
    hosts = [host for platform in PLATFORMS for host in platform.hosts]
    assert len(BY_HOST) == len(hosts)
    assert len({platform.name for platform in PLATFORMS}) == len(PLATFORMS)
    assert [host for host in hosts if canonical(host) != host] == []


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("twitter.com", "x"),
        ("x.com", "x"),
        ("mobile.twitter.com", "x"),
        ("m.facebook.com", "facebook"),
        ("messenger.com", "messenger"),
        ("youtu.be", "youtube"),
        ("vm.tiktok.com", "tiktok"),
        ("lnkd.in", "linkedin"),
        ("fb.me", "facebook"),
        ("WWW.Instagram.COM.", "instagram"),
        ("i.instagram.com", "instagram"),
        ("gateway.discord.gg", "discord"),
        ("web.snapchat.com", "snapchat"),
        ("groups.google.com", "google-groups"),
        ("en.m.wikipedia.org", "wikipedia"),
        ("matrix.redditspace.com", "reddit"),
        ("emea.ng.msg.teams.microsoft.com", "teams"),
    ],
)
def test_a_service_is_recognised_by_every_name_of_its_hosts(host: str, name: str) -> None:
    assert name_of(host) == name


@pytest.mark.parametrize(
    "host",
    [
        "bbc.co.uk",
        "notx.com",
        "x.com.evil.example",
        "google.com",
        "mail.google.com",
        "microsoft.com",
        "com",
        "",
        "a b",
        "localhost",
    ],
)
def test_other_hosts_are_no_platforms(host: str) -> None:
    assert by_host(host) is None


def test_a_company_s_own_server_is_known_with_its_sub_domains() -> None:
    own = {"matrix": ["Chat.School.Example"], "moodle": ["moodle.chat.school.example"]}
    assert name_of("chat.school.example", own) == "matrix"
    assert name_of("turn.chat.school.example", own) == "matrix"
    assert name_of("moodle.chat.school.example", own) == "moodle"
    assert name_of("school.example", own) == ""
    assert name_of("chat.school.example") == ""


@pytest.mark.parametrize(
    "host", ["www.nhs.uk", "gov.uk", "co.uk", "com", "mail.google.com", "mail.school.example", "not a host"]
)
def test_nobody_can_configure_what_may_never_be_watched(host: str) -> None:
    own = {"matrix": [host, "chat.school.example"]}
    assert name_of(host, own) == ""
    assert name_of(f"chat.{host}", own) == ""
    assert name_of("chat.school.example", own) == "matrix"


def test_a_mail_host_below_a_configured_one_stays_closed() -> None:
    assert name_of("webmail.school.example", {"moodle": ["school.example"]}) == ""


def test_configuration_cannot_move_a_host_to_another_platform() -> None:
    assert name_of("www.instagram.com", {"matrix": ["www.instagram.com"], "chirper": ["chirper.example"]}) == "instagram"
    assert name_of("chirper.example", {"chirper": ["chirper.example"]}) == ""
    assert name_of("our.instructure.com", {"canvas": ["our.instructure.com"]}) == "canvas"


def test_a_platform_that_cannot_be_read_is_not_watched() -> None:
    silent, operated = Platform("silent", hosts=("silent.example",)), Platform("operated")
    operated.on_operation("Send")(lambda _: iter(()))
    assert (silent.watched, operated.watched) == (False, True)
    assert by_name("signal") is not None
    assert not getattr(by_name("signal"), "watched", True)
