"""What the company chooses; it travels in the signed bundle and is the same on every device."""

from enum import StrEnum
from typing import Annotated

import msgspec

from policy.adviser_site import AdviserSite
from policy.clauses import Clause
from policy.live import Live
from policy.register import Fingerprint, Register
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
    """A message to a former pupil under 18."""

    HOLD = "hold"
    BLOCK = "block"


type Term = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
type Terms = Annotated[tuple[Term, ...], msgspec.Meta(max_length=500)]


class Drafts(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=False):
    """What the company tells its devices for the checks of a draft.

    names: what it is called, its sites included. confidential: terms that stand in no post. logos: fingerprints of its logo
    (policy/drafts/pictures/likeness.py). media: platforms whose messages may hold what is private (6.4). live: whether devices
    ask one of Google's live lists about links; off by default.
    """

    names: Terms = ()
    confidential: Terms = ()
    approved_tags: Terms = ()
    banned_tags: Terms = ()
    media: Terms = ()
    logos: Annotated[tuple[Fingerprint, ...], msgspec.Meta(max_length=20)] = ()
    live: Live = Live()


class Settings(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=False):
    """Every setting that a device needs. Unknown fields are skipped, so that an older device reads a newer office's bundle.

    register: kept by the office in registers of its own and put in when a bundle is made; no patch of settings changes it.
    """

    company: str = "your company"
    contact: str = "the office"  # how a family is reached properly; stands in every notice
    hosts: dict[str, tuple[str, ...]] = {}  # platform → its self-hosted servers
    modes: dict[Clause, dict[Standing, Mode]] = {}
    unchecked: Unchecked = Unchecked.HOLD
    left_minor_message: LeftMinorMessage = LeftMinorMessage.HOLD
    hold_seconds: int = 60
    drafts: Drafts = Drafts()
    register: Register = Register()
    adviser_sites: dict[str, AdviserSite] = {}  # platform → what the extension uses there in place of what it ships

    def mode(self, clause: Clause, standing: Standing) -> Mode:
        return self.modes.get(clause, {}).get(standing, Mode.ENFORCE)
