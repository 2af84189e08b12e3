import msgspec

from policy.packs.lists import Category, Listing, ThreatList


def test_a_list_goes_over_the_wire_with_its_date_and_without_one():
    for as_of in ("2026-03-20", None):
        one = msgspec.convert(["phish", "phishing", "a test", "CC0-1.0", as_of, 2, 3], ThreatList)
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=ThreatList) == one


def test_a_listing_is_told_apart_by_list_and_by_what_is_listed():
    one = ThreatList("phish", Category.PHISHING, "a test", "CC0-1.0", None)
    assert len({Listing(one, page=True), Listing(one, page=False), Listing(one, page=True)}) == 2
