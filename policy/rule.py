"""A rule: one clause, one function, and the examples that show what it breaks on and what it keeps quiet about.

The examples are the tests (tests/policy/test_rules.py runs each) and the documentation (docs/reference.md).
"""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from policy.account import Account
from policy.activity import Activity
from policy.clauses import Clause
from policy.settings import Settings
from policy.standing import Match, Standings
from policy.verdict import Action, Finding


class Known(msgspec.Struct, frozen=True):
    """All that a rule may know of the people in an activity.

    standings: those who are or were pupils. unchecked: those of whom nothing could be found out now.
    `members_unknown`: the activity goes to a thread whose members are not known.
    """

    standings: Standings
    unchecked: frozenset[Account] = frozenset()
    members_unknown: bool = False
    settings: Settings = Settings()

    def pupils(self, people: Sequence[Account]) -> Iterator[tuple[Account, Match]]:
        for account in people:
            if match := self.standings.get(account):
                yield account, match


type Judge = Callable[[Activity, Known], Iterator[Finding]]


class Rule(msgspec.Struct, frozen=True):
    clause: Clause
    judge: Judge
    breaks: tuple[tuple[Activity, Action], ...]
    keeps: tuple[Activity, ...]

    @property
    def sentence(self) -> str:
        """What the rule says, as tutors and admins read it: the function's docstring."""
        return (self.judge.__doc__ or "").strip()


def rule(clause: Clause, *, breaks: Sequence[tuple[Activity, Action]], keeps: Sequence[Activity]) -> Callable[[Judge], Rule]:
    """Make a rule of a function. `breaks`: examples and the action each leads to; `keeps`: examples without a finding."""
    return lambda judge: Rule(clause, judge, tuple(breaks), tuple(keeps))
