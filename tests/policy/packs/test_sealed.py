"""A pack is used as it was signed or not at all."""

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from policy.packs.entry import Entry
from policy.packs.parts import PackRejected
from policy.packs.sealed import HEAD, KEY, MAGIC, SIGNATURE, seal, unseal

OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
ENTRIES = [Entry(f"evil{at}.example") for at in range(5)] + [Entry("bit.ly", "/x", whole=True)]


@pytest.fixture(scope="module")
def data(office):
    return office.pack(phish=ENTRIES)


def kind(data, key=None):
    with pytest.raises(PackRejected) as refused:
        unseal(data, key)
    return refused.value.kind


def test_what_was_signed_is_taken(office, data):
    parts = unseal(memoryview(data), office.public)
    assert (parts.head.name, parts.head.rows, len(parts.numbers)) == ("threats", 7, 7)
    assert parts.key == office.public.public_bytes_raw()


@given(at=st.integers(0, 10_000), to=st.integers(1, 255))
def test_a_pack_with_any_byte_changed_is_refused(data, at, to):
    changed = bytearray(data)
    changed[at % len(data)] ^= to
    assert kind(changed) in {"torn", "signature", "version"}


def test_a_pack_of_any_other_length_is_refused(office, data):
    for size in range(len(data)):
        assert kind(data[:size], office.public) in {"torn", "signature"}
    assert kind(data + b"\0") == "torn"


def test_each_part_that_is_torn_is_named(data):
    regions = {"torn": [0, len(data) - 1], "version": [3], "signature": [4, KEY.start, SIGNATURE.start, HEAD + 3]}
    for expected, places in regions.items():
        for at in places:
            changed = bytearray(data)
            changed[at] ^= 1
            assert kind(changed) == expected


def test_an_unsigned_pack_is_refused(data):
    assert kind(data[: SIGNATURE.start] + bytes(64) + data[SIGNATURE.stop :]) == "signature"
    assert kind(data[: SIGNATURE.start] + data[SIGNATURE.stop :]) in {"torn", "signature"}


def test_another_offices_pack_is_refused_where_the_key_is_known(office, data):
    assert kind(data, OTHER.public_key()) == "signature"
    assert unseal(office.pack(key=OTHER, phish=ENTRIES)).key == OTHER.public_key().public_bytes_raw()


def test_a_signature_for_something_else_is_no_signature_for_a_pack(office, data):
    head = unseal(data).signed
    start = MAGIC + len(head).to_bytes(4, "little") + office.public.public_bytes_raw()
    assert kind(start + office.key.sign(start + head) + data[HEAD:]) == "signature"


def test_another_version_is_refused_as_such(data):
    assert kind(data[:3] + b"\x02" + data[4:]) == "version"


@pytest.mark.parametrize("head", [b"", b"\xc1", msgspec.msgpack.encode([1, 2]), msgspec.msgpack.encode("x")])
def test_a_signed_head_that_means_nothing_is_refused(office, head):
    assert kind(seal(office.key, head, b"")) == "torn"


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(noise):
    for data in (noise, MAGIC + noise):
        assert kind(data) in {"torn", "signature"}
