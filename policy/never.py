"""Hosts that are never guarded, whoever asks for it: mail, banks, health, unions, government, and whole registries.

The office refuses them when somebody configures them, the device when it decides what to open, and the device's CA
cannot sign for them. The list is a fact table (facts/never_hosts.csv); a row covers every sub-domain of its host.
"""

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from policy.hosts import canonical, upwards

if TYPE_CHECKING:
    from tldextract import TLDExtract

MAIL_LABELS = frozenset(
    ("autodiscover", "exchange", "imap", "mail", "outlook", "owa", "pop", "pop3", "roundcube", "smtp", "webmail", "zimbra")
)
WORDS = {
    "bank": "a bank or another place for money",
    "government": "government",
    "health": "health",
    "mail": "mail",
    "police": "police",
    "union": "a union or an adviser of employees",
}


def listed(host: str) -> str:
    """Why a host, in canonical form, is on the list, in a few words; "" for one that isn't."""
    if host.partition(".")[0] in MAIL_LABELS:
        return f"{WORDS['mail']} is never watched"
    kind = next((kind for name in upwards(host) if (kind := _table().get(name))), "")
    return f"{WORDS[kind]} is never watched" if kind else ""


def refused(host: str) -> str:
    """Why a host may not be guarded or configured, for a person to read; "" for one that may."""
    name = canonical(host)
    if not name:
        return "not the name of a host"
    return listed(name) or _registry(name)


def hosts() -> frozenset[str]:
    """The hosts of the list itself, each with everything below it."""
    return frozenset(_table())


@cache
def _suffixes() -> "TLDExtract":
    from tldextract import TLDExtract  # noqa: PLC0415 - 0.2 s, needed only where a company has servers of its own

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)  # the bundled list, no network


@cache
def _table() -> dict[str, str]:
    table = files("policy.facts").joinpath("never_hosts.csv").read_text(encoding="utf-8")
    return {row["host"]: row["kind"] for row in csv.DictReader(table.splitlines())}


def _registry(host: str) -> str:
    """A public suffix is nobody's own: guarding it would open every site below it, and every government's is off limits."""
    parts = _suffixes()(host)
    if parts.suffix and not parts.domain:
        return "a whole registry, not a host"
    if {"gov", "gob", "gouv", "govt", "mil"} & set(parts.suffix.split(".")):
        return f"{WORDS['government']} is never watched"
    return ""
