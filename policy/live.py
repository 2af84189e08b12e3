"""Google's live lists, as a company may switch them on: what is asked of them, and what their answers say.

Off by default, for each question tells Google that somebody on this network looks at one of some hundred thousand pages.
Safe Browsing v5 is for non-commercial use; a company needs Web Risk and its own key (facts as of 2026-11: the published
references of `hashes:search` of both services; unknown words in an answer are to be ignored).
"""

import base64
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

KINDS = {
    "SOCIAL_ENGINEERING": "phishing",
    "SOCIAL_ENGINEERING_EXTENDED_COVERAGE": "phishing",
    "MALWARE": "harmful programs",
    "UNWANTED_SOFTWARE": "programs that nobody wants",
    "POTENTIALLY_HARMFUL_APPLICATION": "harmful apps",
}
ASKED_OF_WEB_RISK = ("SOCIAL_ENGINEERING", "MALWARE", "UNWANTED_SOFTWARE")
PREFIX = 4  # bytes of a hash that are sent
LONGEST, SHORTEST = 86_400.0, 60.0  # seconds for which an answer is kept, whatever it says itself


class Service(StrEnum):
    OFF = "off"
    WEB_RISK = "web-risk"
    SAFE_BROWSING = "safe-browsing"


class Live(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=False):
    """Which service is asked, and the company's key for it."""

    service: Service = Service.OFF
    key: Annotated[str, msgspec.Meta(max_length=200)] = ""

    @property
    def on(self) -> bool:
        return self.service is not Service.OFF and bool(self.key)


class Answer(msgspec.Struct, frozen=True):
    """Full hashes that are listed, each with a word for why; the answer holds for so many seconds."""

    listed: Mapping[bytes, str]
    seconds: float


class _Detail(msgspec.Struct, rename="camel"):
    threat_type: str = ""


class _FullHash(msgspec.Struct, rename="camel"):
    full_hash: str
    full_hash_details: tuple[_Detail, ...] = ()


class _SafeBrowsing(msgspec.Struct, rename="camel"):
    full_hashes: tuple[_FullHash, ...] = ()
    cache_duration: str = "300s"


class _Threat(msgspec.Struct, rename="camel"):
    hash: str
    threat_types: tuple[str, ...] = ()
    expire_time: datetime | None = None


class _WebRisk(msgspec.Struct, rename="camel"):
    threats: tuple[_Threat, ...] = ()
    negative_expire_time: datetime | None = None


def question(live: Live, prefix: bytes) -> tuple[str, list[tuple[str, str]]]:
    """Path and query of the GET about one prefix."""
    coded = base64.b64encode(prefix).decode()
    if live.service is Service.WEB_RISK:
        kinds = [("threatTypes", kind) for kind in ASKED_OF_WEB_RISK]
        return "/v1/hashes:search", [("hashPrefix", coded), *kinds, ("key", live.key)]
    return "/v5/hashes:search", [("hashPrefixes", coded), ("alt", "json"), ("key", live.key)]


def read(service: Service, raw: bytes, now: datetime) -> Answer:
    """What an answer says. Raises msgspec.MsgspecError or ValueError for what is none."""
    if service is Service.WEB_RISK:
        said = msgspec.json.decode(raw, type=_WebRisk)
        listed = {_hash(one.hash): why for one in said.threats if (why := _kind(one.threat_types))}
        ends = [one.expire_time for one in said.threats] if said.threats else [said.negative_expire_time]
        left = min(((end - now).total_seconds() for end in ends if end), default=SHORTEST)
        return Answer(listed, _bounded(left))
    found = msgspec.json.decode(raw, type=_SafeBrowsing)
    reasons = {one.full_hash: _kind(detail.threat_type for detail in one.full_hash_details) for one in found.full_hashes}
    seconds = float(found.cache_duration.removesuffix("s"))
    return Answer({_hash(coded): why for coded, why in reasons.items() if why}, _bounded(seconds))


def _kind(words: Iterable[str]) -> str:
    return next((KINDS[word] for word in words if word in KINDS), "")


def _hash(coded: str) -> bytes:
    return base64.b64decode(coded.replace("-", "+").replace("_", "/") + "=" * (-len(coded) % 4), validate=True)


def _bounded(seconds: float) -> float:
    return max(SHORTEST, min(LONGEST, seconds)) if seconds == seconds else SHORTEST  # noqa: PLR0124 - NaN is no time
