"""Clause 5.1: one-to-one contact with a pupil, and its neighbours: former pupils (5.3), groups, family."""

from collections.abc import Iterator

from policy.activity import Activity, FollowRequested, Medium, MessageReceived, MessageRequestAccepted, MessageSent
from policy.clauses import Clause
from policy.examples import FAMILY, LEFT_ADULT, LEFT_MINOR, OTHER_PUPIL, PUPIL, STRANGER, THREAD
from policy.rule import Known, rule
from policy.settings import LeftMinorMessage
from policy.standing import Match, Standing
from policy.verdict import Action, Finding


def _alone(match: Match, known: Known) -> Action:
    if match.family:
        return Action.RECORD
    match match.standing:
        case Standing.CURRENT:
            return Action.BLOCK
        case Standing.LEFT_MINOR:
            strict = known.settings.left_minor_message is LeftMinorMessage.BLOCK
            return Action.BLOCK if strict else Action.HOLD
        case Standing.LEFT_ADULT:
            return Action.NOTE


def _together(match: Match) -> Action:
    if match.family or match.standing is Standing.LEFT_ADULT:
        return Action.ALLOW
    return Action.RECORD


@rule(
    Clause.ONE_TO_ONE,
    breaks=[
        (MessageSent(people=(PUPIL,)), Action.BLOCK),
        (MessageSent(people=(PUPIL,), threads=(THREAD,), medium=Medium.CALL), Action.BLOCK),
        (MessageSent(people=(STRANGER, PUPIL), apart=True), Action.BLOCK),
        (MessageRequestAccepted(people=(PUPIL,)), Action.BLOCK),
        (MessageSent(people=(LEFT_MINOR,)), Action.HOLD),
        (MessageSent(people=(LEFT_ADULT,)), Action.NOTE),
        (MessageSent(people=(FAMILY,)), Action.RECORD),
        (MessageSent(people=(PUPIL, STRANGER)), Action.RECORD),
        (MessageSent(people=(PUPIL, OTHER_PUPIL)), Action.RECORD),
    ],
    keeps=[
        MessageSent(people=(STRANGER,)),
        MessageSent(people=(LEFT_ADULT, STRANGER)),
        MessageSent(people=(FAMILY, STRANGER)),
        FollowRequested(people=(PUPIL,)),
        MessageReceived(people=(PUPIL,)),
    ],
)
def one_to_one(activity: Activity, known: Known) -> Iterator[Finding]:
    """A tutor has no one-to-one communication with a pupil on any social medium, the learning platform's chat included."""
    if not isinstance(activity, MessageSent | MessageRequestAccepted):
        return
    apart = isinstance(activity, MessageSent) and activity.apart
    alone = apart or len(activity.people) == 1
    for account, match in known.pupils(activity.people):
        action = _alone(match, known) if alone else _together(match)
        if action is Action.ALLOW:
            continue
        past = match.standing is Standing.LEFT_ADULT and not match.family
        clause = Clause.PAST_PUPILS if past else Clause.ONE_TO_ONE
        yield Finding(clause, action, account, match, once_per_thread=not alone)
