import contextlib
import json
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.adapter import AdapterDrift
from policy.formats import Json
from policy.platforms.discord.etf import as_json


def packed(value: Json) -> bytes:  # noqa: PLR0911 - a line for each type
    """The term as Discord's server packs it."""
    match value:
        case None | bool():
            name = {None: b"nil", True: b"true", False: b"false"}[value]
            return b"s" + bytes([len(name)]) + name
        case int() if 0 <= value < 256:
            return b"a" + bytes([value])
        case int() if -(2**31) <= value < 2**31:
            return b"b" + struct.pack(">i", value)
        case int():
            digits = abs(value).to_bytes(8, "little")
            return b"n\x08" + bytes([value < 0]) + digits
        case float():
            return b"F" + struct.pack(">d", value)
        case str():
            raw = value.encode()
            return b"m" + struct.pack(">I", len(raw)) + raw
        case []:
            return b"j"
        case list():
            return b"l" + struct.pack(">I", len(value)) + b"".join(map(packed, value)) + b"j"
        case dict():
            return b"t" + struct.pack(">I", len(value)) + b"".join(packed(name) + packed(item) for name, item in value.items())


JSONS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(JSONS)
def test_a_term_says_what_the_same_json_would(value: Json) -> None:
    assert json.loads(as_json(b"\x83" + packed(value))) == value


def test_a_term_may_be_deflated() -> None:
    plain = packed({"op": 0, "t": "READY"})
    assert as_json(b"\x83P" + struct.pack(">I", len(plain)) + zlib.compress(plain)) == b'{"op":0,"t":"READY"}'


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (b"d\x00\x04name", "name"),
        (b"v\x00\x04true", True),
        (b"w\x02\xc3\xa9", "é"),
        (b"h\x02a\x01a\x02", [1, 2]),
        (b"i\x00\x00\x00\x01a\x07", [7]),
        (b"k\x00\x03\x01\x02\x03", [1, 2, 3]),
        (b"c" + b"1.50000000000000000000e+00".ljust(31, b"\0"), "1.50000000000000000000e+00"),
        (b"o\x00\x00\x00\x09\x00" + (2**64).to_bytes(9, "little"), str(2**64)),
        (b"t\x00\x00\x00\x01a\x05a\x06", {"5": 6}),
    ],
)
def test_the_rarer_terms(term: bytes, said: Json) -> None:
    assert json.loads(as_json(b"\x83" + term)) == said


@pytest.mark.parametrize(
    "term",
    [
        b"",
        b"\x82a\x01",
        b"\x83",
        b"\x83a",
        b"\x83g",
        b"\x83m\x00\x00\x00\x09short",
        b"\x83l\xff\xff\xff\xffj",
        b"\x83l\x00\x00\x00\x01a\x01a\x02",
        b"\x83n\xff\x00" + bytes(255),
        b"\x83P\x00\x00\x00\x01" + zlib.compress(bytes(2**20)),
        b"\x83P\x00\x00\x00\x01deflated",
        b"\x83" + b"l\x00\x00\x00\x01" * 10_000,
        b"\x83l\x7f\xff\xff\xff" + b"j" * 1_100_000,
    ],
)
def test_what_is_broken_too_deep_or_too_large_is_drift(term: bytes) -> None:
    with pytest.raises(AdapterDrift):
        as_json(term)


@given(st.binary(max_size=200))
def test_any_bytes_are_json_or_drift(raw: bytes) -> None:
    said = b"null"
    with contextlib.suppress(AdapterDrift):
        said = as_json(b"\x83" + raw)
    json.loads(said)
