"""Every platform, one module each, and the way from a name or a host to its platform."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from policy.adapter import Platform
from policy.hosts import canonical, upwards
from policy.never import listed, refused

PLATFORMS: tuple[Platform, ...] = ()

BY_NAME = {platform.name: platform for platform in PLATFORMS}
BY_HOST = {host: platform for platform in PLATFORMS for host in platform.hosts}


def by_name(name: str) -> Platform | None:
    return BY_NAME.get(name)


def by_host(host: str, configured: Mapping[str, Sequence[str]] | None = None) -> Platform | None:
    """The platform that a host belongs to, sub-domains included: its own hosts, then the company's self-hosted ones.

    `configured` is Settings.hosts, platform → hosts. A host that may never be guarded has no platform, whoever configures it.
    """
    name = canonical(host)
    company = _company(tuple((platform, tuple(hosts)) for platform, hosts in (configured or {}).items()))
    found = next((hit for part in upwards(name) if (hit := BY_HOST.get(part) or company.get(part))), None)
    return None if found is None or listed(name) else found


@lru_cache(maxsize=8)
def _company(configured: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, Platform]:
    """The company's own servers. What may not be guarded, or belongs to another platform, is left out."""
    return {
        name: platform
        for platform_name, hosts in configured
        if (platform := BY_NAME.get(platform_name))
        for name in map(canonical, hosts)
        if not refused(name) and by_host(name) in {None, platform}
    }
