from collections.abc import Iterator

from policy.activity import Activity, FollowRequested, MessageSent
from policy.clauses import Clause
from policy.examples import NEVER_SEEN, PUPIL, STANDINGS, STRANGER
from policy.rule import Known, rule
from policy.verdict import Action, Finding


@rule(Clause.ONE_TO_ONE, breaks=[(MessageSent(people=(PUPIL,)), Action.NOTE)], keeps=[FollowRequested(people=(PUPIL,))])
def greet(activity: Activity, known: Known) -> Iterator[Finding]:
    """Nobody greets a pupil."""
    for account, match in known.pupils(activity.people):
        yield Finding(Clause.ONE_TO_ONE, Action.NOTE, account, match)


def test_a_function_becomes_a_rule_with_its_examples_and_its_sentence() -> None:
    assert greet.clause is Clause.ONE_TO_ONE
    assert greet.sentence == "Nobody greets a pupil."
    assert greet.breaks == ((MessageSent(people=(PUPIL,)), Action.NOTE),)
    assert greet.keeps == (FollowRequested(people=(PUPIL,)),)


def test_a_rule_sees_the_pupils_among_the_people_in_their_order() -> None:
    known = Known(STANDINGS)
    assert list(known.pupils((STRANGER, PUPIL, NEVER_SEEN))) == [(PUPIL, STANDINGS[PUPIL])]
    assert list(known.pupils(())) == []
