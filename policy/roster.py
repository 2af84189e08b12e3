"""Who is a pupil, as a device may hold it: sets of 40-bit pseudonym prefixes, one set for each standing.

A pseudonym is the first 16 bytes of VOPRF(identifier) (design 4.1). Its key never leaves the office, so the sets say
nothing to whoever holds them: a name can only be tested by asking the office.

For an account whose id the registry knows, the id stands in the standing's set and the handle in its *alias* set. An
alias counts only for a person whose id the device does not know: handles change hands, ids do not.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from enum import IntEnum

import msgspec

from policy import prefixes
from policy.prefixes import Changes, Coded, prefix
from policy.standing import Match, Standing

__all__ = [
    "ALIASES",
    "IDENTITIES",
    "PSEUDONYM_BYTES",
    "HandleReused",
    "Part",
    "Pseudonyms",
    "Roster",
    "family_token",
    "prefix",
]

PSEUDONYM_BYTES = 16


class Part(IntEnum):
    """The roster's sets; the numbers are the wire's."""

    CURRENT = 0
    LEFT_MINOR = 1
    LEFT_ADULT = 2
    CURRENT_ALIAS = 3
    LEFT_MINOR_ALIAS = 4
    LEFT_ADULT_ALIAS = 5
    FAMILY = 6  # exemptions, as family_token(tutor's key, pseudonym): nobody can read whose they are


IDENTITIES = {Standing.CURRENT: Part.CURRENT, Standing.LEFT_MINOR: Part.LEFT_MINOR, Standing.LEFT_ADULT: Part.LEFT_ADULT}
ALIASES = {
    Standing.CURRENT: Part.CURRENT_ALIAS,
    Standing.LEFT_MINOR: Part.LEFT_MINOR_ALIAS,
    Standing.LEFT_ADULT: Part.LEFT_ADULT_ALIAS,
}


class Pseudonyms(msgspec.Struct, frozen=True):
    """What the office's oracle answered for one person. `id_known`: the device knows the person's id (asked or not)."""

    id: bytes = b""
    handle: bytes = b""
    id_known: bool = False


class HandleReused(msgspec.Struct, frozen=True):
    """Somebody with another id than the registry's bears a pupil's handle: no match, but worth the registrar's look."""

    pseudonym: bytes


def family_token(tutor_key: bytes, pseudonym: bytes) -> int:
    """An exemption of one tutor for one account: only who has the tutor's key and the pseudonym can find it."""
    return prefix(hmac.digest(tutor_key, pseudonym, hashlib.sha256))


class Roster:
    """The sets, ready to be asked."""

    def __init__(self, parts: Mapping[Part, Iterable[int]] | None = None) -> None:
        given = parts or {}
        self.parts = {part: frozenset(given.get(part, ())) for part in Part}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Roster) and self.parts == other.parts

    __hash__ = None  # type: ignore[assignment]  # compared, never a key

    def __len__(self) -> int:
        return sum(map(len, self.parts.values()))

    def match(self, person: Pseudonyms, tutor_key: bytes = b"") -> Match | HandleReused | None:
        """The standing of somebody, by the id before the handle; any identifier that matches is a match."""
        if person.id and (standing := self._standing(person.id, IDENTITIES)):
            return self._matched(standing, person.id, tutor_key, by_handle=False)
        if not person.handle:
            return None
        if standing := self._standing(person.handle, IDENTITIES):
            return self._matched(standing, person.handle, tutor_key, by_handle=True)
        if standing := self._standing(person.handle, ALIASES):
            if person.id_known:
                return HandleReused(person.handle)
            return self._matched(standing, person.handle, tutor_key, by_handle=True)
        return None

    def changes(self, newer: "Roster") -> Changes:
        """What `changed` needs to make `newer` of this."""
        return prefixes.changes(self.parts, newer.parts)

    def changed(self, changes: Changes) -> "Roster":
        """The roster after a delta. Raises ValueError for a delta that does not fit."""
        return _roster(prefixes.changed(self.parts, changes))

    def coded(self) -> Coded:
        """The sets in Golomb-Rice code, the empty ones left out."""
        return prefixes.coded(self.parts)

    @classmethod
    def decoded(cls, coded: Mapping[int, bytes]) -> "Roster":
        """Raises ValueError for code that `coded` would not have made."""
        return _roster(prefixes.decoded(coded))

    def _standing(self, pseudonym: bytes, parts: Mapping[Standing, Part]) -> Standing | None:
        wanted = prefix(pseudonym)
        return next((standing for standing, part in parts.items() if wanted in self.parts[part]), None)

    def _matched(self, standing: Standing, pseudonym: bytes, tutor_key: bytes, *, by_handle: bool) -> Match:
        family = bool(tutor_key) and family_token(tutor_key, pseudonym) in self.parts[Part.FAMILY]
        return Match(standing, pseudonym, family, by_handle)


def _roster(sets: Mapping[int, frozenset[int]]) -> Roster:
    """Raises ValueError for a part that this version does not know."""
    return Roster({Part(number): entries for number, entries in sets.items()})
