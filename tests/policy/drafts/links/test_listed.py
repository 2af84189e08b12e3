"""What a list says of a link is said with its name, its day and its age."""

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.evidence import Evidence, Verified
from policy.drafts.links.judge import judge
from policy.drafts.links.listed import DOUBTFUL, HARMFUL
from policy.packs.entry import Entry
from policy.packs.lists import Category, ThreatList
from policy.packs.pack import Pack
from policy.packs.packing import packed

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DAY = date(2026, 3, 20)
HOST = [Entry("shared.example.com")]
PAGE = [Entry("docs.google.com", "/forms/d/abc", whole=True)]


def pack(category: Category = Category.PHISHING, entries: list[Entry] = HOST, as_of: date | None = DAY) -> Pack:
    rows = [(ThreatList("The List", category, "a test", "CC0-1.0", as_of), entries)]
    return Pack.open(packed(rows, name="threats", serial=1, issued=1, key=KEY).data)


def evidence(*packs: Pack, today: date | None = DAY) -> Evidence:
    return Evidence(packs=packs, today=today)


def test_every_category_has_its_words():
    assert {*HARMFUL, *DOUBTFUL} == set(Category)


@pytest.mark.parametrize("category", list(Category))
def test_what_is_listed_is_a_danger_or_in_doubt(category):
    said = judge("https://www.shared.example.com/x", evidence(pack(category)))
    assert said.level.word == ("danger" if category in HARMFUL else "caution")
    assert said.reasons[0].startswith("This site is on a list of")
    assert said.reasons[0].endswith("(The List, 20 March 2026).")


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2031, 1, 1)])
def test_an_old_list_says_how_old_it_is_and_counts_all_the_same(today):
    said = judge("https://shared.example.com", evidence(pack(), today=today))
    assert said.level.word == "danger"
    assert f"; the list is {(today - DAY).days} days old)" in said.reasons[0]


def test_a_list_without_a_date_says_so():
    assert "(The List, date unknown)" in judge("https://shared.example.com", evidence(pack(as_of=None))).reasons[0]


def test_a_listed_page_is_a_danger_and_the_rest_of_its_host_is_not():
    known = evidence(pack(entries=PAGE))
    said = judge("https://docs.google.com/forms/d/abc/viewform", known)
    assert (said.level.word, said.reasons[0].startswith("This very page is on a list of phishing pages")) == ("danger", True)
    assert judge("https://docs.google.com/forms/d/xyz", known).level.word == "unverified"


@pytest.mark.parametrize("site", ["https://shared.example.com", "https://www.shared.example.com/a"])
def test_nobodys_word_hides_a_listing(site):
    row = Verified(by="A. Owner", on=date(2026, 1, 1), until=date(2027, 1, 1))
    known = Evidence(verified={"example.com": row}, today=DAY, packs=(pack(),))
    assert judge(site, known).level.word == "danger"
    assert judge("https://example.com", known).level.word == "reputable"


def test_a_listed_link_inside_another_is_found():
    for outer in ("https://www.gov.uk/?u=https://shared.example.com", "https://example.org/#https%3A%2F%2Fshared.example.com/"):
        assert judge(outer, evidence(pack())).level.word == "danger"


def test_a_shortener_that_is_known_anyway_is_not_told_of_twice():
    short = pack(Category.SHORTENER, [Entry("bit.ly"), Entry("shared.example.com")])
    assert not any("The List" in reason for reason in judge("https://bit.ly/x", evidence(short)).reasons)
    assert judge("https://shared.example.com/x", evidence(short)).level.word == "caution"


@pytest.mark.parametrize(
    ("packs", "today", "comfort"),
    [
        ((pack(),), date(2026, 3, 30), "No list of harmful pages has it; the newest is of 20 March 2026."),
        ((pack(),), date(2026, 11, 22), "but the newest is of 20 March 2026, 247 days old, so that says little."),
        ((pack(),), None, ""),
        ((pack(as_of=None),), DAY, ""),
        ((pack(Category.SHORTENER),), DAY, ""),
        ((), DAY, ""),
    ],
)
def test_what_stands_on_no_list_is_worth_what_the_lists_are_worth(packs, today, comfort):
    said = judge("https://example.com", evidence(*packs, today=today))
    assert said.level.word == "unverified"
    assert ("No list" in said.reasons[-1]) is bool(comfort)
    assert said.reasons[-1].endswith(comfort)


SITES = st.sampled_from(
    ["https://example.com/a", "https://shared.example.com", "https://bit.ly/x", "https://www.gov.uk", "a.top"]
)


@given(SITES, st.lists(st.sampled_from([pack(), pack(Category.ADULT), pack(entries=PAGE)]), max_size=3), st.booleans())
def test_more_lists_never_make_a_verdict_better(site, packs, dated):
    today = DAY if dated else None
    without = judge(site, Evidence(today=today)).level
    assert judge(site, evidence(*packs, today=today)).level >= without
