"""Whose names a company keeps, as a device may hold them: a set of 40-bit pseudonym prefixes for each role.

As in the roster of accounts, a name can only be tested by asking the office, which sees nothing of it. The sets stand
beside the roster, not in it: a device that does not know them reads the roster as ever.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from enum import IntEnum

from policy import prefixes
from policy.prefixes import PREFIX_BYTES, Changes, Coded, prefix

OWN = 4  # own_token(tutor's key, pseudonym) of each tutor's own name: nobody names a colleague who signs a post


class Role(IntEnum):
    """The sets, the strictest first, which counts where two people have one name; the numbers are the wire's."""

    PUPIL = 0
    PARENT = 1
    NAMED_PUPIL = 2  # there is consent to publish first and last name (4.2.4)
    STAFF = 3


def own_token(tutor_key: bytes, pseudonym: bytes) -> int:
    """A tutor's own name: only who has the tutor's key and the pseudonym (or what the sets hold of it) can find it."""
    return prefix(hmac.digest(tutor_key, b"own name\0" + pseudonym[:PREFIX_BYTES], hashlib.sha256))


class Names:
    """The sets, ready to be asked. A set that this version does not know is kept, for deltas, and not asked."""

    def __init__(self, sets: Mapping[int, Iterable[int]] | None = None) -> None:
        self.sets = {int(number): found for number, entries in (sets or {}).items() if (found := frozenset(entries))}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Names) and self.sets == other.sets

    __hash__ = None  # type: ignore[assignment]  # compared, never a key

    def __len__(self) -> int:
        return sum(map(len, self.sets.values()))

    def role(self, pseudonym: bytes, tutor_key: bytes = b"") -> Role | None:
        """Whose name it is; None for nobody's, and for the tutor's own."""
        wanted = prefix(pseudonym)
        found = next((role for role in Role if wanted in self.sets.get(role, ())), None)
        own = found is Role.STAFF and bool(tutor_key) and own_token(tutor_key, pseudonym) in self.sets.get(OWN, ())
        return None if own else found

    def changes(self, newer: "Names") -> Changes:
        return prefixes.changes(self.sets, newer.sets)

    def changed(self, changes: Changes) -> "Names":
        """Raises ValueError for a delta that does not fit."""
        return Names(prefixes.changed(self.sets, changes))

    def coded(self) -> Coded:
        return prefixes.coded(self.sets)

    @classmethod
    def decoded(cls, code: Mapping[int, bytes]) -> "Names":
        """Raises ValueError for code that `coded` would not have made."""
        return cls(prefixes.decoded(code))
