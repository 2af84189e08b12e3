import pytest
from hypothesis import given
from hypothesis import strategies as st
from tldextract import TLDExtract

from policy.drafts.links.suffixes import Parts, covers_suffix, is_suffix, is_top, parts

PUBLIC = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=False)
LABELS = st.sampled_from(
    [
        "a",
        "b-c",
        "www",
        "com",
        "uk",
        "co",
        "sch",
        "kent",
        "ac",
        "gov",
        "ck",
        "jp",
        "kobe",
        "city",
        "kawasaki",
        "xn--p1ai",
        "de",
        "example",
    ]
)


@given(st.lists(LABELS, min_size=1, max_size=6).map(".".join))
def test_the_registrable_domain_is_the_one_that_tldextract_finds(host: str) -> None:
    theirs = PUBLIC(host)
    ours = parts(host)
    if ours.real:
        assert (ours.suffix, ours.registrable) == (theirs.suffix, theirs.top_domain_under_public_suffix)
    else:
        assert not theirs.suffix


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("www.example.co.uk", Parts("co.uk", "example.co.uk")),
        ("my-page.web.app", Parts("app", "web.app", "web.app", "my-page.web.app")),
        ("www.weebly.com", Parts("com", "weebly.com")),
        ("x.weebly.com", Parts("com", "weebly.com", "weebly.com", "x.weebly.com")),
        ("school.kent.sch.uk", Parts("kent.sch.uk", "school.kent.sch.uk")),
        ("co.uk", Parts("co.uk", "")),
        ("localhost", Parts("", "", real=False)),
        ("127.0.0.1", Parts("", "", real=False)),
        ("paypal.com.evil.tld", Parts("tld", "evil.tld", real=False)),
    ],
)
def test_a_host_is_taken_apart_by_who_registered_what(host: str, found: Parts) -> None:
    assert parts(host) == found


def test_the_name_is_what_somebody_chose() -> None:
    assert [parts(host).name for host in ("www.example.co.uk", "my-page.web.app", "com")] == ["example", "my-page", ""]


def test_top_level_domains_of_every_script_are_known() -> None:
    assert all(map(is_top, ["com", "uk", "\u0440\u0444", "xn--p1ai", "\u4e2d\u56fd"]))
    assert not any(map(is_top, ["js", "localhost", "html", ""]))


def test_a_suffix_is_nobodys_site() -> None:
    assert all(map(is_suffix, ["com", "co.uk", "web.app", "kent.sch.uk"]))
    assert not is_suffix("example.com")


def test_what_lies_above_a_suffix_stands_for_many_owners() -> None:
    assert all(map(covers_suffix, ["com", "web.app", "amazonaws.com", "s3.amazonaws.com"]))
    assert not any(map(covers_suffix, ["example.com", "x.web.app", "google.com"]))
