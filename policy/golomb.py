"""Golomb-Rice coding of sorted integer sets: the roster on the wire at about 3.8 bytes an entry.

A sorted set of n values below 2**bits is coded as the differences of neighbours, each as a quotient in unary (ones,
ended by a zero) and a remainder of `rice` bits. Near-uniform values make the differences geometric, for which this code
is within half a bit of the entropy. Format: varint n, one byte `rice`, the bit string, zero-padded.
"""

from collections.abc import Iterable

MAX_ENTRIES = 1_000_000


def encode(values: Iterable[int], bits: int) -> bytes:
    """The code of a set of integers in [0, 2**bits). The same set gives the same bytes."""
    ordered = sorted(set(values))
    if ordered and not 0 <= ordered[0] <= ordered[-1] < 1 << bits:
        raise ValueError(f"a value outside 0..2**{bits}")
    if not ordered:
        return _varint(0)
    rice = _rice(len(ordered), bits)
    return _varint(len(ordered)) + bytes([rice]) + _bits(ordered, rice)


def decode(code: bytes, bits: int) -> list[int]:
    """The set, ascending. Raises ValueError for anything that `encode` would not have made."""
    count, start = _read_varint(code)
    if count == 0:
        if len(code) != start:
            raise ValueError("bytes after an empty set")
        return []
    if count > MAX_ENTRIES or start >= len(code) or code[start] != _rice(count, bits):
        raise ValueError("a set that cannot be")
    rice = code[start]
    text = "".join(map(_BYTE.__getitem__, code[start + 1 :]))
    values, position, last = [], 0, -1
    for _ in range(count):
        zero = text.find("0", position)
        end = zero + 1 + rice
        if zero < 0 or end > len(text):
            raise ValueError("a set that ends early")
        last += 1 + ((zero - position) << rice | int(text[zero + 1 : end] or "0", 2))
        values.append(last)
        position = end
    if last >= 1 << bits or len(text) - position >= 8 or "1" in text[position:]:
        raise ValueError("a set that cannot be")
    return values


_BYTE = [f"{byte:08b}" for byte in range(256)]


def _rice(count: int, bits: int) -> int:
    """The remainder's width: the mean gap's logarithm, less the half bit that the golden ratio costs."""
    gap = (1 << bits) // count
    return max(0, (gap * 69 // 100).bit_length() - 1)


def _bits(ordered: list[int], rice: int) -> bytes:
    mask, pieces, last = (1 << rice) - 1, [], -1
    for value in ordered:
        gap = value - last - 1
        pieces.append("1" * (gap >> rice) + "0" + (f"{gap & mask:0{rice}b}" if rice else ""))
        last = value
    text = "".join(pieces)
    text += "0" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def _read_varint(code: bytes) -> tuple[int, int]:
    number = 0
    for index, byte in enumerate(code[:5]):
        number |= (byte & 0x7F) << 7 * index
        if byte < 0x80 and (byte or not index):  # a number has one spelling: no zeros in front of it
            return number, index + 1
    raise ValueError("a broken number")
