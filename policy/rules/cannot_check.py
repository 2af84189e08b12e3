"""What to do about somebody of whom nothing can be found out now: design 4.4, the row "server unreachable"."""

from collections.abc import Iterator, Mapping

from policy.activity import Activity, FollowAccepted, FollowRequested, MessageReceived, MessageRequestAccepted, MessageSent
from policy.clauses import Clause
from policy.examples import NEVER_SEEN, PUPIL, STRANGER
from policy.rule import Known, rule
from policy.settings import Unchecked
from policy.verdict import Action, Finding

ACTIONS: Mapping[Unchecked, Action] = {
    Unchecked.HOLD: Action.HOLD,
    Unchecked.WARN: Action.NOTE,
    Unchecked.ALLOW: Action.ALLOW,
}


@rule(
    Clause.ONE_TO_ONE,
    breaks=[
        (MessageSent(people=(NEVER_SEEN,)), Action.HOLD),
        (MessageSent(people=(STRANGER, NEVER_SEEN), apart=True), Action.HOLD),
        (MessageRequestAccepted(people=(NEVER_SEEN,)), Action.HOLD),
        (FollowRequested(people=(NEVER_SEEN,)), Action.HOLD),
    ],
    keeps=[
        MessageSent(people=(STRANGER,)),
        MessageSent(people=(STRANGER, NEVER_SEEN)),  # a group: the worst that could come out is a record
        MessageSent(people=(PUPIL,)),
        MessageReceived(people=(NEVER_SEEN,)),
    ],
)
def cannot_check(activity: Activity, known: Known) -> Iterator[Finding]:
    """Whoever cannot be checked now is not written to or followed unless the tutor knows them and says why."""
    match activity:
        case MessageSent() | MessageRequestAccepted():
            clause = Clause.ONE_TO_ONE
            group = len(activity.people) > 1 and not (isinstance(activity, MessageSent) and activity.apart)
        case FollowRequested() | FollowAccepted():
            clause, group = Clause.FRIENDS_AND_FOLLOWERS, False
        case _:
            return
    doubtful = known.members_unknown or (not group and any(account in known.unchecked for account in activity.people))
    action = ACTIONS[known.settings.unchecked]
    if doubtful and action is not Action.ALLOW:
        yield Finding(clause, action)
