"""What changes a pack into the next one of the same office and name, at a few bytes for each entry that came or went.

    array   version, digest of the old body, new head and its signature,
            rows that went (varints: how many stay before each), numbers and lists of rows that came

A delta says nothing that has to be believed: the result is verified like any pack, so a torn, wrong or forged one gives
nothing. Rows are copied in runs and never looked at one by one, so a device needs no more memory than the two packs.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping

import msgspec

from policy.packs.entry import NUMBER
from policy.packs.parts import STARTS, Head, PackRejected, Parts
from policy.packs.sealed import joined, unseal

VERSION = 1


class Delta(msgspec.Struct, frozen=True, array_like=True):
    version: int
    base: bytes
    head: bytes
    signature: bytes
    gone: bytes
    numbers: bytes
    lists: bytes


def difference(old: bytes, new: bytes) -> bytes:
    """What makes `new` of `old`. Raises PackRejected if one of them is no pack, or they are not of one office and name."""
    before, after = unseal(old), unseal(new)
    if (before.key, before.head.name) != (after.key, after.head.name):
        raise PackRejected("other", "these packs are not of one office and one name")
    renumbered = _renumbered(before.head, after.head)
    has = set(zip(after.numbers, after.lists, strict=True))
    known = list(zip(before.numbers, bytes(before.lists).translate(renumbered), strict=True))
    survives = bytes(before.lists).translate(_surviving(before.head, after.head))
    gone = [at for at, row in enumerate(known) if not survives[at] or row not in has]
    came = sorted(has - {row for at, row in enumerate(known) if survives[at]})
    return msgspec.msgpack.encode(
        Delta(
            VERSION,
            before.head.digest,
            after.signed,
            after.signature,
            b"".join(map(_varint, _gaps(gone))),
            b"".join(number.to_bytes(NUMBER, "little") for number, _ in came),
            bytes(at for _, at in came),
        )
    )


def patched(old: bytes, delta: bytes) -> bytes:
    """The pack after a delta, verified. Raises PackRejected; whether it is newer is another question."""
    before = unseal(old)
    try:
        change = msgspec.msgpack.decode(delta, type=Delta)
        head = msgspec.msgpack.decode(change.head, type=Head)
        if change.version != VERSION:
            raise PackRejected("version", f"a delta of format {change.version}")
        if change.base != before.head.digest:
            raise PackRejected("other", "the delta is for another pack")
        made = joined(before, change.head, change.signature, _body(before, head, change))
    except (msgspec.MsgspecError, ValueError, IndexError) as error:
        raise error if isinstance(error, PackRejected) else PackRejected("torn", "the delta cannot be read") from error
    unseal(made)
    return made


def _body(before: Parts, head: Head, change: Delta) -> bytes:
    """The rows that stay, and those that came in their places."""
    renumbered = bytes(before.lists).translate(_renumbered(before.head, head))
    numbers, lists, at = bytearray(), bytearray(), 0
    for stop, number, of in _edits(before, renumbered, change):
        numbers += before.numbers[at:stop].tobytes()
        lists += renumbered[at:stop]
        at = stop
        if number is None:
            at += 1
        else:
            numbers += number.to_bytes(NUMBER, "little")
            lists.append(of)
    return bytes(numbers + before.numbers[at:].tobytes() + lists + renumbered[at:])


def _edits(before: Parts, renumbered: bytes, change: Delta) -> Iterator[tuple[int, int | None, int]]:
    """Row by row, in order: a row to leave out there (no number), or a number and a list to put in before it."""
    if len(change.numbers) != NUMBER * len(change.lists):
        raise ValueError("numbers without lists")
    gone = [(at, None, 0) for at in _places(change.gone)]
    came = []
    for at, of in enumerate(change.lists):
        number = int.from_bytes(change.numbers[at * NUMBER : (at + 1) * NUMBER], "little")
        came.append((_before(before, renumbered, number, of), number, of))
    yield from sorted([*gone, *came], key=lambda edit: (edit[0], edit[1] is None, edit[1] or 0, edit[2]))


def _before(old: Parts, renumbered: bytes, number: int, of: int) -> int:
    """Before which row a new one stands: rows of one number stand in the order of their lists."""
    place = at = bisect_left(old.numbers, number)
    while at < old.head.rows and old.numbers[at] == number:
        at += 1
        place = at if renumbered[at - 1] < of else place
    return place


def _renumbered(before: Head, after: Head) -> bytes:
    """The old numbers of lists to the new ones. Lists stand by name, so what stays keeps its order."""
    places = {one.name: at for at, one in enumerate(after.lists)}
    return bytes(_place(before, places, at) for at in range(256))


def _place(before: Head, places: Mapping[str, int], at: int) -> int:
    if at >= len(before.lists):
        return at
    return places.get(before.lists[at].name, STARTS - 1)  # a list that went: its rows go too, so any number does


def _surviving(before: Head, after: Head) -> bytes:
    kept = {one.name for one in after.lists}
    return bytes(int(at >= len(before.lists) or before.lists[at].name in kept) for at in range(256))


def _gaps(places: list[int]) -> Iterator[int]:
    for at, place in enumerate(places):
        yield place - (places[at - 1] + 1 if at else 0)


def _places(code: bytes) -> Iterator[int]:
    place = -1
    number = shift = 0
    for byte in code:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            place += number + 1
            yield place
            number = shift = 0
    if shift:
        raise ValueError("a number that ends early")


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])
