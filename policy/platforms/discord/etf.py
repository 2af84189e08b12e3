"""Erlang's external term format (erts "External Term Format", version 131), read and written down as JSON.

Discord's desktop app asks its gateway for it. Only the terms of data are read; pids, functions and the like are none.
"""

import struct
import zlib
from collections.abc import Callable

import msgspec

from policy.adapter import AdapterDrift
from policy.formats import MAX_DEPTH, Json

VERSION, DEFLATED = 131, 80
LIMIT = 2**25
MAX_TERMS = 1_000_000
ATOMS: dict[str, Json] = {"nil": None, "null": None, "true": True, "false": False}
EXACT = 2**63  # integers that are larger are written as text


def as_json(raw: bytes) -> bytes:
    """The term as JSON. Raises AdapterDrift for anything else than one whole term."""
    try:
        if raw[0] != VERSION:
            raise AdapterDrift("not an Erlang term")
        return msgspec.json.encode(Term(_plain(raw)).read(0))
    except (IndexError, struct.error, zlib.error, KeyError, UnicodeDecodeError):
        raise AdapterDrift("a broken Erlang term") from None


def _plain(raw: bytes) -> bytes:
    """Without the version; a whole term may be deflated, with its size in front."""
    if raw[1] != DEFLATED:
        return raw[1:]
    size = int.from_bytes(raw[2:6])
    plain = zlib.decompressobj().decompress(raw[6:], min(size, LIMIT) + 1)
    if len(plain) != size:
        raise AdapterDrift("an Erlang term of another size than it says")
    return plain


class Term:
    """A cursor over the bytes of one term."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0
        self._count = 0

    def read(self, depth: int) -> Json:
        self._count += 1
        if depth > MAX_DEPTH or self._count > MAX_TERMS:
            raise AdapterDrift("an Erlang term too deep or too large")
        return READERS[self._number(1)](self, depth + 1)

    def _take(self, size: int) -> bytes:
        taken = self._raw[self._at : self._at + size]
        if len(taken) < size:
            raise IndexError
        self._at += size
        return taken

    def _number(self, size: int) -> int:
        return int.from_bytes(self._take(size))

    def integer(self, _: int) -> Json:
        return int.from_bytes(self._take(4), signed=True)

    def byte(self, _: int) -> Json:
        return self._number(1)

    def real(self, _: int) -> Json:
        return float(struct.unpack(">d", self._take(8))[0])

    def real_as_text(self, _: int) -> Json:
        return self._take(31).rstrip(b"\0").decode("ascii")

    def text(self, _: int) -> Json:
        return self._take(self._number(4)).decode("utf-8", "replace")

    def small_numbers(self, _: int) -> Json:
        return list(self._take(self._number(2)))

    def nothing(self, _: int) -> Json:
        return []

    def proper_list(self, depth: int) -> Json:
        items = self.items(self._number(4), depth)
        if self.read(depth) != []:
            raise AdapterDrift("an improper Erlang list")
        return items

    def mapping(self, depth: int) -> Json:
        return {str(self.read(depth)): self.read(depth) for _ in range(self._number(4))}

    def atom(self, size: int, encoding: str) -> Json:
        name = self._take(self._number(size)).decode(encoding)
        return ATOMS.get(name, name)

    def items(self, count: int, depth: int) -> list[Json]:
        return [self.read(depth) for _ in range(count)]

    def tuple_of(self, size: int, depth: int) -> Json:
        return list(self.items(self._number(size), depth))

    def big(self, size: int) -> Json:
        count, negative = self._number(size), self._number(1)
        if count > 32:
            raise AdapterDrift("an Erlang integer too large")
        value = int.from_bytes(self._take(count), "little")
        value = -value if negative else value
        return value if abs(value) < EXACT else str(value)


READERS: dict[int, Callable[[Term, int], Json]] = {
    70: Term.real,
    97: Term.byte,
    98: Term.integer,
    99: Term.real_as_text,
    100: lambda term, _: term.atom(2, "latin-1"),
    104: lambda term, depth: term.tuple_of(1, depth),
    105: lambda term, depth: term.tuple_of(4, depth),
    106: Term.nothing,
    107: Term.small_numbers,
    108: Term.proper_list,
    109: Term.text,
    110: lambda term, _: term.big(1),
    111: lambda term, _: term.big(4),
    115: lambda term, _: term.atom(1, "latin-1"),
    116: Term.mapping,
    118: lambda term, _: term.atom(2, "utf-8"),
    119: lambda term, _: term.atom(1, "utf-8"),
}
