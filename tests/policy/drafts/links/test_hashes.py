"""The hashes by which a link is asked about, by the example that the services publish."""

import hashlib
from datetime import date

import pytest

from policy.drafts.draft import Draft
from policy.drafts.evidence import Evidence, Verified
from policy.drafts.links.address import read
from policy.drafts.links.hashes import expressions, hashes, of_draft


def of(written):
    address = read(written)
    assert address is not None
    return list(expressions(address))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (
            "http://a.b.com/1/2.html?param=1",
            [
                "a.b.com/1/2.html?param=1", "a.b.com/1/2.html", "a.b.com/", "a.b.com/1/",
                "b.com/1/2.html?param=1", "b.com/1/2.html", "b.com/", "b.com/1/",
            ],
        ),
        ("http://1.2.3.4/1/", ["1.2.3.4/1/", "1.2.3.4/"]),
        ("https://example.co.uk", ["example.co.uk/"]),
        ("http://example.co.uk/#x", ["example.co.uk/"]),
    ],
)  # fmt: skip
def test_an_address_is_looked_up_with_what_is_above_it(written, found):
    assert of(written) == found


def test_a_deep_host_is_cut_down_to_the_registrable_domain_and_three_names_below_it():
    names = {expression.partition("/")[0] for expression in of("http://a.b.c.d.e.f.example.co.uk/")}
    assert names == {
        "a.b.c.d.e.f.example.co.uk", "example.co.uk", "f.example.co.uk", "e.f.example.co.uk", "d.e.f.example.co.uk",
    }  # fmt: skip


def test_a_deep_path_is_cut_down_to_its_first_four_starts():
    paths = [expression.partition("/")[2] for expression in of("http://example.com/a/b/c/d/e/f.html?x")]
    assert paths == ["a/b/c/d/e/f.html?x", "a/b/c/d/e/f.html", "", "a/", "a/b/", "a/b/c/"]


@pytest.mark.parametrize("same", ["http://b.com:8080/x", "https://u@b.com/x#y", "HTTP://B.COM/x"])
def test_scheme_port_user_and_fragment_say_nothing(same):
    address = read(same)
    assert address is not None
    assert hashes(address)[0] == hashlib.sha256(b"b.com/x").digest()


def test_of_a_draft_only_links_are_hashed_for_which_nobody_vouches():
    today = date(2026, 11, 22)
    evidence = Evidence(verified={"ours.example": Verified("A. Owner", today, today)}, today=today)
    draft = Draft("See https://a.ours.example, www.gov.uk and oddly.org.uk.", links=("https://card.example/x",))
    wanted = {*hashes(read("oddly.org.uk")), *hashes(read("https://card.example/x"))}
    assert set(of_draft(draft, evidence)) == wanted
