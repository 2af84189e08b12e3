"""Answers that were read already: an inbox that is polled all day is read when it differs from the last time.

Only GETs: what they answer depends on the address alone. What was read is read again after a while all the same, so that
nothing rests on this memory.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable

LIMIT = 512
SECONDS = 600.0


class Repeats:
    """`clock`: seconds that only rise."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._read: OrderedDict[str, tuple[bytes, float]] = OrderedDict()

    def is_repeat(self, address: str, raw: bytes) -> bool:
        """Was this very answer, as it came over the wire, read lately from that address? From now on it was."""
        digest, now = hashlib.blake2b(raw, digest_size=16).digest(), self._clock()
        last, at = self._read.get(address, (b"", 0.0))
        if last == digest and now - at < SECONDS:
            return True
        self._read[address] = (digest, now)
        self._read.move_to_end(address)
        if len(self._read) > LIMIT:
            self._read.popitem(last=False)
        return False
