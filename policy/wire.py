"""The device API's messages (`/api/device/v1/…`), one definition for both ends; MessagePack, `application/msgpack`.

POST enrol       Enrol → Enrolled          POST preflight   Preflight → Preflighted
POST events      Events → EventsHeld       GET  changes     ?cursor= → Changes
POST postflight  Held → Ledger             POST evaluate    Evaluate → Evaluation
GET  packs/{name}  ?held= (SHA-256 in hex of the pack that the device has) → PackChange
GET  stream      server-sent events, `event: serial`, data: the newest serial in decimal; comments as heartbeat
"""

from enum import StrEnum

import msgspec

from policy.bundle import Bundle, Delta
from policy.incident import Event, Health, Review
from policy.register import Ask
from policy.report import Report

PREFIX = "/api/device/v1/"
MEDIA_TYPE = "application/msgpack"
MAX_BATCH = 256  # blinded identifiers in one question
MAX_EVENTS = 500


class Enrol(msgspec.Struct, frozen=True, kw_only=True):
    """secret: from the enrolment code, single use, 24 h. device: a label for the registrar, not the machine's name."""

    secret: str
    device: str
    version: str


class Enrolled(msgspec.Struct, frozen=True, kw_only=True):
    """token: the device's bearer token. tutor_key: 32 bytes, finds this tutor's family exemptions in the roster.
    signer: Ed25519 public key of bundles.
    """

    token: str
    device: str
    tutor: str
    tutor_key: bytes
    signer: bytes
    bundle: Bundle


class Preflight(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the device is and holds. digest: of the content in force (empty: none). clean: it asks for everything anew."""

    version: str
    serial: int = 0
    epoch: int = 0
    digest: bytes = b""
    clean: bool = False
    state: str = "watching"
    not_watching: tuple[str, ...] = ()


class Preflighted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """serial: the newest. cursor: opaque, for `changes`; empty: nothing new. poll: seconds to wait without push.
    allowance: questions that a new epoch allows beyond the budget.
    """

    serial: int
    cursor: str = ""
    poll: int = 45
    allowance: int = 0


class Events(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    events: tuple[Event, ...] = ()
    reviews: tuple[Review, ...] = ()
    health: tuple[Health, ...] = ()
    asks: tuple[Ask, ...] = ()
    reports: tuple[Report, ...] = ()


class EventsHeld(msgspec.Struct, frozen=True, kw_only=True):
    """The keys that the office now holds, sent before or now: the device may forget these and no others."""

    keys: tuple[str, ...]


class Changes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A delta, or a whole bundle ("clean") when there is no short way from what the device holds; neither: nothing new."""

    delta: Delta | None = None
    bundle: Bundle | None = None


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What is in force on the device now."""

    serial: int
    epoch: int
    digest: bytes


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """agrees: the office has the same under that serial; if not, the device asks for a clean bundle."""

    agrees: bool


class PackChange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A threat pack: what makes it of the one that the device holds, or all of it."""

    delta: bytes = b""
    pack: bytes = b""


class Purpose(StrEnum):
    """What is asked for, as far as budgets go: accounts of people, or names in a draft."""

    PEOPLE = "people"
    NAMES = "names"


class Evaluate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Blinded identifiers (RFC 9497, ristretto255-SHA512), at most MAX_BATCH. renewal: known people under a new epoch."""

    epoch: int
    blinded: tuple[bytes, ...]
    renewal: bool = False
    purpose: Purpose = Purpose.PEOPLE


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """Evaluated elements in order and one proof for the batch. left: questions left in this device's budget for the purpose."""

    evaluated: tuple[bytes, ...]
    proof: bytes
    left: int


def encode(message: msgspec.Struct) -> bytes:
    return msgspec.msgpack.encode(message)


def decode[M: msgspec.Struct](raw: bytes, shape: type[M]) -> M:
    """Raises msgspec.MsgspecError, whatever was sent."""
    try:
        return msgspec.msgpack.decode(raw, type=shape)
    except (RecursionError, UnicodeDecodeError) as error:
        raise msgspec.DecodeError("broken MessagePack") from error
