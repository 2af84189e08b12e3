"""The checks of a draft, in the order in which they speak, and the one function that runs them."""

from policy.drafts.begging import begging
from policy.drafts.company import company
from policy.drafts.contact import contact
from policy.drafts.draft import Check, Draft, DraftFinding
from policy.drafts.evidence import Evidence
from policy.drafts.hashtags.check import tags
from policy.drafts.links.check import links
from policy.drafts.names import people
from policy.drafts.pictures.check import pictures
from policy.drafts.sensitive import sensitive
from policy.drafts.tone import tone

CHECKS: tuple[Check, ...] = (
    links,
    tags,
    people,
    company,
    contact,
    tone,
    begging,
    sensitive,
    pictures,
)  # in this order where two findings start at the same place


def check(draft: Draft, evidence: Evidence) -> list[DraftFinding]:
    """Every finding of every check in order of appearance; what stands beside the text comes last."""
    found = [finding for one in CHECKS for finding in one(draft, evidence)]
    return sorted(found, key=lambda finding: finding.span or (len(draft.text), len(draft.text)))
