"""Sets of 40-bit pseudonym prefixes by number: how they are coded, and how one collection of them becomes another.

The roster of accounts (roster.py) and the one of names (names.py) are such collections. An empty set is no set: it is not
coded, and not there after decoding.
"""

from collections.abc import Iterable, Iterator, Mapping

from policy import golomb

PREFIX_BYTES = 5
PREFIX_BITS = 40
NONE: frozenset[int] = frozenset()

type Coded = dict[int, bytes]
type Changes = dict[int, tuple[bytes, bytes]]  # number → (prefixes gone, prefixes added), 5 bytes each


def prefix(pseudonym: bytes) -> int:
    """The part of a pseudonym that a device holds."""
    return int.from_bytes(pseudonym[:PREFIX_BYTES])


def coded[N: int](sets: Mapping[N, frozenset[int]]) -> Coded:
    """The sets in Golomb-Rice code, the empty ones left out."""
    return {int(number): golomb.encode(entries, PREFIX_BITS) for number, entries in sets.items() if entries}


def decoded(code: Mapping[int, bytes]) -> dict[int, frozenset[int]]:
    """Raises ValueError for code that `coded` would not have made."""
    return {number: frozenset(golomb.decode(entries, PREFIX_BITS)) for number, entries in code.items()}


def changes[N: int](older: Mapping[N, frozenset[int]], newer: Mapping[N, frozenset[int]]) -> Changes:
    """What `changed` needs to make the newer sets of the older ones."""
    pairs = {number: (older.get(number, NONE), newer.get(number, NONE)) for number in sorted({*older, *newer})}
    return {int(number): (_joined(old - new), _joined(new - old)) for number, (old, new) in pairs.items() if old != new}


def changed[N: int](sets: Mapping[N, frozenset[int]], changes: Changes) -> dict[int, frozenset[int]]:
    """The sets after a delta. Raises ValueError for a delta that does not fit."""
    after = {int(number): entries for number, entries in sets.items()}
    for number, (gone, added) in changes.items():
        after[number] = (after.get(number, NONE) - set(_split(gone))) | set(_split(added))
    return after


def _joined(entries: Iterable[int]) -> bytes:
    return b"".join(entry.to_bytes(PREFIX_BYTES) for entry in sorted(entries))


def _split(joined: bytes) -> Iterator[int]:
    if len(joined) % PREFIX_BYTES:
        raise ValueError("a torn list of prefixes")
    return (int.from_bytes(joined[at : at + PREFIX_BYTES]) for at in range(0, len(joined), PREFIX_BYTES))
