"""Collections of prefix sets: coded, decoded, and led from one to the other by a delta."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy import prefixes

SETS = st.dictionaries(st.integers(0, 9), st.frozensets(st.integers(0, 2**40 - 1), max_size=8))


def filled(sets: dict[int, frozenset[int]]) -> dict[int, frozenset[int]]:
    return {number: entries for number, entries in sets.items() if entries}


@given(SETS)
def test_sets_survive_coding_the_empty_ones_are_none(sets: dict[int, frozenset[int]]) -> None:
    assert prefixes.decoded(prefixes.coded(sets)) == filled(sets)


@given(older=SETS, newer=SETS)
def test_the_changes_lead_from_one_to_the_other(older: dict[int, frozenset[int]], newer: dict[int, frozenset[int]]) -> None:
    assert filled(prefixes.changed(older, prefixes.changes(older, newer))) == filled(newer)


def test_what_did_not_change_is_not_said() -> None:
    assert prefixes.changes({0: frozenset({1}), 1: frozenset({2})}, {0: frozenset({1}), 1: frozenset({3})}) == {
        1: (b"\0\0\0\0\2", b"\0\0\0\0\3")
    }


def test_a_torn_list_is_refused() -> None:
    with pytest.raises(ValueError, match="torn"):
        prefixes.changed({}, {0: (b"", b"123456")})


def test_a_prefix_is_the_first_forty_bits() -> None:
    assert prefixes.prefix(b"\x01\x02\x03\x04\x05" + b"\xff" * 11) == 0x0102030405
