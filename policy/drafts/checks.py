"""The checks of a draft, in the order in which they speak, and the one function that runs them."""

from policy.clauses import Clause
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
    found = [finding for one in CHECKS for finding in one(draft, evidence) if not _approved(finding, draft, evidence)]
    return sorted(found, key=lambda finding: finding.span or (len(draft.text), len(draft.text)))


def _approved(finding: DraftFinding, draft: Draft, evidence: Evidence) -> bool:
    """What is private may be told on a platform that the company approved for it (6.4), to those whom it concerns."""
    return finding.clause is Clause.PRIVACY and draft.platform in evidence.company.media and draft.kind == "message"
