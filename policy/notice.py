"""The words a tutor reads when something was blocked, held or noted: what, why (the clause), and what to do next.

At most 60 words; they name nobody, neither the pupil nor the other recipients of the same message.
"""

import msgspec

from policy.activity import (
    Activity,
    FollowAccepted,
    FollowReceived,
    FollowRequested,
    Medium,
    MessageReceived,
    MessageRequestAccepted,
    MessageSent,
)
from policy.clauses import Clause
from policy.settings import Settings
from policy.standing import Standing
from policy.verdict import Action, Finding

FAMILY_STEPS = ("If this is wrong, tell your safeguarding lead.",)


class Notice(msgspec.Struct, frozen=True):
    """`title`: what happened. `reason`: why, with the clause. `steps`: what to do next. `text`: all in one line."""

    title: str
    reason: str
    steps: tuple[str, ...]
    clause: str = ""

    @property
    def text(self) -> str:
        return " ".join((f"{self.title}.", self.reason, *self.steps))


def notice(activity: Activity, finding: Finding, settings: Settings) -> Notice:
    """What to say about a finding."""
    return Notice(_title(activity, finding), _reason(finding, settings), _steps(finding, settings), str(finding.clause))


def _title(activity: Activity, finding: Finding) -> str:
    match activity:
        case FollowRequested() | FollowAccepted() | FollowReceived() | MessageRequestAccepted():
            what = "Request"
        case MessageSent(medium=Medium.CALL):
            what = "Call"
        case MessageSent() | MessageReceived():
            what = "Message"
    match finding.action:
        case Action.BLOCK:
            return f"{what} not made" if what == "Call" else f"{what} not sent"
        case Action.HOLD:
            return f"{what} waiting for your answer"
        case _ if isinstance(activity, MessageReceived | FollowReceived):
            return f"{what} from a pupil"
        case _:
            return f"{what} went through; please note" if what == "Call" else f"{what} sent; please note"


def _reason(finding: Finding, settings: Settings) -> str:
    if finding.match is None:
        return f"We cannot check now whether this is a pupil of {settings.company} (clause {finding.clause})."
    who = {
        Standing.CURRENT: "a pupil",
        Standing.LEFT_MINOR: "a former pupil under 18",
        Standing.LEFT_ADULT: "a former pupil",
    }[finding.match.standing]
    if finding.match.family:
        return f"This is {who} of {settings.company} and close family: allowed, and written down (clause {finding.clause})."
    reasons = {
        Clause.ONE_TO_ONE: "and tutors have no one-to-one contact with pupils on social media",
        Clause.FRIENDS_AND_FOLLOWERS: "and tutors do not take pupils as friends or followers",
        Clause.PAST_PUPILS: "and contact with past pupils is not advised",
        Clause.CONTACT_RECEIVED: "and contact from pupils is reported to the safeguarding lead",
    }
    return f"This account belongs to {who} of {settings.company}, {reasons[finding.clause]} (clause {finding.clause})."


def _steps(finding: Finding, settings: Settings) -> tuple[str, ...]:
    proper = f"To reach the family, go through {settings.contact}."
    match finding.action:
        case Action.BLOCK:
            return (proper, "If this is wrong, tell your safeguarding lead.")
        case Action.HOLD:
            return ("Open the Tutor Guard status page to cancel, or to continue with a reason.",)
        case _ if finding.match and finding.match.family:
            return FAMILY_STEPS
        case _ if finding.clause is Clause.CONTACT_RECEIVED:
            return ("Please do not answer here.", proper)
        case _:
            return (proper,)


def beforehand(finding: Finding, settings: Settings) -> Notice:
    """What to say where nothing has happened yet: a conversation or a profile was opened."""
    title = "Please do not write here" if finding.action >= Action.HOLD else "Please note"
    proper = f"To reach the family, go through {settings.contact}."
    steps = FAMILY_STEPS if finding.match and finding.match.family else (proper,)
    return Notice(title, _reason(finding, settings), steps, str(finding.clause))


def cancelled(settings: Settings) -> Notice:
    """What an app is told when its request was held and then cancelled, or never answered."""
    return Notice(
        "Not sent",
        "It was held for your answer and cancelled, or not answered in time.",
        (f"To reach the family, go through {settings.contact}.",),
    )


def broken() -> Notice:
    """What an app is told when the guard itself failed, or could not read a request that matters (design 4.4)."""
    return Notice(
        "Not sent",
        "Tutor Guard could not check this request safely.",
        ("Please try again; if it stays so, look at your Tutor Guard status page.",),
    )
