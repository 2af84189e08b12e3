"""A case is sensitive; policies, training and helplines are spoken of every day."""

import pytest

from policy.clauses import Clause
from policy.drafts.draft import Draft
from policy.drafts.evidence import Evidence
from policy.drafts.sensitive import sensitive


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Had to make a safeguarding referral today", "safeguarding referral"),
        ("A SAFEGUARDING CONCERN ABOUT one of mine", "SAFEGUARDING CONCERN ABOUT"),
        ("he was referred to CAMHS", "referred to CAMHS"),
        ("she is on a child protection plan", "child protection plan"),
        ("an allegation against a tutor", "allegation against a tutor"),
        ("pupil disclosed self-harm", "disclosed self-harm"),
        ("in the middle of a custody battle", "custody battle"),
    ],
)
@pytest.mark.parametrize("account", ["personal", "official", None])
def test_a_case_is_reminded_of_on_every_account(text: str, place: str, account: str | None) -> None:
    (finding,) = sensitive(Draft(text, account=account), Evidence())
    assert (finding.clause, finding.verdict, finding.text) == (Clause.SENSITIVE, "caution", place)
    assert text[slice(*finding.span or ())] == place


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Our safeguarding policy",
            "Safeguarding training on Monday",
            "Meet our safeguarding lead",
            "safeguarding concerns us all",
        ),
        *("The salado recipe", "He disclosed the answer", "custody of the cup", "Worried about a child? Call the NSPCC"),
    ],
)
def test_what_is_said_every_day_is_not(text: str) -> None:
    assert list(sensitive(Draft(text), Evidence())) == []
