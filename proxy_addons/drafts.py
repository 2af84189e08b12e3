"""The draft check as this computer runs it: the shipped checks, the company's terms, today's date in London.

Kept out of the guard's start: whoever asks first waits for the fact tables, the proxy never does.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from policy.drafts.checks import check
from policy.drafts.draft import Draft, Findings
from policy.drafts.settled import evidence
from policy.settings import Settings

LONDON = ZoneInfo("Europe/London")


def findings(draft: Draft, settings: Settings = Settings()) -> Findings:  # noqa: B008 - frozen
    """What is to be said of a draft, by what the company chose, if that is known. Nothing of it is kept."""
    return Findings(tuple(check(draft, evidence(settings, today()))))


def today() -> date:
    """The day in London, by which consents and verified sites run out."""
    return datetime.now(LONDON).date()
