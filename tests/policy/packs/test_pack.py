import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.links.address import read
from policy.packs.entry import Entry, host_entry
from policy.packs.pack import Pack, newer
from policy.packs.parts import PackRejected

PAGES = [
    Entry("docs.google.com", "/forms/d/abc", whole=True),
    Entry("docs.google.com", "/forms/d/abc?usp=sf_link", whole=True),
    Entry("github.io", "/health-records"),
    Entry("evil.example", "/also"),
]


@pytest.fixture(scope="module")
def pack(office):
    return Pack.open(office.pack(phish=[Entry("evil.example"), Entry("1.2.3.4")], scam=[Entry("evil.example"), *PAGES]))


def on(pack, written):
    address = read(written)
    assert address is not None
    return [(listing.on.name, listing.page) for listing in pack.listed(address)]


@pytest.mark.parametrize(
    "written",
    ["evil.example", "http://evil.example:8080/a?b#c", "https://u@x.y.Evil.Example", "ftp://evil.example", "EVIL.EXAMPLE."],
)
def test_a_listed_host_is_found_with_everything_below_it(pack, written):
    assert on(pack, written) == [("phish", False), ("scam", False)]


@pytest.mark.parametrize(
    "written", ["example", "notevil.example", "evil.example.com", "https://1.2.3.5", "mailto:a@evil.example"]
)
def test_what_is_not_listed_is_not_found(pack, written):
    assert on(pack, written) == []


def test_an_address_in_any_form_is_found(pack):
    assert on(pack, "http://0x01020304/") == [("phish", False)]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("https://docs.google.com", []),
        ("https://docs.google.com/forms/d/abcd", []),
        ("https://docs.google.com/forms/d/ABC", [("scam", True)]),
        ("https://docs.google.com/forms/d/abc/viewform", [("scam", True)]),
        ("https://docs.google.com/forms/d/abc?x=1#y", [("scam", True)]),
        ("https://docs.google.com/forms/d/%61bc", [("scam", True)]),
        ("https://x.docs.google.com/forms/d/abc", [("scam", True)]),
        ("https://google.com/forms/d/abc", []),
        ("https://github.io/", []),
        ("https://somebody.github.io/health-records-x/", [("scam", True)]),
        ("https://somebody.github.io/?health-records", []),
        ("https://evil.example/also-this", [("phish", False), ("scam", False), ("scam", True)]),
    ],
)
def test_a_listed_page_says_nothing_of_its_host(pack, written, found):
    assert on(pack, written) == found


def test_a_pack_lies_where_it_is(office):
    data = bytearray(office.pack(phish=[Entry("evil.example")]))
    pack = Pack.open(memoryview(data))
    assert on(pack, "evil.example") == [("phish", False)]
    with pytest.raises(BufferError):
        data.append(0)


LABEL = st.sampled_from(["a", "b", "evil", "xn--p1ai", "1"])
HOST = st.lists(LABEL, min_size=1, max_size=4).map(lambda labels: ".".join([*labels, "example", "com"]))


@given(listed=st.sets(HOST, max_size=8), asked=HOST)
def test_exactly_what_a_listed_host_covers_is_found(office, listed, asked):
    pack = Pack.open(office.pack(phish=[host_entry(host) for host in listed]))
    covered = any(asked == host or asked.endswith(f".{host}") for host in listed)
    assert bool(on(pack, f"https://{asked}/x")) is covered


REST = st.text("ab/?&.", max_size=8).map("/".__add__)


@given(start=REST, asked=REST, whole=st.booleans())
def test_a_page_covers_exactly_what_starts_with_it(office, start, asked, whole):
    entry = Entry("e.example", read(f"http://e.example{start}").url.removeprefix("http://e.example"), whole=whole)
    text = read(f"http://e.example{asked}").url.removeprefix("http://e.example")
    after = text.removeprefix(entry.rest)
    covered = text.startswith(entry.rest) and (not whole or after[:1] in {"", "/", "?", "&"})
    pack = Pack.open(office.pack(phish=[entry]))
    assert bool(on(pack, f"e.example{asked}")) is covered


@given(st.text(max_size=80))
def test_any_link_can_be_asked_about(pack, text):
    for written in (text, f"https://docs.google.com/{text}", f"https://{text}.evil.example"):
        address = read(written)
        assert address is None or isinstance(pack.listed(address), tuple)


def test_only_a_later_pack_of_the_same_name_takes_the_place_of_another(office):
    packs = {serial: Pack.open(office.pack(serial, phish=[Entry("evil.example")])) for serial in (1, 2)}
    assert newer(None, packs[1]) is packs[1]
    assert newer(packs[1], packs[2]) is packs[2]
    assert newer(packs[2], packs[2]) is packs[2]
    others = {
        "older": packs[1],
        "forked": Pack.open(office.pack(2, phish=[Entry("other.example")])),
        "other": Pack.open(office.pack(3, name="adult", phish=[])),
    }
    for kind, offered in others.items():
        with pytest.raises(PackRejected) as refused:
            newer(packs[2], offered)
        assert refused.value.kind == kind
