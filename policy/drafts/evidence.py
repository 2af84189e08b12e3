"""What a check may know beyond the draft itself: what the company decided, and which day it is.

Everything has a default, so that drafts can be checked without enrolment: then the shipped facts alone speak.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from policy.drafts.hashtags.judgement import Tags
from policy.packs.pack import Pack


class Verified(msgspec.Struct, frozen=True):
    """A site that somebody of the company has looked at and called reputable (4.2.7): who, when, until when."""

    by: str
    on: date
    until: date


class Refusal(msgspec.Struct, frozen=True):
    """The office was asked to verify something and did not: when, and why in its own words, if it gave any."""

    on: date
    why: str = ""

    @property
    def because(self) -> str:
        """The end of a sentence: the reason, if there is one."""
        reason = self.why.strip().rstrip(".")
        return f": {reason}." if reason else "."


class Person(msgspec.Struct, frozen=True):
    """Somebody whose name was looked up blindly and found. full_name: consent to publish first and last name was given."""

    role: Literal["pupil", "parent", "staff"]
    full_name: bool = False


class Company(msgspec.Struct, frozen=True):
    """What the company calls itself (its sites included), what it keeps to itself, what it decided about hashtags, and the
    platforms that it approved for what is private (6.4).
    """

    names: tuple[str, ...] = ()
    confidential: tuple[str, ...] = ()
    tags: Tags = Tags()
    media: tuple[str, ...] = ()


class Evidence(msgspec.Struct, frozen=True):
    """verified: hosts of the company's register, sub-domains included. today: None when the caller has no date, and then
    nothing that runs out is believed. people: who stands behind the names of a draft (`name:…`), of those asked about.
    declined: hosts, and hashtags with their sign, that the office declined. packs: lists of harmful addresses.
    confirmed: SHA-256 of what a live list has of this draft's links (links/hashes.py), with a word for why.
    """

    verified: Mapping[str, Verified] = {}
    today: date | None = None
    company: Company = Company()
    people: Mapping[str, Person] = {}
    declined: Mapping[str, Refusal] = {}
    packs: tuple[Pack, ...] = ()
    confirmed: Mapping[bytes, str] = {}
