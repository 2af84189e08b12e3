import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.evidence import Evidence
from policy.drafts.links import canonical
from policy.drafts.links.address import PLAIN, Address, _web, _without_port, read
from policy.drafts.links.judge import judge
from policy.drafts.links.verdict import Level

VECTORS = Path(__file__).parents[3] / "vectors"
URLS: list[list[str | None]] = json.loads((VECTORS / "whatwg_urls.json").read_text("utf-8"))["urls"]
HOSTS: list[list[str | None]] = json.loads((VECTORS / "to_ascii.json").read_text("utf-8"))["hosts"]
NO_HOST = ["http://./", "http://../"]  # the standard takes dots alone for a host; no name can be made of them
LONGEST = 253  # the standard lets a host be longer; no name server knows one
PARSED = [case for case in URLS if len(case) > 2 and case[0] not in NO_HOST]
OPENED = [case for case in PARSED if str(case[1]).startswith(("http", "ftp"))]


@pytest.mark.parametrize(
    "written",
    ["", ":", "/blah", "#ref", "?query#ref", "http://#ref", "http://?query", "//x.example", ":8080/x", "https://[::1"],
)
def test_what_has_no_host_is_no_address(written: str) -> None:
    assert read(written) is None


def test_an_address_is_taken_apart_as_a_browser_would() -> None:
    assert read("HTTPS://user:pw@Example.COM:8443/a/../b?c=d#e") == Address(
        scheme="https",
        host="example.com",
        url="https://example.com/b?c=d",
        path="/b",
        query="c=d",
        fragment="e",
        port=8443,
        user=True,
    )


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("http://paypal.com\\@evil.example/", "paypal.com"),
        ("http://paypal.com@evil.example", "evil.example"),
        ("http:\\\\evil.example\\x", "evil.example"),
        ("http:evil.example", "evil.example"),
        ("http://\uff45\uff56\uff49\uff4c.example/", "evil.example"),
        ("http://evil\u3002example/", "evil.example"),
        ("http://ev\u00adil.example/", "evil.example"),
        ("http://fa\u00df.de/", "xn--fa-hia.de"),
        ("www.example.com:8080/x", "www.example.com"),
        ("http://0x7f.1/", "127.0.0.1"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://017700000001/", "127.0.0.1"),
    ],
)
def test_the_host_is_the_one_that_a_browser_would_ask(written: str, host: str) -> None:
    address = read(written)
    assert address is not None
    assert address.host == host


@pytest.mark.parametrize(
    "written",
    [
        "http://0x7f.1/",
        "http://3279880203/",
        "http://%65vil.example/",
        "https://a.example\\@b.example/",
        "https://a.example\\.b.example/x",
    ],
)
def test_a_host_that_was_written_to_hide_is_odd(written: str) -> None:
    address = read(written)
    assert address is not None
    assert address.odd


@pytest.mark.parametrize(
    "written",
    [
        "http://1.2.3.4/",
        "http://1.2.3.4:80/x",
        "https://example.com/%41",
        "http://[::1]/",
        "https:\\\\a.example\\docs",
        "https://a.example/x\\y.z",
    ],
)
def test_a_plain_host_is_not(written: str) -> None:
    address = read(written)
    assert address is not None
    assert not address.odd


def test_another_scheme_has_no_host() -> None:
    assert read("javascript:alert(1)") == Address("javascript", "", "javascript:alert(1)")


def test_a_scheme_that_was_not_written_is_not_stated() -> None:
    bare, full = read("example.com"), read("http://example.com")
    assert bare is not None
    assert full is not None
    assert (bare.stated, full.stated, bare.url) == (False, True, full.url)


def test_a_host_that_is_too_long_is_none() -> None:
    assert read(f"https://{'a.' * 200}example.com") is None


@given(st.text(max_size=200))
def test_no_string_at_all_raises(text: str) -> None:
    for written in (text, f"http://{text}", f"https://example.com/{text}"):
        address = read(written)
        assert address is None or address.url.isascii()


@pytest.mark.parametrize(("written", "href", "host", "path", "query"), OPENED)
def test_an_address_is_read_as_the_url_standards_own_tests_say(
    written: str, href: str, host: str, path: str, query: str
) -> None:
    """The standard's parts, spelt by the rules of Safe Browsing."""
    address = read(written)
    assert address is not None
    assert address.opens
    spelt = canonical.host(host), canonical.path(path), query.removeprefix("?")
    assert (address.scheme, address.host, address.path, address.query) == (href.partition(":")[0], *spelt)


@pytest.mark.parametrize("written", [case[0] for case in URLS if case not in OPENED])
def test_what_the_url_standard_cannot_parse_or_is_no_page_is_never_better_than_caution(written: str) -> None:
    address = read(written)
    assert address is None or not address.opens or address.scheme in {"ws", "wss"}
    assert judge(written, Evidence()).level >= Level.CAUTION


@pytest.mark.parametrize(("host", "encoded"), HOSTS)
def test_a_host_in_another_script_is_the_one_that_the_url_standards_tests_say(host: str, encoded: str | None) -> None:
    address: Any = read(f"https://{host}/")
    found = address.host if address and address.opens else None
    assert found == (None if encoded is None or len(encoded) > LONGEST else canonical.host(encoded))


@pytest.mark.parametrize(
    ("name", "kept"), [("a:80", "a"), ("a:b:c", "a"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("a", "a"), ("[:]x:", "[:]x")]
)
def test_a_port_is_what_follows_the_first_colon_outside_of_brackets(name: str, kept: str) -> None:
    assert _without_port(name) == kept


HOSTS = st.lists(
    st.text("ab1-", min_size=1, max_size=4) | st.sampled_from(["co", "uk", "com", "xn--p1ai", "0x7f", "1"]), min_size=1
)
ENDS = st.text("aB0_.~=&,;+!()@:-/?#%\\'", max_size=12)


@given(st.sampled_from(["", "http://", "https://"]), HOSTS.map(".".join), ENDS)
def test_what_stands_for_itself_is_what_the_parser_makes_of_it(scheme: str, host: str, end: str) -> None:
    written = f"{scheme}{host}.com{end}"
    if PLAIN.fullmatch(written) and "xn--" not in written:
        parsed = _web(written if scheme else f"http://{written}")
        assert parsed is not None
        assert read(written) == msgspec.structs.replace(parsed, stated=bool(scheme))


@given(st.lists(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "No", "Mn"]), min_size=1), min_size=2, max_size=4))
def test_so_does_a_name_in_any_script(labels: list[str]) -> None:
    written = f"https://{'.'.join(labels)}"
    assert read(written) == _web(written)
