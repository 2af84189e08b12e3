"""What can be asked about and verified before a post is sent: a site, or a hashtag (4.2.7).

Of a link nothing but its host is asked about: a path can say who met whom where. What would be refused at the office is
refused here first, in the same words.
"""

from policy.drafts.hashtags.letters import key
from policy.drafts.links.address import read
from policy.drafts.links.canonical import four
from policy.drafts.links.facts import table
from policy.drafts.links.signs import PLACES
from policy.drafts.links.suffixes import is_suffix, parts
from policy.hosts import canonical, upwards

LONGEST_TAG = 100
LONGEST_LINK = 2_000


def host_of(written: str) -> str:
    """The host of a link or of a bare name, if it can be verified. Raises ValueError, saying why it cannot."""
    text = written.strip()
    address = read(text) if len(text) <= LONGEST_LINK and text.isprintable() and " " not in text else None
    host = address.host if address and address.opens else ""
    if four(host) or host.startswith("["):
        raise ValueError("This is a number; please enter the name of the site.")
    if not host or canonical(host) != host or not (parts(host).registrable or is_suffix(host)):
        raise ValueError("This is not the address of a site on the internet.")
    if is_suffix(host) or is_suffix(f"x.{host}"):
        raise ValueError(f"Many people have their sites under {host}; please enter one of these sites.")
    if place := next((row for name in upwards(host) if (row := table("places").get(name))), None):
        raise ValueError(PLACES[place.kind].format(place.key))
    return host


def tag_of(written: str) -> str:
    """A hashtag as platforms compare it, without its sign. Raises ValueError, saying why it cannot be one."""
    tag = key(written)
    if not tag or len(tag) > LONGEST_TAG or "#" in tag or any(map(str.isspace, tag)):
        raise ValueError(f"A hashtag is one word of 1 to {LONGEST_TAG} characters.")
    return tag
