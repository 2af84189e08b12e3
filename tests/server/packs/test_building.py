from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from policy.packs.entry import Entry
from policy.packs.lists import Category, ThreatList
from policy.packs.pack import Pack, newer
from server.packs.building import built, previous
from server.packs.reading import BadSource, Content, Reading

KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([at]) * 32) for at in (1, 2))
NOON = 1_773_964_800  # the start of 20 March 2026


def reading(host="a.example.com", name="Phish", as_of=date(2026, 3, 20)):
    on = ThreatList(name, Category.PHISHING, "a test", "MIT", as_of)
    return Reading(on, Content(frozenset({Entry(host)}), 1, {}, as_of))


def head(data):
    return Pack.open(data).head


def test_serial_and_date_are_the_newest_lists_day():
    made = built([reading(), reading(name="Old", as_of=date(2025, 1, 1)), reading(name="Undated", as_of=None)], KEY)
    assert (head(made.data).serial, head(made.data).issued, head(made.data).name) == (NOON, NOON, "threats")
    assert head(built([], KEY).data).serial == 0


def test_the_same_lists_give_the_same_bytes_in_the_place_of_themselves():
    made = built([reading()], KEY).data
    assert built([reading()], KEY, before=made).data == made


def test_a_pack_that_takes_anothers_place_has_a_serial_above_it():
    first = built([reading()], KEY).data
    second = built([reading("b.example.com")], KEY, before=first).data
    assert (head(second).serial, head(second).issued) == (NOON + 1, NOON)
    assert newer(Pack.open(first), Pack.open(second))
    assert built([reading("b.example.com")], KEY, before=second).data == second
    later = built([reading(as_of=date(2026, 3, 21))], KEY, before=second).data
    assert head(later).serial == NOON + 86_400


def test_neither_another_offices_pack_nor_a_torn_or_other_one_counts():
    for before in (built([reading("b.example.com")], OTHER).data, b"torn", built([reading()], KEY, name="adult").data):
        assert head(built([reading()], KEY, before=before).data).serial == NOON


def test_two_lists_of_one_name_do_not_go_together():
    with pytest.raises(BadSource, match="two lists called Phish"):
        built([reading(), reading()], KEY)


def test_what_is_not_there_was_no_pack(tmp_path):
    assert previous(tmp_path / "none.pack") is None
