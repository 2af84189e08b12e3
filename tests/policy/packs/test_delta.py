import contextlib

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given
from hypothesis import strategies as st

from policy.packs.delta import Delta, difference, patched
from policy.packs.entry import Entry
from policy.packs.parts import PackRejected

OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
ENTRY = st.builds(
    Entry,
    st.integers(0, 30).map("e{}.example.com".format),
    st.sampled_from(["", "/a", "/a/b"]),
    st.booleans(),
).map(lambda entry: entry if entry.rest else Entry(entry.host))
LISTS = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.lists(ENTRY, max_size=30), max_size=4)


SAME = Entry("e.example.com", "/x", whole=True)


@given(before=LISTS, after=LISTS)
@example(before={"a": [SAME], "b": [SAME]}, after={"b": [SAME], "c": [SAME]})
@example(before={"c": [SAME, SAME.site]}, after={"a": [SAME], "b": [SAME, SAME.site], "c": [SAME.site]})
def test_a_delta_makes_the_new_pack_of_the_old_one(office, before, after):
    old, new = office.pack(1, **before), office.pack(2, **after)
    assert patched(old, difference(old, new)) == new


def test_a_days_change_is_small(office):
    many = [Entry(f"evil{at}.example.com") for at in range(5_000)]
    old, new = office.pack(1, phish=many[:-90]), office.pack(2, phish=many[90:])
    assert len(difference(old, new)) < 90 * 9 + 90 * 2 + 400


@given(at=st.integers(0, 100_000), to=st.integers(1, 255))
def test_a_delta_with_any_byte_changed_gives_the_same_pack_or_none(office, at, to):
    old, new = (
        office.pack(1, a=[Entry("a.example.com")]),
        office.pack(2, a=[Entry("b.example.com"), Entry("c.example.com", "/x")]),
    )
    delta = bytearray(difference(old, new))
    delta[at % len(delta)] ^= to
    with contextlib.suppress(PackRejected):
        assert patched(old, bytes(delta)) == new


def test_a_delta_that_ends_early_gives_nothing(office):
    old, new = office.pack(1, a=[Entry("a.example.com")]), office.pack(2, a=[Entry("b.example.com")])
    delta = difference(old, new)
    for size in range(len(delta)):
        with pytest.raises(PackRejected):
            patched(old, delta[:size])


def test_a_delta_fits_one_pack_only(office):
    packs = [office.pack(at, a=[Entry(f"e{at}.example.com")]) for at in range(3)]
    with pytest.raises(PackRejected) as refused:
        patched(packs[0], difference(packs[1], packs[2]))
    assert refused.value.kind == "other"


def test_a_delta_of_another_version_is_refused(office):
    old = office.pack(1, a=[])
    delta = msgspec.msgpack.decode(difference(old, old), type=Delta)
    with pytest.raises(PackRejected) as refused:
        patched(old, msgspec.msgpack.encode(msgspec.structs.replace(delta, version=2)))
    assert refused.value.kind == "version"


def test_packs_of_two_offices_or_names_have_no_difference(office):
    for other in (office.pack(2, a=[], key=OTHER), office.pack(2, name="adult", a=[])):
        with pytest.raises(PackRejected):
            difference(office.pack(1, a=[]), other)
