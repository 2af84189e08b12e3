"""What is made of an activity: findings, and the strongest of them as the verdict."""

from enum import IntEnum

import msgspec

from policy.account import Account
from policy.clauses import Clause
from policy.standing import Match


class Action(IntEnum):
    """From nothing to refusal. The gaps leave room for a kind between two others without renumbering stored values."""

    ALLOW = 0
    NOTE = 10  # the tutor sees a banner, nobody else does
    RECORD = 20  # it passes, and the DSL is told
    HOLD = 30  # it waits for the tutor's answer
    BLOCK = 40  # it is refused


class Finding(msgspec.Struct, frozen=True):
    """What one rule says of one activity: never a word of the message, never anybody but the subject.

    `subject` is None when the finding is that nothing can be said ("cannot check now").
    """

    clause: Clause
    action: Action
    subject: Account | None = None
    match: Match | None = None
    once_per_thread: bool = False


class Verdict(msgspec.Struct, frozen=True):
    findings: tuple[Finding, ...] = ()

    @property
    def action(self) -> Action:
        return max((finding.action for finding in self.findings), default=Action.ALLOW)

    @property
    def decisive(self) -> Finding | None:
        """The finding that the person is told about: the strongest, the first rule's on a tie."""
        return max(self.findings, key=lambda finding: finding.action, default=None)
