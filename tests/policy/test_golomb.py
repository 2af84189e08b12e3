import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.golomb import MAX_ENTRIES, decode, encode

BITS = 40
SETS = st.sets(st.integers(0, 2**BITS - 1), max_size=60)


@given(SETS)
def test_a_set_survives_coding(values: set[int]) -> None:
    assert decode(encode(values, BITS), BITS) == sorted(values)


@given(st.sets(st.integers(0, 255)))
def test_a_dense_set_survives_coding(values: set[int]) -> None:
    assert decode(encode(values, 8), 8) == sorted(values)


@given(values=st.lists(st.integers(0, 2**BITS - 1), max_size=20), seed=st.integers(0, 1000))
def test_order_and_repetition_change_nothing(values: list[int], seed: int) -> None:
    shuffled = values * 2
    random.Random(seed).shuffle(shuffled)
    assert encode(shuffled, BITS) == encode(values, BITS)


@given(st.binary(max_size=40))
def test_any_bytes_are_the_one_code_of_a_set_or_none(code: bytes) -> None:
    try:
        values = decode(code, BITS)
    except ValueError:
        return
    assert encode(values, BITS) == code


@given(values=SETS.filter(bool), data=st.data())
def test_a_changed_code_is_another_set_or_none(values: set[int], data: st.DataObject) -> None:
    code = bytearray(encode(values, BITS))
    at = data.draw(st.integers(0, len(code) - 1))
    code[at] ^= data.draw(st.integers(1, 255))
    try:
        changed = decode(bytes(code), BITS)
    except ValueError:
        return
    assert set(changed) != values


@pytest.mark.parametrize(
    "code",
    [
        b"",
        b"\x80",
        b"\x80\x00",  # nothing, in two bytes
        b"\x00\x00",
        b"\x01",
        b"\x01\x27",
        b"\x01\x00\x00",
        b"\xff\xff\xff\xff\xff\x01",
        b"\xff\xff\xff\xff\x0f\x08" + bytes(100),  # more entries than there may be
        encode({5}, BITS) + b"\x00",
        encode({5}, BITS)[:-1],
    ],
)
def test_what_encoding_never_makes_is_refused(code: bytes) -> None:
    with pytest.raises(ValueError, match=r"set|number"):
        decode(code, BITS)


def test_a_value_that_does_not_fit_is_refused() -> None:
    for value in (-1, 2**BITS):
        with pytest.raises(ValueError, match="outside"):
            encode({value}, BITS)


def test_the_ends_of_the_range_fit() -> None:
    assert decode(encode({0, 2**BITS - 1}, BITS), BITS) == [0, 2**BITS - 1]
    assert encode((), BITS) == b"\x00"


@pytest.mark.parametrize(("count", "most"), [(2_000, 4.0), (20_000, 3.6)])
def test_an_entry_takes_few_bytes(count: int, most: float) -> None:
    chance = random.Random(count)
    values = {chance.getrandbits(BITS) for _ in range(count)}
    code = encode(values, BITS)
    assert len(code) / count <= most
    assert decode(code, BITS) == sorted(values)


def test_more_entries_than_a_registry_can_have_are_refused() -> None:
    assert MAX_ENTRIES == 1_000_000
    code = b"\xc1\x84\x3d"  # 1,000,001
    with pytest.raises(ValueError, match="cannot be"):
        decode(code + bytes([19]) + bytes(10), BITS)
