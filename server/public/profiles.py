"""How an official account is shown to the public: what its platform is called, and the address of its profile.

An address is given only where it follows from the handle beyond doubt. LinkedIn's does not: a company's page and a person of
the same name stand at different addresses.
"""

import msgspec

from server.store.official import Official

CALLED = {
    "x": "X",
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "whatsapp": "WhatsApp",
    "bereal": "BeReal",
}
ADDRESSES = {
    "bluesky": "https://bsky.app/profile/{}",
    "facebook": "https://www.facebook.com/{}",
    "instagram": "https://www.instagram.com/{}/",
    "pinterest": "https://www.pinterest.com/{}/",
    "reddit": "https://www.reddit.com/user/{}/",
    "snapchat": "https://www.snapchat.com/@{}",
    "telegram": "https://t.me/{}",
    "threads": "https://www.threads.com/@{}",
    "tiktok": "https://www.tiktok.com/@{}",
    "tumblr": "https://www.tumblr.com/{}",
    "twitch": "https://www.twitch.tv/{}",
    "x": "https://x.com/{}",
    "youtube": "https://www.youtube.com/@{}",
}


class Profile(msgspec.Struct, frozen=True):
    """`handle` or `id`: whichever the office knows. `address`: "" where there is none that leads to this account alone."""

    platform: str
    handle: str
    id: str
    address: str


def profile(account: Official) -> Profile:
    """What the public is told of an account: not who answers for it, nor by which mailbox."""
    return Profile(account.platform, account.handle, account.id, _address(account))


def called(platform: str) -> str:
    """The platform's name for people."""
    return CALLED.get(platform) or platform.replace("-", " ").title()


def _address(account: Official) -> str:
    form = ADDRESSES.get(account.platform, "")
    return form.format(account.handle) if account.handle else ""
