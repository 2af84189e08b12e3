import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.links.address import read
from policy.packs.entry import Entry, host_entry, names, page_entry, rest


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("Evil.Example", "evil.example"),
        ("evil.example.", "evil.example"),
        ("b\u00fccher.example", "xn--bcher-kva.example"),
        ("0x7f.1", "127.0.0.1"),
        ("[::ffff:b2a2:ecde]", "178.162.236.222"),
        ("a_b.evil.example", "a_b.evil.example"),
    ],
)
def test_a_host_has_one_spelling(written, host):
    assert host_entry(written) == Entry(host)


@pytest.mark.parametrize("written", ["", " ", "evil.example/x", "evil.example:8080", "a@evil.example", "evil.example#x", "/x"])
def test_what_is_more_or_less_than_a_host_is_none(written):
    assert host_entry(written) is None


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ("https://u:p@Evil.Example:81/A/../B?C#d", Entry("evil.example", "/b?c", whole=True)),
        ("evil.example/%41%2f", Entry("evil.example", "/a/", whole=True)),
        ("https://evil.example", Entry("evil.example", "/", whole=True)),
        ("mailto:a@evil.example", None),
        ("https://", None),
    ],
)
def test_a_page_has_one_spelling(written, entry):
    assert page_entry(written, whole=True) == entry


def test_what_covers_every_page_is_the_host():
    assert page_entry("evil.example/", whole=False) == Entry("evil.example")


def test_no_kind_of_entry_can_be_taken_for_another():
    entries = [Entry("a.example"), Entry("a.example", "/x"), Entry("a.example", "/x", whole=True)]
    assert len({entry.number for entry in entries}) == 3
    assert {entry.site for entry in entries} == {entries[0]}


def test_a_host_is_covered_by_the_names_above_it_that_can_be_listed():
    assert list(names("a.b.evil.example", 9)) == ["a.b.evil.example", "b.evil.example", "evil.example"]
    assert list(names("a.b.evil.example", 2)) == ["evil.example"]
    assert list(names("example", 9)) == ["example"]


@given(st.text(max_size=60))
def test_reading_what_was_read_changes_nothing(text):
    for entry in (host_entry(text), page_entry(text, whole=True), page_entry(text, whole=False)):
        address = read(f"http://{entry.host}{entry.rest}") if entry else None
        if entry and address and address.host == entry.host and address.opens:
            assert rest(address) == (entry.rest or "/")
