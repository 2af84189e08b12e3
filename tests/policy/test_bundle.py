"""The signed bundle: only what the office signed, whole, and never older, comes into force."""

import random
from collections.abc import Callable

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from policy import wire
from policy.bundle import (
    CONTEXT,
    NIL,
    Bundle,
    BundleRejected,
    Content,
    Delta,
    Head,
    Policy,
    difference,
    newer,
    patched,
    seal,
    unseal,
)
from policy.clauses import Clause
from policy.names import Names, Role
from policy.roster import Part, Roster
from policy.settings import Mode, Settings
from policy.standing import Standing

OFFICE = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
STRANGER = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
SIGNER = OFFICE.public_key()
ISSUED = 1_795_000_000
PARTS = st.dictionaries(st.sampled_from(Part), st.sets(st.integers(0, 2**40 - 1), max_size=6), max_size=4)
SETTINGS = st.builds(
    Settings,
    company=st.text(max_size=10),
    hosts=st.dictionaries(st.sampled_from(["matrix", "moodle"]), st.tuples(st.text(max_size=5))),
    modes=st.dictionaries(st.sampled_from(Clause), st.dictionaries(st.sampled_from(Standing), st.sampled_from(Mode))),
    hold_seconds=st.integers(5, 600),
)
NAMES = st.dictionaries(st.integers(0, 9), st.frozensets(st.integers(0, 2**40 - 1), max_size=6), max_size=3)
CONTENTS = st.builds(
    lambda key, settings, parts, packs, names: Content(key, settings, Roster(parts).coded(), packs, Names(names).coded()),
    st.binary(min_size=32, max_size=32),
    SETTINGS,
    PARTS,
    st.dictionaries(st.sampled_from(["links", "words"]), st.binary(min_size=32, max_size=32)),
    NAMES,
)


def content(*prefixes: int, company: str = "your company") -> Content:
    return Content(b"k" * 32, Settings(company=company), Roster({Part.CURRENT: prefixes}).coded())


def signed(what: Content, *, serial: int = 1, epoch: int = 1, key: Ed25519PrivateKey = OFFICE) -> Bundle:
    return seal(key, what, epoch=epoch, serial=serial, issued=ISSUED, lifetime=86_400)


def policy(*prefixes: int, serial: int = 1, epoch: int = 1, company: str = "your company") -> Policy:
    return unseal(signed(content(*prefixes, company=company), serial=serial, epoch=epoch), SIGNER)


def headed(**changes: int | bytes) -> Bundle:
    """A bundle whose head was changed before the office signed it."""
    bundle = signed(content(1))
    head = msgspec.msgpack.encode(msgspec.structs.replace(msgspec.msgpack.decode(bundle.head, type=Head), **changes))
    return Bundle(head, OFFICE.sign(CONTEXT + head), bundle.content)


def why(bundle: Bundle) -> str:
    with pytest.raises(BundleRejected) as rejected:
        unseal(bundle, SIGNER)
    return rejected.value.why


def test_a_signed_bundle_opens() -> None:
    opened = policy(5, 7, serial=3, epoch=2, company="Example Tutors")
    assert opened.roster == Roster({Part.CURRENT: [5, 7]})
    assert opened.settings.company == "Example Tutors"
    assert (opened.head.serial, opened.head.epoch) == (3, 2)
    assert (opened.head.issued, opened.head.not_after) == (ISSUED, ISSUED + 86_400)


def test_a_bundle_survives_the_wire() -> None:
    bundle = signed(content(5))
    assert msgspec.msgpack.decode(bundle.encoded(), type=Bundle) == bundle


def test_the_same_content_is_the_same_bytes() -> None:
    one = Content(b"", Settings(hosts={"a": ("1",), "b": ("2",)}), {0: b"\x00", 1: b"\x00"}, {"x": b"", "y": b""})
    two = Content(b"", Settings(hosts={"b": ("2",), "a": ("1",)}), {1: b"\x00", 0: b"\x00"}, {"y": b"", "x": b""})
    assert one.encoded() == two.encoded()


def test_another_signer_is_refused() -> None:
    assert why(signed(content(1), key=STRANGER)) == "signature"


def test_a_signature_for_another_purpose_is_refused() -> None:
    bundle = signed(content(1))
    assert why(Bundle(bundle.head, OFFICE.sign(bundle.head), bundle.content)) == "signature"


@given(data=st.data())
def test_a_changed_bit_anywhere_is_refused(data: st.DataObject) -> None:
    bundle = signed(content(1, 2, 3))
    name = data.draw(st.sampled_from(["head", "signature", "content"]))
    raw = bytearray(getattr(bundle, name))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert why(msgspec.structs.replace(bundle, **{name: bytes(raw)})) in {"signature", "torn"}


def test_a_bundle_cut_short_is_refused() -> None:
    bundle = signed(content(1))
    for length in range(len(bundle.content)):
        assert why(msgspec.structs.replace(bundle, content=bundle.content[:length])) == "torn"


def test_a_signed_head_that_is_no_head_is_refused() -> None:
    head = b"\x93\x01\x02\x03"
    assert why(Bundle(head, OFFICE.sign(CONTEXT + head), b"")) == "torn"


@pytest.mark.parametrize(
    "broken",
    [b"", b"\x93", msgspec.msgpack.encode((b"k", Settings(), {99: b"\x00"}, {})), b"\x94\xc4\x00\x80\x81\x00\xc4\x00\x80"],
)
def test_a_signed_content_that_is_none_is_refused(broken: bytes) -> None:
    class Raw(Content, frozen=True, array_like=True):
        def encoded(self) -> bytes:
            return broken

    assert why(signed(Raw(b"", Settings(), {}))) == "torn"


def test_a_format_of_the_future_asks_for_an_update() -> None:
    assert why(headed(version=2)) == "version"


def test_a_higher_serial_comes_into_force() -> None:
    later = policy(2, serial=2)
    assert newer(None, later) is later
    assert newer(policy(1, serial=1), later) is later
    assert newer(policy(1, serial=1), policy(1, serial=9, epoch=2)).head.epoch == 2


def test_the_same_bundle_again_changes_nothing_and_harms_nothing() -> None:
    assert newer(policy(1), policy(1)) == policy(1)


@pytest.mark.parametrize(
    ("offered", "reason"),
    [
        ({"serial": 4}, "older"),  # an old backup, or a replay
        ({"serial": 5, "company": "Another"}, "forked"),  # two histories with one number
        ({"serial": 6, "epoch": 1}, "epoch"),  # the key of the past
    ],
)
def test_what_may_not_replace_the_bundle_in_force(offered: dict[str, int | str], reason: str) -> None:
    with pytest.raises(BundleRejected) as rejected:
        newer(policy(1, serial=5, epoch=2), policy(1, **{"epoch": 2, **offered}))  # type: ignore[arg-type]
    assert rejected.value.why == reason


@given(older=CONTENTS, later=CONTENTS)
def test_a_patched_bundle_is_the_whole_one(older: Content, later: Content) -> None:
    first, second = unseal(signed(older), SIGNER), unseal(signed(later, serial=2), SIGNER)
    delta = msgspec.msgpack.decode(msgspec.msgpack.encode(difference(first, second)), type=Delta)
    assert patched(first, delta, SIGNER) == second


def test_a_delta_for_one_pupil_is_small() -> None:
    chance = random.Random(7)
    many = [chance.getrandbits(40) for _ in range(2_000)]
    before, after = policy(*many, serial=1_000), policy(*many, 5, serial=1_001)
    assert len(wire.encode(wire.Changes(delta=difference(before, after)))) <= 300


def test_a_delta_says_only_what_changed() -> None:
    delta = difference(policy(1, 2), policy(1, 2, serial=2))
    assert (delta.roster, delta.public_key, delta.settings, delta.packs) == ({}, None, NIL, None)


def test_a_device_that_knows_no_names_reads_the_rest_and_takes_deltas_while_there_are_none() -> None:
    class Older(msgspec.Struct, frozen=True, array_like=True):
        public_key: bytes
        settings: Settings
        roster: dict[int, bytes]
        packs: dict[str, bytes] = {}

    plain = content(5)
    named = msgspec.structs.replace(plain, names=Names({Role.PUPIL: [7]}).coded())
    assert msgspec.msgpack.decode(named.encoded(), type=Older).roster == plain.roster
    assert len(msgspec.msgpack.decode(plain.encoded())) == 4, "byte for byte what such a device puts together"
    opened = unseal(signed(named), SIGNER)
    assert opened.names == Names({Role.PUPIL: [7]})
    assert opened.roster == Roster({Part.CURRENT: [5]})


class NewerSettings(Settings, frozen=True, omit_defaults=True):
    greeting: str = ""
    seasons: tuple[int, ...] = ()


class NewerContent(Content, frozen=True, array_like=True):
    """As an office of the future says more than this version knows: two settings and one more part."""

    def encoded(self) -> bytes:
        parts = [*msgspec.msgpack.decode(super().encoded(), type=list[msgspec.Raw])]
        empty = [] if self.names else [msgspec.Raw(b"\x80")]
        return msgspec.msgpack.encode([*parts, *empty, msgspec.Raw(b"\xc3")])


def of_the_future(*prefixes: int, serial: int = 1, company: str = "your company", **more: object) -> Policy:
    settings = NewerSettings(company=company, greeting="hello", seasons=(4, 2))
    made = NewerContent(b"k" * 32, settings, Roster({Part.CURRENT: prefixes}).coded(), **more)  # type: ignore[arg-type]
    return msgspec.structs.replace(unseal(signed(made, serial=serial), SIGNER), content=made)


@pytest.mark.parametrize(
    "change",
    [
        lambda: of_the_future(5, 7, serial=2),
        lambda: of_the_future(5, serial=2, company="Example Tutors"),
        lambda: of_the_future(5, serial=2, packs={"links": b"d" * 32}),
        lambda: of_the_future(5, serial=2, names=Names({Role.PUPIL: [7]}).coded()),
    ],
)
def test_an_older_device_follows_a_newer_office_by_deltas_though_it_does_not_know_all_that_it_says(
    change: Callable[[], Policy],
) -> None:
    before, after = of_the_future(5), change()
    delta = msgspec.msgpack.decode(msgspec.msgpack.encode(difference(before, after)), type=Delta)
    held = patched(unseal(before.bundle, SIGNER), delta, SIGNER)
    assert held.bundle == after.bundle, "with all that it does not know"
    assert (held.roster, held.names, held.settings.company) == (after.roster, after.names, after.settings.company)
    later = patched(held, difference(after, of_the_future(serial=3)), SIGNER)
    assert later.roster == Roster(), "and the next one fits what it kept"


def test_settings_that_cannot_be_read_are_refused_in_a_delta_though_the_office_signed_them() -> None:
    class Odd(Content, frozen=True, array_like=True):
        def encoded(self) -> bytes:
            parts = msgspec.msgpack.decode(super().encoded(), type=list[msgspec.Raw])
            return msgspec.msgpack.encode([parts[0], 7, *parts[2:]])

    before, made = policy(1), Odd(b"k" * 32, Settings(), Roster({Part.CURRENT: [1]}).coded())
    bundle = signed(made, serial=2)
    delta = Delta(1, bundle.head, bundle.signature, settings=msgspec.Raw(b"\x07"))
    with pytest.raises(BundleRejected, match="torn"):
        patched(before, delta, SIGNER)


def test_a_delta_for_one_name_is_small() -> None:
    names = [Names({Role.PUPIL: [*range(0, 10**12, 10**9), *more]}) for more in ((), (5,))]
    before, after = (
        unseal(signed(msgspec.structs.replace(content(1), names=one.coded()), serial=serial), SIGNER)
        for serial, one in enumerate(names, 1)
    )
    delta = difference(before, after)
    assert len(wire.encode(wire.Changes(delta=delta))) <= 300
    assert patched(before, delta, SIGNER) == after


def test_a_delta_from_another_serial_is_torn() -> None:
    delta = difference(policy(1, serial=1), policy(2, serial=3))
    with pytest.raises(BundleRejected, match="torn"):
        patched(policy(1, serial=2), delta, SIGNER)


def test_a_delta_on_another_roster_of_the_same_serial_is_torn() -> None:
    delta = difference(policy(1), policy(1, 2, serial=2))
    with pytest.raises(BundleRejected, match="torn"):
        patched(policy(9), delta, SIGNER)


@pytest.mark.parametrize("roster", [{99: (b"", b"")}, {0: (b"1234", b"")}, {0: (b"", b"\x00\x00\x00\x00\x09")}, {}])
def test_a_delta_with_another_roster_is_torn(roster: dict[int, tuple[bytes, bytes]]) -> None:
    delta = msgspec.structs.replace(difference(policy(1), policy(1, 2, serial=2)), roster=roster)
    with pytest.raises(BundleRejected, match="torn"):
        patched(policy(1), delta, SIGNER)


def test_a_delta_of_another_signer_is_refused() -> None:
    forged = unseal(signed(content(2), serial=2, key=STRANGER), STRANGER.public_key())
    with pytest.raises(BundleRejected, match="signature"):
        patched(policy(1), difference(policy(1), forged), SIGNER)


def test_a_rejection_says_its_word_and_why() -> None:
    assert str(BundleRejected("older")) == "older"
    assert str(BundleRejected("older", "serial 1 after 2")) == "older: serial 1 after 2"
