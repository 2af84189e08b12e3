"""From what the company set, as it stands in the signed bundle, to the evidence that the checks of a draft read."""

from datetime import date
from functools import lru_cache

from policy.drafts.evidence import Company, Evidence, Refusal, Verified
from policy.drafts.hashtags.judgement import Tags
from policy.drafts.hashtags.letters import key
from policy.register import ApprovedPicture, Declined
from policy.settings import Drafts, Settings


def evidence(settings: Settings, today: date | None = None) -> Evidence:
    """The evidence on this device; nothing is known of people, who are looked up one draft at a time."""
    return Evidence(
        verified={site.host: Verified(site.by, site.on, site.until) for site in settings.register.sites},
        declined={_asked(one): Refusal(one.on, one.why) for one in settings.register.declined},
        today=today,
        company=_company(settings.drafts),
    )


def _asked(one: Declined) -> str:
    return one.value if one.kind == "link" else f"#{one.value}"


@lru_cache(maxsize=4)
def _company(drafts: Drafts) -> Company:
    """The same for draft after draft, so that what is made ready for it is made once."""
    approved = tuple(dict.fromkeys(map(key, drafts.approved_tags)))
    tags = Tags(approved, frozenset(map(key, drafts.banned_tags)))
    return Company(drafts.names, drafts.confidential, tags, drafts.media)


def logos(settings: Settings) -> tuple[int, ...]:
    """The fingerprints of the company's logo, from the settings and from the media register."""
    registered = (picture.mark for picture in settings.register.pictures if picture.logo)
    return tuple(int(mark, 16) for mark in dict.fromkeys((*settings.drafts.logos, *registered)))


def approved(settings: Settings, today: date) -> tuple[ApprovedPicture, ...]:
    """The pictures that may be published on that day."""
    pictures = (picture for picture in settings.register.pictures if not picture.logo)
    return tuple(picture for picture in pictures if picture.until is None or today <= picture.until)
