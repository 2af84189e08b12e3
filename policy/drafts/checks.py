"""The checks of a draft, in the order in which they speak, and the one function that runs them."""

from policy.drafts.draft import Check, Draft, DraftFinding
from policy.drafts.evidence import Evidence
from policy.drafts.links.check import links

CHECKS: tuple[Check, ...] = (links,)  # in this order where two findings start at the same place


def check(draft: Draft, evidence: Evidence) -> list[DraftFinding]:
    """Every finding of every check in order of appearance; what stands beside the text comes last."""
    found = [finding for one in CHECKS for finding in one(draft, evidence)]
    return sorted(found, key=lambda finding: finding.span or (len(draft.text), len(draft.text)))
