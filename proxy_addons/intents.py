"""What a page is about to do, judged before it does it: for the sites whose requests the guard cannot read, and so that the
tutor is asked beside the button instead of after it.

The same engine decides, with the same knowledge. What is decided here is written down here, and a ticket lets the request that
follows pass without a second question or a second entry; nothing that is refused can get a ticket.
"""

from functools import partial
from typing import Protocol

import msgspec

from policy.activity import MessageSent, Outgoing
from policy.engine import decide
from policy.notice import Notice, beforehand, notice
from policy.verdict import Action, Finding, Verdict
from proxy_addons.cases import Case, Cases
from proxy_addons.cases import Parts as Knowing
from proxy_addons.deed import Deed, deed, question
from proxy_addons.hold import Answer, Continued, Hold
from proxy_addons.holds import Holds
from proxy_addons.recorder import Recorder


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """`known`: everybody on the other side was checked. `ticket`: lets the next request of this act pass, once; that of a hold
    is good when it was continued.
    """

    action: Action = Action.ALLOW
    notice: Notice | None = None
    ticket: str = ""
    hold: Hold | None = None
    known: bool = True


class TooManyQuestions(RuntimeError):
    """So many are open that a script must be asking."""

    def __init__(self) -> None:
        super().__init__("too many questions are open; answer some of them first")


class Parts(Knowing, Protocol):
    """The parts of the device that an intent needs."""

    holds: Holds
    recorder: Recorder


class Intents:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._cases = Cases(parts)

    async def ask(self, activity: Outgoing) -> Advice:
        """May the page do this? Raises TooManyQuestions."""
        case = await self._cases.of(activity, None)
        verdict = decide(case.activity, case.known)
        finding = verdict.decisive
        known = _known(case)
        if finding is None or finding.action is Action.ALLOW:
            return Advice(known=known)
        same = deed(case.activity, finding)
        if finding.action < Action.BLOCK and (ticket := self._parts.holds.granted(same)):
            return Advice(ticket=ticket, known=known)
        if finding.action is Action.HOLD:
            return self._held(case, finding, verdict, same)
        event = self._written(case.activity, verdict)
        words = self._parts.recorder.told(case.activity, finding, event=event, page=True)
        ticket = self._parts.holds.grant(same) if finding.action is Action.RECORD else ""
        return Advice(action=finding.action, notice=words, ticket=ticket, known=known)

    def opened(self, activity: MessageSent) -> Advice:
        """A conversation or a profile is opened: that is never refused, asked about or written down."""
        advice = self.about(activity)
        return Advice(action=min(advice.action, Action.NOTE), notice=advice.notice, known=advice.known)

    def about(self, activity: MessageSent) -> Advice:
        """What a message there would meet, by what is remembered alone."""
        case = self._cases.remembered(activity)
        finding = Verdict(tuple(found for found in decide(case.activity, case.known).findings if found.match)).decisive
        known = _known(case)
        if finding is None:
            return Advice(known=known)
        return Advice(action=finding.action, notice=beforehand(finding, case.known.settings), known=known)

    def _held(self, case: Case, finding: Finding, verdict: Verdict, same: Deed) -> Advice:
        activity = case.activity
        words = notice(activity, finding, case.known.settings)
        ended = partial(self._answered, activity, verdict)
        hold = self._parts.holds.ask_ahead(same, ended, **question(activity, finding, words))
        if hold is None:
            raise TooManyQuestions
        self._parts.recorder.told(activity, finding, page=True)
        return Advice(action=Action.HOLD, notice=words, ticket=hold.id, hold=hold, known=_known(case))

    def _answered(self, activity: Outgoing, verdict: Verdict, answer: Answer) -> None:
        """The page's question has ended, and no request came meanwhile: what is continued is written down now, for the request
        may be one that the guard can't read.
        """
        self._parts.pulse.hold_ended(type(answer).__name__.lower())
        if isinstance(answer, Continued):
            self._written(activity, verdict, answer.reason)

    def _written(self, activity: Outgoing, verdict: Verdict, reason: str = "") -> str:
        """Write down what is kept of the findings, of a refusal only what refused; the key of an event, if there is one."""
        least = Action.BLOCK if verdict.action is Action.BLOCK else Action.RECORD
        kept = (found for found in verdict.findings if found.action >= least)
        keys = [self._parts.recorder.finding(activity, found, reason=reason) for found in kept]
        return next(filter(None, keys), "")


def _known(case: Case) -> bool:
    """Was everybody on the other side checked?"""
    return bool(case.activity.people) and not case.known.unchecked and not case.known.members_unknown
