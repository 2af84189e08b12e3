"""What may never stand in a pack, whoever lists it: public suffixes, hosts of the never-list, sites that are vouched for.

A list can be wrong, or read wrongly; on these hosts a mistake would brand half a country's sites, or a bank, the health
service, a helpline. A host above one of them would cover it and is refused too: `amazonaws.com`, `google.com`. A single
page of a site that is vouched for may be listed: somebody may have broken in, or anybody can publish there.
"""

from functools import cache

from policy import never
from policy.drafts.links import facts, suffixes
from policy.hosts import upwards
from policy.packs.entry import Entry

SUFFIX = "a public suffix, which is nobody's site"
NEVER = "on the list of hosts that are never touched"
TRUSTED = "a site that is vouched for"
KNOWN = "a well-known site as a whole; only pages of it can be listed"
NO_SITE = "not the name of a site"


def refusal(entry: Entry) -> str:
    """Why an entry may not stand in a pack; "" for one that may."""
    numeric = entry.host.replace(".", "").isdigit() or entry.host.startswith("[")
    if numeric:
        return ""
    if any(name in never.hosts() for name in upwards(entry.host)):
        return NEVER
    if entry.rest:
        return _page(entry.host)
    return _host(entry.host)


def _page(host: str) -> str:
    """Below `com` or `co.uk` a page would be a page of every site; below `github.io` lists do name such pages."""
    if suffixes.parts(host).registrable:
        return ""
    return SUFFIX if suffixes.is_suffix(host) else NO_SITE


def _host(host: str) -> str:
    if suffixes.covers_suffix(host):
        return SUFFIX
    if "." not in host:
        return NO_SITE
    if host in _above_never():
        return NEVER
    if host in facts.table("known"):
        return KNOWN
    vouched = host in _above_trusted() or any(name in facts.table("trusted") for name in upwards(host))
    return TRUSTED if vouched else ""


@cache
def _above_never() -> frozenset[str]:
    """Every name that covers a host of the never-list."""
    return frozenset(name for host in never.hosts() for name in upwards(host))


@cache
def _above_trusted() -> frozenset[str]:
    return frozenset(name for host in facts.table("trusted") for name in upwards(host))
