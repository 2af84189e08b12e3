"""What threat packs say of a link: on which list it stands, of which day; and what it is worth that it stands on none.

A listed address is a danger however old the list is: sites seldom become honest, and nobody has looked since. Age weighs
on the other side: on none of today's lists is a small comfort, on none of last year's is none.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from policy.drafts.evidence import Evidence
from policy.drafts.links import facts
from policy.drafts.links.address import Address
from policy.drafts.links.hashes import hashes
from policy.drafts.links.verdict import Remark, caution, danger
from policy.hosts import upwards
from policy.packs.lists import Category, Listing
from policy.packs.pack import Pack

FRESH = 14  # days: feeds replace some hundred entries a day, so that a month later much is missing
HARMFUL = {
    Category.PHISHING: "of phishing pages",
    Category.MALWARE: "of pages that spread harmful programs",
    Category.SCAM: "of scams",
    Category.BADWARE: "of pages with programs that nobody wants",
}
DOUBTFUL = {
    Category.ADULT: "of sites for adults",
    Category.GAMBLING: "of gambling sites",
    Category.DATING: "of dating sites",
    Category.DRUGS: "of sites about drugs",
    Category.HATE: "of sites that spread hatred",
    Category.PIRACY: "of sites with copied films and programs",
    Category.ANONYMOUS: "of anonymous sites, which pupils may not use (7.2)",
    Category.SHORTENER: "of link shorteners: it cannot be verified; open it and use the address that it leads to",
}


def remarks(address: Address, evidence: Evidence) -> Iterator[Remark]:
    """One remark for each list on which the address stands."""
    for pack in evidence.packs:
        for listing in pack.listed(address):
            kind = listing.on.category
            if kind in HARMFUL:
                yield danger(_said(listing, HARMFUL[kind], evidence.today))
            elif not any(name in facts.table("places") for name in upwards(address.host)):  # those were spoken of already
                yield caution(_said(listing, DOUBTFUL[kind], evidence.today))


def confirmed(address: Address, evidence: Evidence) -> Iterator[Remark]:
    """What a live list says, where the company has one asked."""
    if evidence.confirmed:
        reasons = (evidence.confirmed.get(full) for full in hashes(address))
        yield from (danger(f"A live list has this page or its site, for {why}.") for why in dict.fromkeys(reasons) if why)


def comfort(evidence: Evidence) -> str:
    """What it says of an address that no list has it; "" where there are no lists, or the day is not known."""
    return _comfort(evidence.packs, evidence.today) if evidence.packs and evidence.today else ""


@lru_cache(maxsize=1)  # so that no pack is kept open for long after a newer one came
def _comfort(packs: tuple[Pack, ...], today: date) -> str:
    """The same for every link of a day."""
    dates = [one.as_of for pack in packs for one in pack.lists if one.category in HARMFUL and one.as_of]
    if not dates:
        return ""
    newest = max(dates)
    age = (today - newest).days
    if age <= FRESH:
        return f"No list of harmful pages has it; the newest is of {_day(newest)}."
    return f"No list of harmful pages has it, but the newest is of {_day(newest)}, {age} days old, so that says little."


def _said(listing: Listing, what: str, today: date | None) -> str:
    subject = "This very page" if listing.page else "This site"
    of = f"{listing.on.name}, {_day(listing.on.as_of) if listing.on.as_of else 'date unknown'}"
    return f"{subject} is on a list {what} ({of}{_age(listing.on.as_of, today)})."


def _age(as_of: date | None, today: date | None) -> str:
    days = (today - as_of).days if as_of and today else 0
    return f"; the list is {days} days old" if days > FRESH else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
