"""Clause 5.1 beyond the rule's own examples: the decision table of the design, row by row."""

import pytest

from policy.activity import Medium, MessageRequestAccepted, MessageSent
from policy.clauses import Clause
from policy.examples import FAMILY, LEFT_ADULT, LEFT_MINOR, OTHER_PUPIL, PUPIL, STANDINGS, STRANGER
from policy.rule import Known
from policy.rules.one_to_one import one_to_one
from policy.settings import LeftMinorMessage, Settings
from policy.verdict import Action, Finding

KNOWN = Known(STANDINGS)
STRICT = Known(STANDINGS, settings=Settings(left_minor_message=LeftMinorMessage.BLOCK))


def judged(activity: MessageSent | MessageRequestAccepted, known: Known = KNOWN) -> list[Finding]:
    return list(one_to_one.judge(activity, known))


@pytest.mark.parametrize("medium", Medium)
def test_no_medium_makes_a_message_to_one_pupil_pass(medium: Medium) -> None:
    (finding,) = judged(MessageSent(people=(PUPIL,), medium=medium))
    assert finding == Finding(Clause.ONE_TO_ONE, Action.BLOCK, PUPIL, STANDINGS[PUPIL])


def test_a_message_to_a_former_pupil_under_18_is_held_or_blocked_as_the_company_chooses() -> None:
    message = MessageSent(people=(LEFT_MINOR,))
    assert [finding.action for finding in judged(message)] == [Action.HOLD]
    assert [finding.action for finding in judged(message, STRICT)] == [Action.BLOCK]
    assert [finding.action for finding in judged(MessageRequestAccepted(people=(LEFT_MINOR,)), STRICT)] == [Action.BLOCK]


def test_a_former_pupil_of_age_is_a_matter_of_advice() -> None:
    (finding,) = judged(MessageSent(people=(LEFT_ADULT,)))
    assert (finding.clause, finding.action) == (Clause.PAST_PUPILS, Action.NOTE)


def test_family_passes_and_is_written_down() -> None:
    (finding,) = judged(MessageSent(people=(FAMILY,)))
    assert (finding.clause, finding.action) == (Clause.ONE_TO_ONE, Action.RECORD)


@pytest.mark.parametrize("other", [STRANGER, OTHER_PUPIL, LEFT_MINOR, FAMILY])
def test_a_group_is_written_down_once_a_thread(other: object) -> None:
    findings = judged(MessageSent(people=(PUPIL, other)))  # type: ignore[arg-type]
    assert {finding.action for finding in findings} == {Action.RECORD}
    assert all(finding.once_per_thread for finding in findings)
    assert PUPIL in {finding.subject for finding in findings}


def test_a_group_with_a_former_pupil_of_age_or_family_is_nobody_s_business() -> None:
    assert judged(MessageSent(people=(LEFT_ADULT, STRANGER))) == []
    assert judged(MessageSent(people=(FAMILY, STRANGER))) == []


def test_copies_to_many_are_as_many_single_messages() -> None:
    findings = judged(MessageSent(people=(STRANGER, PUPIL, LEFT_MINOR), apart=True))
    assert [(finding.subject, finding.action) for finding in findings] == [(PUPIL, Action.BLOCK), (LEFT_MINOR, Action.HOLD)]
    assert not any(finding.once_per_thread for finding in findings)


def test_an_accepted_request_from_two_is_a_group() -> None:
    (finding,) = judged(MessageRequestAccepted(people=(PUPIL, STRANGER)))
    assert (finding.action, finding.once_per_thread) == (Action.RECORD, True)


def test_a_message_to_nobody_is_nothing() -> None:
    assert judged(MessageSent()) == []
