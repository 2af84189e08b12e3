"""What the company chooses; it travels in the signed bundle and is the same on every device."""

from enum import StrEnum

import msgspec

from policy.clauses import Clause
from policy.standing import Standing


class Mode(StrEnum):
    """How strongly a clause acts: only written down, asked at most, or as the policy says."""

    OBSERVE = "observe"
    WARN = "warn"
    ENFORCE = "enforce"


class Unchecked(StrEnum):
    """What happens to a message to somebody never seen while the office cannot be asked (design 4.4)."""

    HOLD = "hold"
    WARN = "warn"
    ALLOW = "allow"


class LeftMinorMessage(StrEnum):
    """A message to a former pupil under 18 (policy-clauses 4.1)."""

    HOLD = "hold"
    BLOCK = "block"


class Settings(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=False):
    """Every setting that a device needs. Unknown fields are skipped, so that an older device reads a newer office's bundle."""

    company: str = "your company"
    contact: str = "the office"  # how a family is reached properly; stands in every notice
    hosts: dict[str, tuple[str, ...]] = {}  # platform → its self-hosted servers
    modes: dict[Clause, dict[Standing, Mode]] = {}
    unchecked: Unchecked = Unchecked.HOLD
    left_minor_message: LeftMinorMessage = LeftMinorMessage.HOLD
    hold_seconds: int = 60

    def mode(self, clause: Clause, standing: Standing) -> Mode:
        return self.modes.get(clause, {}).get(standing, Mode.ENFORCE)
