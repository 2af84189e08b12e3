"""An entry of a list, in the one spelling that links are looked up in, and the numbers that it becomes in a pack.

    host   evil.example            covers the host and everything below it, every page of it
    page   evil.example/a?b        covers what starts with it, on the host and below it; nothing else of the host
           `whole`: what starts with it must end there or go on with a separator, as `^` says in filter lists

Port, user, fragment and capital letters say nothing, as in Safe Browsing and in filter lists. The number of an entry is
the start of SHA-256: 64 bits, so that of a million entries and some hundred questions a link, one link in 50 thousand million
is taken for a listed one by chance. A host without a path and a page never hash the same text, and the two
kinds of page take different parts of the hash: a question for one kind is never answered by another.
"""

import hashlib
import re
from collections.abc import Iterator

import msgspec

from policy.drafts.links.address import Address, read
from policy.hosts import upwards

HOST = re.compile(r"\[[0-9a-fA-F:.]+\]|[^\s/\\?#@:\[\]]+")
NUMBER = 8  # bytes
SEPARATORS = frozenset("!\"#$&'()*+,/:;<=>?@[\\]^`{|}~ ")  # what `^` stands for: all but letters, digits and _ - . %


class Entry(msgspec.Struct, frozen=True, order=True):
    """`rest`: path and query from the first slash on; "" for a host."""

    host: str
    rest: str = ""
    whole: bool = False

    @property
    def number(self) -> int:
        digest = hashlib.sha256(f"{self.host}{self.rest}".encode()).digest()
        return second(digest) if self.whole and self.rest else first(digest)

    @property
    def site(self) -> "Entry":
        """The host on which a page stands."""
        return Entry(self.host)


def host_entry(written: str) -> Entry | None:
    """A host with everything below it; None for what is no host."""
    address = read(f"http://{written}") if HOST.fullmatch(written) else None
    return Entry(address.host) if address and address.opens else None


def page_entry(written: str, *, whole: bool) -> Entry | None:
    """A page, with or without a scheme; None for what is no address. Everything that starts with `/` is the whole host."""
    address = read(written)
    if address is None or not address.host or not address.opens:
        return None
    return Entry(address.host) if rest(address) == "/" and not whole else Entry(address.host, rest(address), whole)


def rest(address: Address) -> str:
    """Path and query of an address, in small letters."""
    return address.url[len(address.scheme) + 3 + len(address.host) :].lower()


def names(host: str, deepest: int) -> Iterator[str]:
    """The names that can cover a host, itself included: no more labels than the deepest entry, and more than one."""
    first_one = max(0, host.count(".") + 1 - deepest)
    return (name for at, name in enumerate(upwards(host)) if at >= first_one and ("." in name or name == host))


def first(digest: bytes) -> int:
    return int.from_bytes(digest[:NUMBER], "little")


def second(digest: bytes) -> int:
    return int.from_bytes(digest[NUMBER : 2 * NUMBER], "little")
