"""Every platform, one module each."""

from policy.adapter import Platform

PLATFORMS: tuple[Platform, ...] = ()
