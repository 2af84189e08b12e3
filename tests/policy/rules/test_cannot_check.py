"""What happens while nothing can be found out, beyond the rule's own examples."""

import pytest

from policy.activity import (
    Activity,
    FollowAccepted,
    FollowReceived,
    FollowRequested,
    MessageReceived,
    MessageRequestAccepted,
    MessageSent,
    Thread,
)
from policy.clauses import Clause
from policy.examples import NEVER_SEEN, STANDINGS, STRANGER, UNCHECKED
from policy.rule import Known
from policy.rules.cannot_check import cannot_check
from policy.settings import Settings, Unchecked
from policy.verdict import Action, Finding

THREAD = Thread("instagram", ("1",))


def judged(activity: Activity, *, unchecked: Unchecked = Unchecked.HOLD, members_unknown: bool = False) -> list[Finding]:
    known = Known(STANDINGS, UNCHECKED, members_unknown, Settings(unchecked=unchecked))
    return list(cannot_check.judge(activity, known))


@pytest.mark.parametrize(
    ("activity", "clause"),
    [
        (MessageSent(people=(NEVER_SEEN,)), Clause.ONE_TO_ONE),
        (MessageRequestAccepted(people=(NEVER_SEEN,)), Clause.ONE_TO_ONE),
        (FollowRequested(people=(NEVER_SEEN,)), Clause.FRIENDS_AND_FOLLOWERS),
        (FollowAccepted(people=(STRANGER, NEVER_SEEN)), Clause.FRIENDS_AND_FOLLOWERS),
    ],
)
def test_the_clause_is_that_of_the_act_and_the_finding_names_nobody(activity: Activity, clause: Clause) -> None:
    assert judged(activity) == [Finding(clause, Action.HOLD)]


@pytest.mark.parametrize(
    ("unchecked", "actions"),
    [(Unchecked.HOLD, [Action.HOLD]), (Unchecked.WARN, [Action.NOTE]), (Unchecked.ALLOW, [])],
)
def test_the_company_chooses_what_happens(unchecked: Unchecked, actions: list[Action]) -> None:
    assert [finding.action for finding in judged(MessageSent(people=(NEVER_SEEN,)), unchecked=unchecked)] == actions


def test_a_thread_whose_members_are_unknown_waits() -> None:
    assert judged(MessageSent(threads=(THREAD,)), members_unknown=True) == [Finding(Clause.ONE_TO_ONE, Action.HOLD)]


def test_a_group_waits_for_nobody() -> None:
    assert judged(MessageSent(people=(STRANGER, NEVER_SEEN))) == []
    assert judged(MessageRequestAccepted(people=(STRANGER, NEVER_SEEN))) == []


def test_what_was_received_is_never_held() -> None:
    for activity in (MessageReceived(people=(NEVER_SEEN,)), FollowReceived(people=(NEVER_SEEN,))):
        assert judged(activity, members_unknown=True) == []
