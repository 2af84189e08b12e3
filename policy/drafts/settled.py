"""From what the company set, as it stands in the signed bundle, to the evidence that the checks of a draft read."""

from datetime import date

from policy.drafts.evidence import Company, Evidence
from policy.drafts.hashtags.judgement import Tags
from policy.drafts.hashtags.letters import key
from policy.settings import Settings


def evidence(settings: Settings, today: date | None = None) -> Evidence:
    """The evidence on this device; nothing is known of people, who are looked up one draft at a time."""
    drafts = settings.drafts
    approved = tuple(dict.fromkeys(map(key, drafts.approved_tags)))
    tags = Tags(approved, frozenset(map(key, drafts.banned_tags)))
    return Evidence(today=today, company=Company(drafts.names, drafts.confidential, tags))


def logos(settings: Settings) -> tuple[int, ...]:
    """The fingerprints of the company's logo."""
    return tuple(int(logo, 16) for logo in settings.drafts.logos)
