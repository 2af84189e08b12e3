"""Clause 5.2: friends, followers, subscribers, connections; and 5.3 for those who have left and are adults."""

from collections.abc import Iterator

from policy.activity import Activity, FollowAccepted, FollowReceived, FollowRequested, MessageSent
from policy.clauses import Clause
from policy.examples import FAMILY, LEFT_ADULT, LEFT_MINOR, PUPIL, STRANGER
from policy.rule import Known, rule
from policy.standing import Match, Standing
from policy.verdict import Action, Finding


def _action(match: Match, *, asked_by_tutor: bool) -> Action:
    if match.family:
        return Action.RECORD if asked_by_tutor else Action.ALLOW
    return Action.NOTE if match.standing is Standing.LEFT_ADULT else Action.HOLD


@rule(
    Clause.FRIENDS_AND_FOLLOWERS,
    breaks=[
        (FollowRequested(people=(PUPIL,)), Action.HOLD),
        (FollowAccepted(people=(PUPIL,)), Action.HOLD),
        (FollowAccepted(people=(STRANGER, PUPIL)), Action.HOLD),
        (FollowRequested(people=(LEFT_MINOR,)), Action.HOLD),
        (FollowAccepted(people=(LEFT_MINOR,)), Action.HOLD),
        (FollowRequested(people=(LEFT_ADULT,)), Action.NOTE),
        (FollowRequested(people=(FAMILY,)), Action.RECORD),
    ],
    keeps=[
        FollowRequested(people=(STRANGER,)),
        FollowAccepted(people=(FAMILY,)),
        FollowReceived(people=(PUPIL,)),
        MessageSent(people=(PUPIL,)),
    ],
)
def friends_and_followers(activity: Activity, known: Known) -> Iterator[Finding]:
    """A tutor does not request or accept a pupil, or an ex-pupil under 18, as a friend or follower, unless close family."""
    if not isinstance(activity, FollowRequested | FollowAccepted):
        return
    for account, match in known.pupils(activity.people):
        action = _action(match, asked_by_tutor=isinstance(activity, FollowRequested))
        if action is Action.ALLOW:
            continue
        past = match.standing is Standing.LEFT_ADULT and not match.family
        yield Finding(Clause.PAST_PUPILS if past else Clause.FRIENDS_AND_FOLLOWERS, action, account, match)
