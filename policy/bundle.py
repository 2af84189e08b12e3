"""The signed bundle: roster, names and settings under one signature, whole or as a delta.

    head     msgpack array (version, epoch, serial, issued, not_after, SHA-256 of the content), signed with Ed25519
    content  msgpack array (oracle's public key, settings, roster sets in Golomb-Rice code, packs, sets of names likewise);
             without names there is no fifth, as before there were any
    delta    the new head and signature, and only what changed

A delta is applied to the content in hand; the result's hash must be the one under the signature, so that a wrong, torn
or forged delta can never come into force. Serials only rise: a lower one is an old backup or a replay.
"""

import hashlib
from collections.abc import Sequence

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from policy.names import Names
from policy.prefixes import Changes, Coded
from policy.roster import Roster
from policy.settings import Settings

VERSION = 1
NIL = msgspec.Raw(msgspec.msgpack.encode(None))
CONTEXT = b"tutor-guard bundle v1\0"  # a signature for this purpose fits no other


class BundleRejected(ValueError):
    """A bundle that must not come into force; `why` is one of the words below, for status and reports."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What is signed. `issued`, `not_after`: Unix seconds."""

    version: int
    epoch: int
    serial: int
    issued: int
    not_after: int
    digest: bytes


class Content(msgspec.Struct, frozen=True, array_like=True):
    """What the head's digest covers. `public_key`: the oracle's, of this epoch. `packs`: name → SHA-256.

    A newer office may say more than this version knows: more parts behind these, more fields in the settings.
    """

    public_key: bytes
    settings: Settings
    roster: Coded
    packs: dict[str, bytes] = {}
    names: Coded = {}

    def encoded(self) -> bytes:
        """The same bytes for the same content."""
        return _encoded(self.public_key, _settings(self.settings), self.roster, self.packs, self.names)


class Bundle(msgspec.Struct, frozen=True, array_like=True):
    """A whole bundle as it is sent, and as the device keeps it."""

    head: bytes
    signature: bytes
    content: bytes

    def encoded(self) -> bytes:
        return msgspec.msgpack.encode(self)


class Delta(msgspec.Struct, frozen=True, array_like=True):
    """From the bundle with serial `base` to the one of `head`. What is None (NIL, encoded) has not changed.

    settings: as the office encoded them, for the digest covers the fields that this version does not know, too.
    """

    base: int
    head: bytes
    signature: bytes
    roster: Changes = {}
    public_key: bytes | None = None
    settings: msgspec.Raw = msgspec.field(default_factory=lambda: NIL)  # as a plain default it would break the OpenAPI page
    packs: dict[str, bytes] | None = None
    names: Changes = {}


class Policy(msgspec.Struct, frozen=True):
    """A bundle that was verified, opened and may be in force."""

    head: Head
    content: Content
    roster: Roster
    names: Names
    bundle: Bundle

    @property
    def settings(self) -> Settings:
        return self.content.settings


def seal(key: Ed25519PrivateKey, content: Content, *, epoch: int, serial: int, issued: int, lifetime: int) -> Bundle:
    """Sign a content. `issued`, `lifetime` in seconds."""
    encoded = content.encoded()
    head = msgspec.msgpack.encode(Head(VERSION, epoch, serial, issued, issued + lifetime, hashlib.sha256(encoded).digest()))
    return Bundle(head, key.sign(CONTEXT + head), encoded)


def unseal(bundle: Bundle, key: Ed25519PublicKey) -> Policy:
    """Verify and open a bundle. Raises BundleRejected; says nothing about whether it is newer than another."""
    head = _verified(bundle.head, bundle.signature, key)
    if hashlib.sha256(bundle.content).digest() != head.digest:
        raise BundleRejected("torn", "the content is not what was signed")
    try:
        content = msgspec.msgpack.decode(bundle.content, type=Content)
        roster, names = Roster.decoded(content.roster), Names.decoded(content.names)
    except (msgspec.MsgspecError, ValueError) as error:
        raise BundleRejected("torn", "the content cannot be read") from error
    return Policy(head, content, roster, names, bundle)


def difference(older: Policy, newer: Policy) -> Delta:
    """What a device with `older` needs to hold `newer`."""
    same = older.content
    new = newer.content
    return Delta(
        base=older.head.serial,
        head=newer.bundle.head,
        signature=newer.bundle.signature,
        roster=older.roster.changes(newer.roster),
        public_key=None if new.public_key == same.public_key else new.public_key,
        settings=NIL if new.settings == same.settings else _settings(new.settings),
        packs=None if new.packs == same.packs else new.packs,
        names=older.names.changes(newer.names),
    )


def patched(current: Policy, delta: Delta, key: Ed25519PublicKey) -> Policy:
    """The bundle after a delta, verified as a whole. Raises BundleRejected."""
    if delta.base != current.head.serial:
        raise BundleRejected("torn", f"a delta from serial {delta.base}, but {current.head.serial} is in force")
    head = _verified(delta.head, delta.signature, key)
    try:
        roster, names = current.roster.changed(delta.roster), current.names.changed(delta.names)
    except ValueError as error:
        raise BundleRejected("torn", "the delta cannot be read") from error
    encoded = _patched(current, delta, roster, names)
    if hashlib.sha256(encoded).digest() != head.digest:
        raise BundleRejected("torn", "the delta does not give what was signed")
    try:
        content = msgspec.msgpack.decode(encoded, type=Content)
    except msgspec.MsgspecError as error:
        raise BundleRejected("torn", "the content cannot be read") from error
    return Policy(head, content, roster, names, Bundle(delta.head, delta.signature, encoded))


def newer(current: Policy | None, offered: Policy) -> Policy:
    """The offered bundle, if it may replace the current one. Raises BundleRejected.

    An epoch never falls while serials rise; whether the device is *ready* for a new epoch is its own affair.
    """
    if current is None:
        return offered
    if offered.head.serial < current.head.serial:
        raise BundleRejected("older", f"serial {offered.head.serial} after {current.head.serial}")
    if offered.head.serial == current.head.serial and offered.head.digest != current.head.digest:
        raise BundleRejected("forked", f"two bundles with serial {current.head.serial}")
    if offered.head.epoch < current.head.epoch:
        raise BundleRejected("epoch", f"epoch {offered.head.epoch} after {current.head.epoch}")
    return offered


def _patched(current: Policy, delta: Delta, roster: Roster, names: Names) -> bytes:
    """The content after a delta; what did not change goes over byte for byte, whether this version knows it or not."""
    old = current.content
    parts = msgspec.msgpack.decode(current.bundle.content, type=list[msgspec.Raw])
    return _encoded(
        old.public_key if delta.public_key is None else delta.public_key,
        parts[1] if delta.settings == NIL else delta.settings,
        roster.coded(),
        old.packs if delta.packs is None else delta.packs,
        names.coded(),
        parts[5:],
    )


def _encoded(
    public_key: bytes,
    settings: msgspec.Raw,
    roster: Coded,
    packs: dict[str, bytes],
    names: Coded,
    later: Sequence[msgspec.Raw] = (),
) -> bytes:
    """The same bytes for the same content. Ordering on request knows only text keys, so the roster's go in sorted."""
    fifth = (dict(sorted(names.items())),) if names or later else ()
    parts = (public_key, settings, dict(sorted(roster.items())), dict(sorted(packs.items())), *fifth, *later)
    return msgspec.msgpack.encode(parts)


def _settings(settings: Settings) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(settings, order="deterministic"))


def _verified(head: bytes, signature: bytes, key: Ed25519PublicKey) -> Head:
    try:
        key.verify(signature, CONTEXT + head)
    except InvalidSignature as error:
        raise BundleRejected("signature", "not signed by this office") from error
    try:
        opened = msgspec.msgpack.decode(head, type=Head)
    except msgspec.MsgspecError as error:
        raise BundleRejected("torn", "the head cannot be read") from error
    if opened.version != VERSION:
        raise BundleRejected("version", f"format {opened.version}; update Tutor Guard")
    return opened
