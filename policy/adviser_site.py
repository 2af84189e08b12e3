"""How the browser extension finds its way on the pages of a site, as data: the shape of extension/sites/*.json.

The company can put a site of its own in the place of one that ships, when a page has changed before the extension has: it
travels in the signed bundle. There are selectors, words and expressions in it, and no code. What it may say is checked where it
is entered (server/store/adviser_sites.py) and again where it is used (extension/background/usable.js); here every field is
plain, so that no bundle of a newer office is refused for what it says of a page.
"""

import msgspec


class Composer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a tutor writes. `kind`: post, comment or message. `enter`: what the key does, "sends" or "newline"."""

    match: str
    kind: str = ""
    enter: str = ""


class Peer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the page says whom a conversation is with: an expression on an attribute, or on the text."""

    match: str
    pattern: str
    attribute: str = ""


class Acts(msgspec.Struct, frozen=True, omit_defaults=True):
    follow: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()


class AdviserSite(msgspec.Struct, frozen=True, omit_defaults=True):
    """One site, whole: nothing of the one that ships is left beside it. What each field means: extension/types/adviser.d.ts."""

    platform: str
    hosts: tuple[str, ...]
    blind: tuple[str, ...] = ()
    composers: tuple[Composer, ...] = ()
    sends: tuple[str, ...] = ()
    threads: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    reserved: tuple[str, ...] = ()
    peers: tuple[Peer, ...] = ()
    acts: Acts = Acts()
    own: str = ""
    privacy: str = ""
