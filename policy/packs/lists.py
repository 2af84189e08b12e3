"""What a pack says of each of its lists, and of an address that stands on one."""

from datetime import date
from enum import StrEnum

import msgspec


class Category(StrEnum):
    """Why somebody put an address on a list."""

    PHISHING = "phishing"
    MALWARE = "malware"
    SCAM = "scam"
    BADWARE = "badware"
    ADULT = "adult"
    GAMBLING = "gambling"
    DATING = "dating"
    DRUGS = "drugs"
    HATE = "hate"
    PIRACY = "piracy"
    ANONYMOUS = "anonymous"
    SHORTENER = "shortener"


class ThreatList(msgspec.Struct, frozen=True, array_like=True):
    """One list of a pack. `as_of` is None where the source does not say; `hosts`, `pages`: how many entries of each kind."""

    name: str
    category: Category
    source: str
    licence: str
    as_of: date | None
    hosts: int = 0
    pages: int = 0


class Listing(msgspec.Struct, frozen=True):
    """An address stands on this list. `page`: this very address and not its whole host."""

    on: ThreatList
    page: bool
