"""What a link is asked about by at Safe Browsing and Web Risk: hashes of its host and path, and of what lies above them.

Up to five names (the host itself, then the registrable domain and up to three names below it) with up to six paths (with the
query, without, and from the root down). Scheme, user, port and fragment say nothing. Only the first four bytes of a hash are
ever sent (policy/live.py). Source: developers.google.com/safe-browsing, "URLs and Hashing"; Web Risk has the same rules.
"""

import hashlib
from collections.abc import Iterator

from policy.drafts.draft import Draft
from policy.drafts.evidence import Evidence
from policy.drafts.links import trust
from policy.drafts.links.address import Address, read
from policy.drafts.links.find import places
from policy.drafts.links.suffixes import parts

MOST_NAMES = 4  # from the registrable domain down, besides the host itself
MOST_STARTS = 4  # from the root down, besides the path itself


def of_draft(draft: Draft, evidence: Evidence) -> tuple[bytes, ...]:
    """The hashes of every link for which nobody vouches, in the text and beside it."""
    inside = (draft.text[place.start : place.end] for place in places(draft.text, draft.platform))
    addresses = filter(None, map(read, dict.fromkeys((*inside, *draft.links))))
    doubtful = (address for address in addresses if address.host and not trust.vouched(address.host, evidence))
    return tuple(dict.fromkeys(full for address in doubtful for full in hashes(address)))


def hashes(address: Address) -> tuple[bytes, ...]:
    """The SHA-256 of each expression of the address; none for what has no host."""
    return tuple(hashlib.sha256(expression.encode()).digest() for expression in expressions(address))


def expressions(address: Address) -> Iterator[str]:
    """Names with paths, the most telling first."""
    if address.host:
        paths = tuple(dict.fromkeys(_paths(address)))
        yield from (name + path for name in dict.fromkeys(_names(address.host)) for path in paths)


def _names(host: str) -> Iterator[str]:
    yield host
    registrable = parts(host).registrable
    if registrable:
        above = host.removesuffix(registrable).rstrip(".")
        labels = above.split(".") if above else []
        starts = range(len(labels), max(-1, len(labels) - MOST_NAMES), -1)
        yield from (".".join([*labels[start:], registrable]) for start in starts)


def _paths(address: Address) -> Iterator[str]:
    full = address.url[len(address.scheme) + 3 + len(address.host) :] or "/"
    path = full.partition("?")[0]
    yield full
    yield path
    end = 0
    for _ in range(MOST_STARTS):
        yield path[: end + 1]
        end = path.find("/", end + 1)
        if end < 0:
            return
