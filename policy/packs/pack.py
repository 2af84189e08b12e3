"""A verified pack that is in use: asked about an address, it names the lists on which the address stands.

Nothing is read into memory but the head: a question is a few hashes and a binary search in the file for each.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from policy.drafts.links.address import Address
from policy.packs.entry import SEPARATORS, first, names, rest, second
from policy.packs.lists import Listing, ThreatList
from policy.packs.parts import STARTS, WHOLE, Head, PackRejected, Parts

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Pack:
    """`key`: the raw public key of the office that signed it."""

    def __init__(self, parts: Parts) -> None:
        self.head: Head = parts.head
        self.key = parts.key
        self._numbers = parts.numbers
        self._lists = parts.lists

    @classmethod
    def open(cls, data: memoryview | bytes, key: "Ed25519PublicKey | None" = None) -> "Pack":
        """Verify a pack and use it where it lies. Without a key, whoever signed it is believed. Raises PackRejected."""
        from policy.packs.sealed import unseal  # noqa: PLC0415 - a draft without packs does not wait for cryptography

        return cls(unseal(data, key))

    @property
    def lists(self) -> tuple[ThreatList, ...]:
        return self.head.lists

    def listed(self, address: Address) -> tuple[Listing, ...]:
        """Where the address stands: first lists that name its host or one above it, then lists that name this page."""
        hosts: list[int] = []
        pages: list[int] = []
        for name in names(address.host, self.head.deepest) if address.host else ():
            found = self._rows(first(hashlib.sha256(name.encode()).digest()))
            hosts += found
            if WHOLE in found:
                pages += self._whole(name, rest(address))
            if STARTS in found:
                pages += self._starts(name, rest(address))
        on = dict.fromkeys([*((at, False) for at in hosts), *((at, True) for at in pages)]) if hosts else ()
        return tuple(Listing(self.head.lists[at], page) for at, page in on if at < STARTS)

    def _whole(self, name: str, text: str) -> Iterator[int]:
        """The lists of every page that `text` starts with, and that ends there or at a separator."""
        size, lengths = len(text), self.head.whole
        possible = lengths[: bisect_right(lengths, size)]
        for digest in _digests(name, text, (at for at in possible if at == size or text[at] in SEPARATORS)):
            yield from self._rows(second(digest))

    def _starts(self, name: str, text: str) -> Iterator[int]:
        """The lists of every page that `text` starts with, however it goes on."""
        for digest in _digests(name, text, (at for at in self.head.starts if at <= len(text))):
            yield from self._rows(first(digest))

    def _rows(self, number: int) -> list[int]:
        """What stands in the rows of a number."""
        numbers, end = self._numbers, self.head.rows
        at = bisect_left(numbers, number)
        found = []
        while at < end and numbers[at] == number:
            found.append(self._lists[at])
            at += 1
        return found


def _digests(name: str, text: str, ends: Iterable[int]) -> Iterator[bytes]:
    """The hash of the name and each start of the text, longer and longer, without hashing anything twice."""
    running, done = hashlib.sha256(name.encode()), 0
    for end in ends:
        running.update(text[done:end].encode())
        done = end
        yield running.digest()


def newer(current: Pack | None, offered: Pack) -> Pack:
    """The offered pack, if it may take the place of the current one. Raises PackRejected."""
    if current is None:
        return offered
    if offered.head.name != current.head.name:
        raise PackRejected("other", f"it is the pack {offered.head.name}, not {current.head.name}")
    if offered.head.serial < current.head.serial:
        raise PackRejected("older", f"serial {offered.head.serial} after {current.head.serial}")
    if offered.head.serial == current.head.serial and offered.head.digest != current.head.digest:
        raise PackRejected("forked", f"two packs with serial {current.head.serial}")
    return offered
