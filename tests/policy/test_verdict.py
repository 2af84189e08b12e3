from hypothesis import given
from hypothesis import strategies as st

from policy.clauses import Clause
from policy.verdict import Action, Finding, Verdict

FINDINGS = st.lists(st.builds(Finding, st.sampled_from(Clause), st.sampled_from(Action)))


def test_actions_are_ordered_and_their_numbers_are_the_wire_s() -> None:
    assert [(action.name, int(action)) for action in Action] == [
        ("ALLOW", 0),
        ("NOTE", 10),
        ("RECORD", 20),
        ("HOLD", 30),
        ("BLOCK", 40),
    ]


def test_nothing_found_is_allowed() -> None:
    assert (Verdict().action, Verdict().decisive) == (Action.ALLOW, None)


@given(FINDINGS.filter(bool))
def test_the_strongest_finding_decides(findings: list[Finding]) -> None:
    verdict = Verdict(tuple(findings))
    assert verdict.action == max(finding.action for finding in findings)
    assert verdict.decisive in findings
    assert verdict.decisive is not None
    assert verdict.decisive.action == verdict.action


def test_on_a_tie_the_first_rule_speaks() -> None:
    first, second = Finding(Clause.ONE_TO_ONE, Action.HOLD), Finding(Clause.FRIENDS_AND_FOLLOWERS, Action.HOLD)
    assert Verdict((first, second)).decisive is first
