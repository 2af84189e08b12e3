"""The draft check as this computer runs it: the shipped checks, the company's terms, today's date in London.

Kept out of the guard's start: whoever asks first waits for the fact tables, the proxy never does.
"""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from policy.drafts.checks import check
from policy.drafts.draft import Draft, Findings
from policy.drafts.evidence import Person
from policy.drafts.settled import evidence
from policy.packs.pack import Pack
from policy.settings import Settings

LONDON = ZoneInfo("Europe/London")
NOBODY: Mapping[str, Person] = {}
NOTHING: Mapping[bytes, str] = {}


def findings(
    draft: Draft,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    packs: tuple[Pack, ...] = (),
    people: Mapping[str, Person] = NOBODY,
    confirmed: Mapping[bytes, str] = NOTHING,
) -> Findings:
    """What is to be said of a draft, by what the company chose, if that is known. Nothing of it is kept."""
    known = msgspec.structs.replace(evidence(settings, today()), packs=packs, people=people, confirmed=confirmed)
    return Findings(tuple(check(draft, known)))


def today() -> date:
    """The day in London, by which consents and verified sites run out."""
    return datetime.now(LONDON).date()
