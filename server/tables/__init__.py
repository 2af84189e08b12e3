"""The office's tables, one schema object for queries, migrations and tests.

Moments are Unix seconds, days are dates; kinds and states are words, not database enums, so that a new one needs no
migration. A column with `sealed=True` in its info holds only what server/vault.py sealed: names, handles, ids, dates of
birth, reasons and keys never stand in the database in clear. The rows' own keys are therefore no identifiers either:
`pupils.ref` is the company's reference, everything else is random.
"""

from server.tables.columns import metadata
from server.tables.contact import devices, enrolment_codes, events, health, incidents, log, lookups
from server.tables.office import admins, api_tokens, bundles, epochs, meta, sessions, settings
from server.tables.posts import asks, consents, fakes, official_accounts, pictures, sites
from server.tables.registry import accounts, exemptions, names, pseudonyms, pupils, reviews, tutors
from server.tables.reports import reports

__all__ = [
    "accounts",
    "admins",
    "api_tokens",
    "asks",
    "bundles",
    "consents",
    "devices",
    "enrolment_codes",
    "epochs",
    "events",
    "exemptions",
    "fakes",
    "health",
    "incidents",
    "log",
    "lookups",
    "meta",
    "metadata",
    "names",
    "official_accounts",
    "pictures",
    "pseudonyms",
    "pupils",
    "reports",
    "reviews",
    "sessions",
    "settings",
    "sites",
    "tutors",
]
