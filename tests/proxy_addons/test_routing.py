import json
import re
import shutil
import subprocess

import pytest

from proxy_addons.routing import Routing

HOSTS = {"matrix": ("chat.example",), "mastodon": ("mastodon.example",)}


def test_a_guarded_host_leads_to_its_platform_with_all_its_sub_domains() -> None:
    routing = Routing(lambda: HOSTS)
    for host, name in (
        ("instagram.com", "instagram"),
        ("i.instagram.com", "instagram"),
        ("WWW.Instagram.Com", "instagram"),
        ("instagram.com.", "instagram"),
        ("gateway.discord.gg", "discord"),
        ("chat.example", "matrix"),
    ):
        platform = routing.platform(host)
        assert platform is not None, host
        assert platform.name == name


@pytest.mark.parametrize("host", ["bank.example", "notinstagram.com", "instagram.com.evil.example", "mail.google.com", ""])
def test_any_other_host_is_nobodys(host: str) -> None:
    assert Routing(lambda: HOSTS).platform(host) is None


def test_a_platform_that_cannot_be_read_yet_is_not_guarded() -> None:
    assert Routing(lambda: HOSTS).platform("mastodon.example") is None
    assert "mastodon.example" not in Routing(lambda: HOSTS).hosts()


def test_a_host_that_the_company_adds_is_guarded_from_then_on() -> None:
    configured: dict[str, tuple[str, ...]] = {}
    routing = Routing(lambda: configured)
    assert routing.platform("chat.example") is None
    configured = dict(HOSTS)
    assert routing.platform("chat.example") is not None
    assert "chat.example" in routing.hosts()


@pytest.mark.parametrize("host", ["mail.google.com", "barclays.co.uk", "www.nhs.uk", "gov.uk", "co.uk", "unison.org.uk"])
def test_mail_banks_health_government_and_unions_cannot_be_configured(host: str) -> None:
    routing = Routing(lambda: {"matrix": (host,)})
    assert routing.platform(host) is None
    assert host not in routing.hosts()


def test_the_watched_platforms_are_those_with_a_host() -> None:
    assert "matrix" not in Routing(dict).watched()
    assert {"instagram", "discord"} <= set(Routing(dict).watched())


def test_the_pac_file_sends_guarded_hosts_to_the_guard_and_nothing_else() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: a PAC file is JavaScript")
    pac = Routing(lambda: HOSTS).pac("127.0.0.1:8118")
    hosts = ["instagram.com", "i.instagram.com", "CHAT.example", "notinstagram.com", "example.com", "instagram.com.evil"]
    browser = "function dnsDomainIs(host, domain) { return host.endsWith(domain); }\n"
    calls = f"console.log(JSON.stringify({json.dumps(hosts)}.map(h => FindProxyForURL('https://' + h + '/', h))))"
    said = subprocess.run([node, "-e", browser + pac + calls], capture_output=True, text=True, check=True).stdout
    here, direct = "PROXY 127.0.0.1:8118; DIRECT", "DIRECT"
    assert json.loads(said) == [here, here, here, direct, direct, direct]


def test_the_pac_file_is_small_and_says_what_it_is() -> None:
    pac = Routing(lambda: HOSTS).pac("127.0.0.1:8118")
    assert pac.startswith("// Tutor Guard")
    assert len(pac) < 4_000
    assert not re.search(r"bank|mail", pac)
