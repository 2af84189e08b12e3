"""Who vouches for a site: the company's register of verified sites, registries that register only one kind of body, and
the sites that the policy names. Popularity vouches for nothing: it only makes a strange-looking name less strange.
"""

from functools import cache

from policy.drafts.evidence import Evidence
from policy.drafts.links import facts
from policy.hosts import upwards

RESTRICTED = "restricted"


def vouched(host: str, evidence: Evidence) -> str:
    """Why the site counts as reputable, as a sentence; "" if nobody vouches for it."""
    for name in upwards(host) if evidence.verified else ():
        verified = evidence.verified.get(name)
        if verified and evidence.today and verified.on <= evidence.today <= verified.until:
            return f"{verified.by} verified {name} on {verified.on:%d %B %Y}, until {verified.until:%d %B %Y}."
    return next((sentence for name in upwards(host) if (sentence := _listed(name))), "")


def unvouched(host: str, evidence: Evidence) -> str:
    """What is said of a site for which nobody vouches."""
    for name in upwards(host) if evidence.declined else ():
        if refusal := evidence.declined.get(name):
            return f"The office was asked about {name} and decided on {refusal.on:%d %B %Y} not to verify it{refusal.because}"
    return "Nobody has verified this site yet."


def known(host: str, hosting: str) -> bool:
    """Is it a well-known site, or part of one, so that the look of its name says nothing?

    A well-known place where anybody can publish (`hosting`) says nothing of what is published there; one that only shows other
    sites (`bbc-co-uk.translate.goog`) has their names in its own.
    """
    names = _well_known()
    place = facts.table("places").get(hosting)
    return bool(place and place.kind == "wrapper") or any(name in names for name in upwards(host) if len(name) > len(hosting))


@cache
def _well_known() -> frozenset[str]:
    return facts.owners().union(facts.table("trusted"), facts.table("known"), facts.table("places"))


def _listed(name: str) -> str:
    row = facts.table("trusted").get(name)
    if row is None:
        return ""
    if row.kind == RESTRICTED:
        return f"Names under {name} are given only to {row.note}."
    return f"{name} belongs to {row.note}."
