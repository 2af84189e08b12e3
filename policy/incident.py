"""What is kept of a finding, and what is refused: the one shape in which anything about contact leaves a device.

There is no field that could hold a word of a message, a name, a handle or a thread's id. `subject` is a pseudonym that
only the office can turn into a pupil; of somebody who is no pupil there is no event at all.
"""

from enum import StrEnum

import msgspec

from policy.clauses import Clause
from policy.standing import Standing
from policy.verdict import Action

MIN_REASON = 10
MAX_REASON = 300
SAME_ACT_SECONDS = 60  # several steps of one act, retries and parallel endpoints are one incident with a count


class Outcome(StrEnum):
    BLOCKED = "blocked"
    RECORDED = "recorded"
    CONTINUED = "continued"  # a hold that the tutor continued, with a reason
    RECOGNISED_LATE = "recognised late"  # it had passed before it was known that this is a pupil


class Event(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One occurrence to be written down by the office.

    key: idempotency key, 16 random bytes as hex. incident: the same for all occurrences of one act. subject: hex of the
    matched pseudonym. at: Unix seconds. count: occurrences that this event stands for. reason: the tutor's own words for
    "continue", nothing else. serial, epoch: of the roster that decided.
    """

    key: str
    incident: str
    clause: Clause
    platform: str
    act: str
    action: Action
    outcome: Outcome
    standing: Standing
    subject: str
    epoch: int
    serial: int
    at: int
    count: int = 1
    reason: str = ""
    family: bool = False


class Review(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """News for the registrar about a registered handle. `id`: the id that the device saw with it, when it is the pupil's own
    account (`learn`); of somebody else who bears the handle (`reused`) nothing but the fact is said.
    """

    key: str
    kind: str  # "learn" | "reused"
    platform: str
    subject: str
    epoch: int
    at: int
    id: str = ""


class Health(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What a device says of itself: which platforms it cannot watch and why, bundles it refused, holds by how they ended."""

    key: str
    kind: str  # "drift" | "not watching" | "bundle refused" | "pack refused" | "hook failed" | "left" | "holds"
    platform: str = ""
    detail: str = ""  # from a fixed list of words, never from traffic
    at: int = 0
    count: int = 1


def checked_reason(text: str) -> str:
    """The tutor's reason, trimmed. Raises ValueError when it is too short or too long to be kept."""
    reason = " ".join(text.split())
    if len(reason) < MIN_REASON:
        raise ValueError(f"please give a reason of at least {MIN_REASON} characters")
    if len(reason) > MAX_REASON:
        raise ValueError(f"please keep the reason under {MAX_REASON} characters")
    return reason
