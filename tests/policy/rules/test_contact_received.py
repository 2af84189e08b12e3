"""Clause 5.4 beyond the rule's own examples."""

import pytest

from policy.account import Account
from policy.activity import FollowReceived, MessageReceived
from policy.clauses import Clause
from policy.examples import FAMILY, LEFT_ADULT, LEFT_MINOR, PUPIL, STANDINGS, STRANGER
from policy.rule import Known
from policy.rules.contact_received import contact_received
from policy.verdict import Action, Finding

KNOWN = Known(STANDINGS)


@pytest.mark.parametrize("kind", [MessageReceived, FollowReceived])
@pytest.mark.parametrize("person", [PUPIL, LEFT_MINOR])
def test_contact_from_a_pupil_is_written_down_every_time(kind: type[MessageReceived | FollowReceived], person: Account) -> None:
    found = list(contact_received.judge(kind(people=(person,), message="1", at=1.0), KNOWN))
    assert found == [Finding(Clause.CONTACT_RECEIVED, Action.RECORD, person, STANDINGS[person])]
    assert not found[0].once_per_thread


@pytest.mark.parametrize("kind", [MessageReceived, FollowReceived])
@pytest.mark.parametrize("person", [LEFT_ADULT, FAMILY, STRANGER])
def test_contact_from_anybody_else_is_not(kind: type[MessageReceived | FollowReceived], person: Account) -> None:
    assert list(contact_received.judge(kind(people=(person,), message="1"), KNOWN)) == []
