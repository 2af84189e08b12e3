"""What somebody is to the company today, from dates. Times are London's; the caller brings the date.

A pupil turns 18 on the 18th birthday; whoever was born on 29 February turns 18 on 1 March. An unknown date of birth
counts as under 18, and so does a learner who is flagged as a vulnerable adult (policy 2.2).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from policy.account import Account

ADULT = 18


class Standing(StrEnum):
    CURRENT = "current"
    LEFT_MINOR = "left, under 18"
    LEFT_ADULT = "left, adult"


class Match(msgspec.Struct, frozen=True):
    """Why somebody counts as a pupil: the standing, the pseudonym that matched, and whether the DSL granted a family exemption.

    `by_handle`: only the handle matched, so the id that the device knows (if any) is news for the registry.
    """

    standing: Standing
    pseudonym: bytes
    family: bool = False
    by_handle: bool = False


type Standings = Mapping[Account, Match]


def eighteenth_birthday(born: date) -> date:
    """The day on which a person born on that day comes of age (29 February: 1 March)."""
    try:
        return born.replace(year=born.year + ADULT)
    except ValueError:
        return date(born.year + ADULT, 3, 1)


def standing(*, left: bool, born: date | None, vulnerable: bool, today: date) -> Standing:
    """The standing of a registered pupil on a day."""
    if not left:
        return Standing.CURRENT
    if vulnerable or born is None or today < eighteenth_birthday(born):
        return Standing.LEFT_MINOR
    return Standing.LEFT_ADULT
