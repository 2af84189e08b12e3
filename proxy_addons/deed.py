"""What makes two requests the same act, so that one answer serves both: the same thing done, asked about for the same reason.

People are compared by any identifier that they share: a button on a page knows a handle, the request behind it an id.
"""

import msgspec

from policy.activity import Outgoing, act
from policy.notice import Notice
from policy.verdict import Action, Finding
from proxy_addons.hold import Asked
from proxy_addons.recorder import platform


class Deed(msgspec.Struct, frozen=True):
    """`people`: every identifier of each. `asked`: clause and standing; an answer about a stranger is none about a pupil.

    held: was it asked at all? What was only written down (close family, until today) answers no question.
    """

    platform: str
    act: str
    asked: tuple[str, str]
    people: tuple[frozenset[str], ...] = ()
    threads: frozenset[str] = frozenset()
    held: bool = True

    def same(self, other: "Deed") -> bool:
        """Is it this act again?"""
        if (self.platform, self.act, self.asked, self.held) != (other.platform, other.act, other.asked, other.held):
            return False
        return bool(self.threads & other.threads) or self._same_people(other)

    def _same_people(self, other: "Deed") -> bool:
        if not self.people or len(self.people) != len(other.people):
            return False
        return all(any(mine & theirs for theirs in other.people) for mine in self.people)


def deed(activity: Outgoing, finding: Finding) -> Deed:
    """The act that a finding is about."""
    return Deed(
        platform=platform(activity),
        act=act(activity),
        asked=(str(finding.clause), standing(finding)),
        people=tuple(frozenset(account.keys) for account in activity.people if account.keys),
        threads=frozenset(key for thread in activity.threads for key in thread.keys),
        held=finding.action is Action.HOLD,
    )


def question(activity: Outgoing, finding: Finding, words: Notice) -> Asked:
    """What the tutor is asked about it."""
    return Asked(
        platform=platform(activity),
        act=act(activity),
        clause=str(finding.clause),
        standing=standing(finding),
        notice=words.text,
    )


def standing(finding: Finding) -> str:
    """What somebody is to the company, in a word; `unknown` when it could not be checked."""
    return str(finding.match.standing) if finding.match else "unknown"
