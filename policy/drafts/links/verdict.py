"""The four verdicts on a link, and how remarks add up to one: the worst remark decides, trust only where none is bad."""

from enum import IntEnum

import msgspec


class Level(IntEnum):
    """From verified to refused; the gaps are for what may come between."""

    REPUTABLE = 0
    UNVERIFIED = 10
    CAUTION = 20
    DANGER = 30

    @property
    def word(self) -> str:
        return self.name.lower()


class Remark(msgspec.Struct, frozen=True):
    """One thing said of a link, with the level that it asks for; UNVERIFIED asks for nothing and only explains."""

    level: Level
    reason: str


def caution(reason: str) -> Remark:
    return Remark(Level.CAUTION, reason)


def danger(reason: str) -> Remark:
    return Remark(Level.DANGER, reason)


def note(reason: str) -> Remark:
    return Remark(Level.UNVERIFIED, reason)
