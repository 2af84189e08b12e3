"""Clause 5.2 beyond the rule's own examples: the decision table of the design, row by row."""

import pytest

from policy.account import Account
from policy.activity import FollowAccepted, FollowRequested
from policy.clauses import Clause
from policy.examples import FAMILY, LEFT_ADULT, LEFT_MINOR, PUPIL, STANDINGS, STRANGER
from policy.rule import Known
from policy.rules.friends_and_followers import friends_and_followers
from policy.verdict import Action, Finding

KNOWN = Known(STANDINGS)


def judged(activity: FollowRequested | FollowAccepted) -> list[Finding]:
    return list(friends_and_followers.judge(activity, KNOWN))


@pytest.mark.parametrize("kind", [FollowRequested, FollowAccepted])
@pytest.mark.parametrize("person", [PUPIL, LEFT_MINOR])
def test_a_pupil_or_former_pupil_under_18_waits_for_an_answer(
    kind: type[FollowRequested | FollowAccepted], person: Account
) -> None:
    assert judged(kind(people=(person,))) == [Finding(Clause.FRIENDS_AND_FOLLOWERS, Action.HOLD, person, STANDINGS[person])]


@pytest.mark.parametrize("kind", [FollowRequested, FollowAccepted])
def test_a_former_pupil_of_age_is_a_matter_of_advice(kind: type[FollowRequested | FollowAccepted]) -> None:
    (finding,) = judged(kind(people=(LEFT_ADULT,)))
    assert (finding.clause, finding.action) == (Clause.PAST_PUPILS, Action.NOTE)


def test_asking_family_is_written_down_and_accepting_is_not() -> None:
    assert [finding.action for finding in judged(FollowRequested(people=(FAMILY,)))] == [Action.RECORD]
    assert judged(FollowAccepted(people=(FAMILY,))) == []


def test_accepting_all_finds_every_pupil_among_them() -> None:
    findings = judged(FollowAccepted(people=(STRANGER, PUPIL, FAMILY, LEFT_MINOR)))
    assert [finding.subject for finding in findings] == [PUPIL, LEFT_MINOR]
