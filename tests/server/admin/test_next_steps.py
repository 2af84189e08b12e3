"""A DSL always finds what to do next."""

import pytest

from policy.clauses import Clause
from policy.incident import Outcome
from policy.standing import Standing
from server.admin.next_steps import HARM, WRONG, next_steps
from server.store.incidents import Incident


def incident(clause, outcome):
    return Incident(
        id="1", clause=clause.value, platform="instagram", act="message", action=40, outcome=outcome.value,
        standing=Standing.CURRENT.value, pupil="P1", tutor="T1", device="d", count=1, first_at=1, at=1, received_at=1,
    )  # fmt: skip


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("clause", Clause)
def test_every_incident_has_steps_and_ends_with_harm(clause, outcome):
    steps = next_steps(incident(clause, outcome))
    assert len(steps) >= 3
    assert steps[-1] == HARM


def test_contact_from_a_pupil_blames_nobody():
    steps = next_steps(incident(Clause.CONTACT_RECEIVED, Outcome.RECORDED))
    assert "came from the pupil" in steps[0]
    assert WRONG not in steps
