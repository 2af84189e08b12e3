"""Wikipedia and its sisters, which share their accounts, and other MediaWiki servers, which don't (`name@host`)."""

import unicodedata

from policy.adapter import Platform
from policy.addresses import HOST, server_id
from policy.hosts import canonical, upwards

SHARED = (
    "wikipedia.org",
    "wiktionary.org",
    "wikibooks.org",
    "wikinews.org",
    "wikiquote.org",
    "wikisource.org",
    "wikiversity.org",
    "wikivoyage.org",
    "wikimedia.org",
    "wikidata.org",
    "mediawiki.org",
)
PAGES = ("User:", "User talk:", "User_talk:", "Special:EmailUser/", "Special:Contributions/")
NAME = r"[^\W_a-z](?:[^\x00-\x1f@#<>\[\]|{}/:_\ufffd]*[^\s@#<>\[\]|{}/:_\ufffd])?"


def handle_key(text: str) -> str:
    """First letter upper, underscores as spaces; with the host on a server that shares no accounts."""
    name, _, host = text.partition("@")
    for page in PAGES:
        if name.lower().startswith(page.lower()):
            name = name[len(page) :]
    spaced = " ".join(unicodedata.normalize("NFC", name).replace("_", " ").split())
    titled = spaced[:1].upper() + spaced[1:]
    server = canonical(host)
    return titled if not host or set(SHARED) & set(upwards(server)) else f"{titled}@{server}"


platform = Platform(
    "wikipedia",
    hosts=SHARED,
    handle=rf"{NAME}(?:@{HOST})?",
    handle_key=handle_key,
    ids=rf"(?:{HOST}/)?[0-9]{{1,20}}",
    id_key=lambda text: server_id(text) if "/" in text else text,
    profiles=tuple(f"{{host}}{path}{page}{{handle}}" for path in ("/wiki/", "/w/index.php?title=") for page in PAGES),
    minimum_age=0,
)
