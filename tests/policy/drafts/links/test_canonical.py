"""Safe Browsing's published table of canonical URLs, and the cases of its public client (tests/vectors/safe_browsing.json)."""

import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.links import canonical
from policy.drafts.links.address import read

SUITE = json.loads((Path(__file__).parents[3] / "vectors" / "safe_browsing.json").read_text("utf-8"))
EXCEPTIONS = {
    "http://\x01\x80.com/": "the table's host is a lone byte 0x80, which no text of ours can hold: a draft is Unicode",
    "http://some%1bhost.com/%1b": "the rules want capital hex digits; the client writes small ones",
    "http:///blah#ref": "the client calls the host empty; every browser opens http://blah/",
    "http:///blah?query#ref": "the same",
    "http:///blah;param": "the same",
    "http:///blah;param?query#ref": "the same",
    "mailto:bryner@google.com": "the client has no form for it; ours has no host, and is judged as another scheme",
    "http://[::192.9.5.5]/ipng": "the client leaves IPv6 as it is written; the rules want it compressed",
    "http:www.google.com:8080/foo.html": "the client gives up; every browser opens it",
    "www.google.com:xxyy/foo.html:80": "the client gives up; no browser opens it either, but its host can still be named",
    "10.192.95.89 xy": "the client cuts at a space; a host of ours has none",
}
READ = {"table": "url", "client urls": "url", "client hosts": "host", "client paths": "path"}
CASES = [(kind, written, expected) for kind in READ for written, expected in SUITE[kind]]


def canonized(kind: str, written: str) -> str | None:
    address = read(written)
    return address and getattr(address, READ[kind])


@pytest.mark.parametrize(("kind", "written", "expected"), [case for case in CASES if case[1] not in EXCEPTIONS])
def test_the_published_cases_hold(kind: str, written: str, expected: str | None) -> None:
    assert canonized(kind, written) == expected


@pytest.mark.parametrize(("kind", "written", "expected"), [case for case in CASES if case[1] in EXCEPTIONS])
def test_every_exception_has_its_reason_and_still_differs(kind: str, written: str, expected: str | None) -> None:
    assert EXCEPTIONS[written]
    assert canonized(kind, written) != expected


@pytest.mark.parametrize(("written", "plain"), [*SUITE["client addresses"], ("1.2.3.08", "")])
def test_every_form_of_an_address_becomes_dotted_decimal(written: str, plain: str) -> None:
    assert (canonical.four(written) == plain) is (written not in EXCEPTIONS)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("http://[::ffff:1.2.3.4]/", "http://1.2.3.4/"),
        ("http://[64:ff9b::1.2.3.4]/", "http://1.2.3.4/"),
        ("HTTPS%3a%2f%2fevil.example/x", "https://evil.example/x"),
    ],
)
def test_what_the_rules_say_and_no_case_has(written: str, url: str) -> None:
    assert canonized("table", written) == url


@given(st.text(alphabet="%25a0F/", max_size=40))
def test_one_pass_undoes_what_repeated_passes_would(text: str) -> None:
    from urllib.parse import unquote_to_bytes  # noqa: PLC0415 - the plain but slow way, for comparison

    slow = text.encode()
    while slow != (slow := unquote_to_bytes(slow)):
        pass
    assert canonical.unescaped(text) == slow


@given(st.text(alphabet=string.printable, max_size=80))
def test_a_canonical_path_is_its_own_canonical_form(text: str) -> None:
    path = canonical.path(text)
    assert canonical.path(path) == path
    assert path.startswith("/")
    assert path.isascii()


def test_a_million_nested_escapes_take_one_pass() -> None:
    assert canonical.unescaped("%" + "25" * 500_000) == b"%"
