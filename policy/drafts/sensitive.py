"""Matters that are no business of a social site: a reminder where a draft speaks of a child's case (6.1).

The policy only informs here, so this is a caution and never more. Policies, training and helplines are spoken of every day and
stay so; what counts is a case: a referral, an allegation, a plan, somebody's disclosure.
"""

import re
from collections.abc import Iterator

from policy.clauses import Clause
from policy.drafts.draft import Draft, DraftFinding
from policy.drafts.evidence import Evidence
from policy.drafts.example import on

KEYS = ("safeguarding", "child protection", "social services", "camhs", "lado", "disclosed", "allegation", "custody")
CASE = re.compile(
    r"\b(?:(?:safeguarding|child protection|social services|CAMHS|LADO)[ -]"
    r"(?:referrals?|allegations?|disclosures?|incidents?|investigations?|enquir(?:y|ies)|cases?|plan|conference"
    r"|concerns? (?:about|regarding|over|with))"
    r"|(?:referred|reported|known) to (?:safeguarding|child protection|social services|CAMHS|the LADO)"
    r"|disclosed (?:\w{1,12} )?(?:abuse|neglect|self[ -]harm)"
    r"|allegations? (?:against|about) (?:a|the|one|our|my|his|her|another) (?:tutor|teacher|pupil|student|child|parent)"
    r"|custody (?:battle|case|hearing|dispute))\b",
    re.IGNORECASE,
)
REASON = "Social sites are no safe place for sensitive matters. Speak to the safeguarding lead, or use the company's own way."


def sensitive(draft: Draft, _evidence: Evidence) -> Iterator[DraftFinding]:
    """A child's case is not discussed on a social site."""
    lowered = draft.text.lower()
    if any(key in lowered for key in KEYS):
        for match in CASE.finditer(draft.text):
            yield DraftFinding(Clause.SENSITIVE, "sensitive", "caution", match[0], match.span(), (REASON,))


FACTS = ()
EXAMPLES = (
    on("personal", "Busy day, a safeguarding referral again", (Clause.SENSITIVE, "caution", "safeguarding referral")),
    on("personal", "She disclosed abuse to me", (Clause.SENSITIVE, "caution", "disclosed abuse")),
    on("official", "Our safeguarding policy is on our site"),
    on("official", "All our tutors had safeguarding training; worried? Call Childline"),
)
