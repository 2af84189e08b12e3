"""Clause 5.4: contact that comes from a pupil."""

from collections.abc import Iterator

from policy.activity import Activity, FollowReceived, MessageReceived, MessageSent
from policy.clauses import Clause
from policy.examples import FAMILY, LEFT_ADULT, LEFT_MINOR, PUPIL, STRANGER
from policy.rule import Known, rule
from policy.standing import Standing
from policy.verdict import Action, Finding


@rule(
    Clause.CONTACT_RECEIVED,
    breaks=[
        (MessageReceived(people=(PUPIL,), message="mid.1"), Action.RECORD),
        (FollowReceived(people=(PUPIL,), message="request"), Action.RECORD),
        (MessageReceived(people=(LEFT_MINOR,), message="mid.2"), Action.RECORD),
    ],
    keeps=[
        MessageReceived(people=(STRANGER,), message="mid.3"),
        MessageReceived(people=(LEFT_ADULT,), message="mid.4"),
        MessageReceived(people=(FAMILY,), message="mid.5"),
        MessageSent(people=(PUPIL,)),
    ],
)
def contact_received(activity: Activity, known: Known) -> Iterator[Finding]:
    """Contact that a tutor receives from a current pupil is reported to the safeguarding lead at once."""
    if not isinstance(activity, MessageReceived | FollowReceived):
        return
    for account, match in known.pupils(activity.people):
        if not match.family and match.standing is not Standing.LEFT_ADULT:
            yield Finding(Clause.CONTACT_RECEIVED, Action.RECORD, account, match)
