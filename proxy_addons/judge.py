"""From an activity to its consequence: what the policy says, what the tutor answers, what is written down.

Who is meant, and what is known of them, cases.py says.
"""

from collections.abc import Iterable
from typing import Protocol

from policy import notice as notices
from policy.activity import Outgoing
from policy.engine import decide
from policy.notice import Notice
from policy.verdict import Action, Finding, Verdict
from proxy_addons.cases import Asked, Cases
from proxy_addons.cases import Parts as Knowing
from proxy_addons.deed import Deed, deed, question
from proxy_addons.hold import Answer, Continued
from proxy_addons.holds import Holds
from proxy_addons.recorder import Recorder


class Parts(Knowing, Protocol):
    """The parts of the device that a judgement needs."""

    holds: Holds
    recorder: Recorder


class Judge:
    """Decides what leaves this computer."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._cases = Cases(parts)

    async def outgoing(self, activity: Outgoing, asked: Asked) -> Notice | None:
        """None: it may leave. A notice: it is refused, and this is why."""
        case = await self._cases.of(activity, asked)
        verdict = decide(case.activity, case.known)
        match verdict.action:
            case Action.BLOCK:
                return self._blocked(case.activity, verdict)
            case Action.HOLD:
                return await self._held(case.activity, verdict, asked)
            case _:
                self._passed(case.activity, verdict)
                return None

    def _blocked(self, activity: Outgoing, verdict: Verdict) -> Notice:
        written = [self._parts.recorder.finding(activity, one) for one in verdict.findings if one.action is Action.BLOCK]
        return self._tell(activity, verdict, written)

    async def _held(self, activity: Outgoing, verdict: Verdict, asked: Asked) -> Notice | None:
        finding = verdict.decisive
        assert finding is not None  # a HOLD comes from a finding
        same = deed(activity, finding)
        answer = self._parts.holds.kept(same) or await self._asked(activity, finding, same, asked)
        if not isinstance(answer, Continued) or asked.gone.is_set():
            return notices.cancelled(self._parts.current.settings)
        for found in () if answer.written else verdict.findings:
            self._parts.recorder.finding(activity, found, reason=answer.reason)
        return None

    async def _asked(self, activity: Outgoing, finding: Finding, same: Deed, asked: Asked) -> Answer:
        """What the tutor says to it."""
        words = self._parts.recorder.told(activity, finding)
        answer = await self._parts.holds.ask(same, gone=asked.gone, **question(activity, finding, words))
        self._parts.pulse.hold_ended(type(answer).__name__.lower())
        return answer

    def _passed(self, activity: Outgoing, verdict: Verdict) -> None:
        finding = verdict.decisive
        if finding and not self._parts.holds.spend(deed(activity, finding)):
            self._tell(activity, verdict, [self._parts.recorder.finding(activity, found) for found in verdict.findings])
        self._parts.learner.passed(activity)

    def _tell(self, activity: Outgoing, verdict: Verdict, written: Iterable[str]) -> Notice:
        """`written`: the keys of the events that were made of it."""
        finding = verdict.decisive
        assert finding is not None
        return self._parts.recorder.told(activity, finding, event=next(filter(None, written), ""))
