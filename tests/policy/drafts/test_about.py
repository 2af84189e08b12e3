from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from policy.drafts.about import lists, sources
from policy.packs.entry import Entry
from policy.packs.lists import Category, ThreatList
from policy.packs.pack import Pack
from policy.packs.packing import packed


def test_every_source_is_named_with_licence_date_and_count() -> None:
    lines = [line.split("\t") for line in sources()]
    assert lines
    assert all(len(line) == 5 and all(line) and int(line[4]) > 0 for line in lines)
    assert {"links_trusted", "links_places", "links_known"} <= {line[0] for line in lines}


def test_every_list_of_a_pack_is_named_in_the_same_way() -> None:
    rows = [
        (ThreatList("Phish", Category.PHISHING, "a feed", "CC0-1.0", date(2026, 3, 20)), [Entry("a.example.com", "/x")]),
        (ThreatList("Old", Category.SCAM, "a file", "MIT", None), [Entry("b.example.com")]),
    ]
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    pack = Pack.open(packed(rows, name="threats", serial=1, issued=1, key=key).data)
    assert list(lists((pack,))) == [
        "threats: Old\ta file\tMIT\tunknown\t1",
        "threats: Phish\ta feed\tCC0-1.0\t2026-03-20\t1",
    ]
