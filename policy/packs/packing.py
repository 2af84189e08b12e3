"""A pack made from lists: the same lists, serial and date give the same bytes, whoever runs it and in whatever order.

What may never stand in a pack is refused here, where every entry has to pass, and not in the readers of each source.
"""

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from policy.packs.entry import Entry
from policy.packs.lists import ThreatList
from policy.packs.parts import MOST_LISTS, STARTS, WHOLE, Head
from policy.packs.refused import refusal
from policy.packs.sealed import seal, unseal


class Packed(msgspec.Struct, frozen=True):
    """A pack, its lists with their counts, and what was refused: list → reason → how many."""

    data: bytes
    lists: tuple[ThreatList, ...]
    refused: Mapping[str, Mapping[str, int]]


def packed(
    lists: Iterable[tuple[ThreatList, Iterable[Entry]]], *, name: str, serial: int, issued: int, key: Ed25519PrivateKey
) -> Packed:
    """A signed pack of these lists. Raises ValueError for more lists than a pack can hold, or two of one name."""
    kept, refused = {}, {}
    for one, entries in lists:
        if one.name in kept:
            raise ValueError(f"two lists called {one.name}")
        kept[one.name], refused[one.name] = _kept(one, entries)
    if len(kept) > MOST_LISTS:
        raise ValueError(f"more than {MOST_LISTS} lists")
    named = [kept[list_name] for list_name in sorted(kept)]
    rows = sorted(set(_rows([entries for _, entries in named])))
    body = array("Q", (number for number, _ in rows)).tobytes() + bytes(at for _, at in rows)
    every = [entry for _, entries in named for entry in entries]
    head = Head(
        name=name,
        serial=serial,
        issued=issued,
        digest=hashlib.sha256(body).digest(),
        rows=len(rows),
        whole=_lengths(entry for entry in every if entry.whole),
        starts=_lengths(entry for entry in every if not entry.whole),
        deepest=max((entry.host.count(".") + 1 for entry in every), default=0),
        lists=tuple(one for one, _ in named),
    )
    return Packed(seal(key, msgspec.msgpack.encode(head), body), head.lists, refused)


def renumbered(made: Packed, serial: int, key: Ed25519PrivateKey) -> Packed:
    """The same pack under another serial."""
    parts = unseal(made.data)
    head = msgspec.msgpack.encode(msgspec.structs.replace(parts.head, serial=serial))
    return msgspec.structs.replace(made, data=seal(key, head, parts.numbers.tobytes() + parts.lists.tobytes()))


def _kept(one: ThreatList, entries: Iterable[Entry]) -> tuple[tuple[ThreatList, frozenset[Entry]], Counter[str]]:
    """A list with what may stand in a pack, counted; and how many may not, by reason."""
    kept, refused = set(), Counter[str]()
    for entry in set(entries):
        why = refusal(entry)
        if why:
            refused[why] += 1
        else:
            kept.add(entry)
    hosts = sum(not entry.rest for entry in kept)
    counted = msgspec.structs.replace(one, hosts=hosts, pages=len(kept) - hosts)
    return (counted, frozenset(kept)), refused


def _lengths(entries: Iterable[Entry]) -> tuple[int, ...]:
    return tuple(sorted({len(entry.rest) for entry in entries} - {0}))


def _rows(lists: list[frozenset[Entry]]) -> Iterator[tuple[int, int]]:
    for at, entries in enumerate(lists):
        for entry in entries:
            yield entry.number, at
            if entry.rest:
                yield entry.site.number, WHOLE if entry.whole else STARTS
