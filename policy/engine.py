"""From an activity and what is known to a verdict. Verdicts are not cached: they depend on the roster of the moment."""

from collections.abc import Iterator

from policy.activity import Activity
from policy.rule import Known, Rule
from policy.rules import RULES
from policy.settings import Mode, Settings
from policy.standing import Standing
from policy.verdict import Action, Finding, Verdict

CEILINGS = {Mode.OBSERVE: Action.RECORD, Mode.WARN: Action.HOLD, Mode.ENFORCE: Action.BLOCK}


def decide(activity: Activity, known: Known, rules: tuple[Rule, ...] = RULES) -> Verdict:
    """What every rule finds, each weakened to what the company has switched on for its clause and standing."""
    return Verdict(tuple(_findings(activity, known, rules)))


def _findings(activity: Activity, known: Known, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    for rule in rules:
        for finding in rule.judge(activity, known):
            yield _weakened(finding, known)


def _weakened(finding: Finding, known: Known) -> Finding:
    ceiling = _ceiling(finding, known.settings)
    if finding.action <= ceiling:
        return finding
    return Finding(finding.clause, ceiling, finding.subject, finding.match, finding.once_per_thread)


def _ceiling(finding: Finding, settings: Settings) -> Action:
    """The most that a finding may do; of somebody who can't be checked, what it could be if that were a pupil."""
    standings = (finding.match.standing,) if finding.match else (Standing.CURRENT, Standing.LEFT_MINOR)
    return max(CEILINGS[settings.mode(finding.clause, standing)] for standing in standings)
