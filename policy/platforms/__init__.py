"""Every platform, one module each, and the way from a name or a host to its platform."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from policy.adapter import Platform
from policy.hosts import canonical, upwards
from policy.never import listed, refused
from policy.platforms.bereal import platform as bereal
from policy.platforms.bigbluebutton import platform as bigbluebutton
from policy.platforms.bluesky import platform as bluesky
from policy.platforms.canvas import platform as canvas
from policy.platforms.classroom import platform as classroom
from policy.platforms.discord import platform as discord
from policy.platforms.facebook import platform as facebook
from policy.platforms.google_chat import platform as google_chat
from policy.platforms.google_groups import platform as google_groups
from policy.platforms.instagram import platform as instagram
from policy.platforms.kik import platform as kik
from policy.platforms.linkedin import platform as linkedin
from policy.platforms.mastodon import platform as mastodon
from policy.platforms.matrix import platform as matrix
from policy.platforms.mattermost import platform as mattermost
from policy.platforms.messenger import platform as messenger
from policy.platforms.moodle import platform as moodle
from policy.platforms.pinterest import platform as pinterest
from policy.platforms.reddit import platform as reddit
from policy.platforms.roblox import platform as roblox
from policy.platforms.rocketchat import platform as rocketchat
from policy.platforms.signal import platform as signal
from policy.platforms.snapchat import platform as snapchat
from policy.platforms.teams import platform as teams
from policy.platforms.telegram import platform as telegram
from policy.platforms.threads import platform as threads
from policy.platforms.tiktok import platform as tiktok
from policy.platforms.tumblr import platform as tumblr
from policy.platforms.twitch import platform as twitch
from policy.platforms.whatsapp import platform as whatsapp
from policy.platforms.wikipedia import platform as wikipedia
from policy.platforms.x import platform as x
from policy.platforms.xmpp import platform as xmpp
from policy.platforms.youtube import platform as youtube
from policy.platforms.zoom import platform as zoom

PLATFORMS: tuple[Platform, ...] = (
    bereal,
    bigbluebutton,
    bluesky,
    canvas,
    classroom,
    discord,
    facebook,
    google_chat,
    google_groups,
    instagram,
    kik,
    linkedin,
    mastodon,
    matrix,
    mattermost,
    messenger,
    moodle,
    pinterest,
    reddit,
    roblox,
    rocketchat,
    signal,
    snapchat,
    teams,
    telegram,
    threads,
    tiktok,
    tumblr,
    twitch,
    whatsapp,
    wikipedia,
    x,
    xmpp,
    youtube,
    zoom,
)

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
