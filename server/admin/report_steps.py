"""What to do next about a tutor's report: plain steps by kind, and the way outside. Nothing here decides anything."""

from policy.report import OUTSIDE, Kind, Route
from server.admin.next_steps import HARM, RECEIVED
from server.store.reports import Reported

BY_KIND: dict[str, tuple[str, ...]] = {
    Kind.CONTACT: RECEIVED,
    Kind.CONCERN: (
        "Speak to whoever reported it today, and write down what was seen and heard, in their words.",
        "Do not question a child or the person it is about; that is for the LADO or the police to decide.",
    ),
    Kind.ACCOUNT: (
        "Look at the account. If it passes itself off as the company's, ask the platform to remove it.",
        "Tell families where the real accounts are.",
        "If it is the company's after all, enter it in the register of official accounts.",
    ),
    Kind.OTHER: ("Speak to whoever reported it, and write down what was agreed.",),
}
ABOUT_US = "It is about somebody who would read reports like this. Do not speak to that person about it."


def report_steps(report: Reported) -> tuple[str, ...]:
    """The steps in the order in which to take them."""
    steps = BY_KIND.get(report.kind, BY_KIND[Kind.OTHER])
    if report.route == Route.DSL:
        return (*steps, HARM)
    outside = "; ".join(f"{contact.who}: {contact.how.rstrip('.')}" for contact in OUTSIDE)
    return (ABOUT_US, *steps, HARM, f"If you are in doubt, turn to somebody outside. {outside}.")
