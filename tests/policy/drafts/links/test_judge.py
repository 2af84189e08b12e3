from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.evidence import Evidence, Verified
from policy.drafts.links.judge import judge

NOTHING = Evidence()
VERIFIED = Evidence(
    verified={"example.com": Verified(by="A. Owner", on=date(2026, 1, 1), until=date(2027, 1, 1))}, today=date(2026, 11, 22)
)
ORDER = ["reputable", "unverified", "caution", "danger"]


def verdict(written: str, evidence: Evidence = NOTHING) -> str:
    return judge(written, evidence).level.word


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("https://www.gov.uk/report-child-abuse", "reputable"),
        ("https://www.thinkuknow.co.uk/", "reputable"),
        ("http://www.saferinternet.org.uk", "reputable"),
        ("bbc.co.uk/bitesize", "reputable"),
        ("https://example.com", "unverified"),
        ("https://www.youtube.com/watch?v=abc", "unverified"),
        ("https://docs.google.com/forms/d/e/1FAIpQLSf/viewform", "unverified"),
        ("https://bit.ly/abc", "caution"),
        ("https://ngl.link/x", "caution"),
        ("", "caution"),
        ("http://", "caution"),
        ("http://a b.com", "caution"),
        ("https://p\u0430ypal.com", "danger"),
        ("https://paypal.com.evil.tld", "danger"),
        ("https://user@gov.uk", "danger"),
        ("javascript:alert(1)", "danger"),
        ("https://royalmail-redelivery-fee.top/pay", "danger"),
    ],
)
def test_a_link_gets_its_verdict(written: str, word: str) -> None:
    assert verdict(written) == word


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("https://www.google.com/url?q=https://example.com", "caution"),
        ("https://www-bbc-co-uk.translate.goog/news", "caution"),
        ("https://instagrarn-com.translate.goog", "danger"),
        ("https://www.google.com/url?q=https%3A%2F%2Fexample.com&sa=1", "caution"),
        ("https://www.google.com/url?q=https%253A%252F%252Fpaypal.com.evil.tld", "danger"),
        ("https://www.gov.uk/?next=//p%D0%B0ypal.com/", "danger"),
        ("https://example.com/?u=www.bit.ly/x", "caution"),
        ("https://www.bbc.co.uk/x?url=bit.ly/abc", "caution"),
        ("https://www.bbc.co.uk/x?a=1&redirect_to=royalmail-redelivery-fee.top", "danger"),
        ("https://www.google.com/amp/s/royalmail-redelivery-fee.top/x", "danger"),
        ("https://web.archive.org/web/2020/https://example.com/", "caution"),
        ("https://example.com/#https://royalmail-redelivery-fee.top", "danger"),
        ("https://a.example/?u=https://b.example/?u=https://c.example/?u=https://d.example/?u=javascript:x", "caution"),
    ],
)
def test_a_link_is_never_better_than_the_one_inside_it(written: str, word: str) -> None:
    assert ORDER.index(verdict(written)) >= ORDER.index(word)
    assert ORDER.index(verdict(written, VERIFIED)) >= ORDER.index(word)


def test_a_verified_site_is_reputable_until_something_bad_is_seen() -> None:
    assert verdict("https://www.example.com/x", VERIFIED) == "reputable"
    assert verdict("https://www.example.com/x.pdf.exe", VERIFIED) == "danger"


def test_every_verdict_comes_with_reasons_and_the_weightiest_stands_first() -> None:
    said = judge("http://user@royalmail-redelivery-fee.top:81/setup.exe", NOTHING)
    assert said.level.word == "danger"
    assert "@" in said.reasons[0]
    assert len(said.reasons) == len(set(said.reasons)) >= 4


def test_host_and_url_are_canonical() -> None:
    said = judge("HTTP://M\u00dcNCHEN.de:80/a/../b%2541#x", NOTHING)
    assert (said.host, said.url) == ("xn--mnchen-3ya.de", "http://xn--mnchen-3ya.de/bA")


SITES = st.sampled_from(
    ["example.com", "www.gov.uk", "evil.top", "my-page.web.app", "bit.ly", "paypa1.com", "1.2.3.4", "b\u00fccher.de"]
)
PATHS = st.sampled_from(["", "/", "/a/b.html", "/x.zip", "/?q=1"])
HARM = st.sampled_from(["port", "user", "file", "inner"])


@given(SITES, PATHS, HARM, st.sampled_from([NOTHING, VERIFIED]))
def test_evidence_of_harm_never_lowers_a_verdict(site: str, path: str, harm: str, evidence: Evidence) -> None:
    worse = {
        "port": f"https://{site}:8081{path}",
        "user": f"https://a@{site}{path}",
        "file": f"https://{site}{path.partition('?')[0].rstrip('/')}/a.pdf.exe",
        "inner": f"https://{site}{path}{'&' if '?' in path else '?'}u=https://royalmail-redelivery-fee.top/",
    }[harm]
    assert judge(worse, evidence).level >= judge(f"https://{site}{path}", evidence).level


@given(SITES, PATHS)
def test_a_verified_site_is_never_worse_off_for_it(site: str, path: str) -> None:
    row = Verified(by="A. Owner", on=date(2026, 1, 1), until=date(2027, 1, 1))
    trusted = Evidence(verified={site: row}, today=date(2026, 11, 22))
    assert judge(f"https://{site}{path}", trusted).level <= judge(f"https://{site}{path}", NOTHING).level


@given(st.text(max_size=120))
def test_any_string_gets_a_verdict_with_a_reason(text: str) -> None:
    for written in (text, f"https://{text}", f"https://example.com/?u={text}"):
        assert judge(written, NOTHING).reasons


def test_a_restricted_suffix_is_a_site_itself_where_one_stands_there() -> None:
    for written in ("gov.uk", "https://gov.uk/prevent", "nhs.uk"):
        assert verdict(written) == "reputable"
    assert verdict("co.uk") == "caution"
