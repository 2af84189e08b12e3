"""What a DSL does next about an incident: plain steps by clause and outcome. Nothing here decides or sanctions anything."""

from policy.clauses import Clause
from policy.incident import Outcome
from server.store.incidents import Incident

HARM = (
    "If a child may be at risk of harm, do not wait: follow your safeguarding policy and tell the LADO within one working day."
)
WRONG = "If this is not the pupil, ask the registrar to correct the account."

BY_OUTCOME = {
    Outcome.BLOCKED: (
        "Nothing reached the pupil. Ask the tutor what it was about, and show the proper way to reach the family.",
        "Many attempts, or attempts in several ways, deserve a conversation soon.",
    ),
    Outcome.CONTINUED: (
        "The tutor was asked and went on, with the reason above. Decide whether the reason holds.",
        "If it is close family, an exemption saves the question next time.",
    ),
    Outcome.RECORDED: ("It was not stopped, because the policy only asks for a record here.",),
    Outcome.RECOGNISED_LATE: (
        "It had passed before it was known that this is a pupil. Ask the tutor to undo it where that is possible.",
    ),
}
RECEIVED = (
    "The contact came from the pupil; the tutor was asked not to answer and to report it.",
    "Thank the tutor for reporting, and ask for anything that you need to see: no text is kept here.",
    "Speak to the family, so that the pupil knows the proper way to reach the tutor.",
)


def next_steps(incident: Incident) -> tuple[str, ...]:
    """The steps in the order in which to take them."""
    if incident.clause == Clause.CONTACT_RECEIVED:
        return (*RECEIVED, HARM)
    return (*BY_OUTCOME.get(Outcome(incident.outcome), ()), WRONG, HARM)
