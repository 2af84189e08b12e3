"""Every rule against its own examples, and the list of rules against the folder of modules."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from policy import rules
from policy.activity import Activity
from policy.engine import decide
from policy.examples import STANDINGS, UNCHECKED
from policy.rule import Known, Rule
from policy.rules import RULES
from policy.verdict import Action

KNOWN = Known(STANDINGS, UNCHECKED)
MODULES = [module.name for module in iter_modules(rules.__path__)]


def examples(kind: str) -> list[Any]:
    """Every example of every rule, named for the rule and the activity."""
    return [
        pytest.param(rule, example, id=f"{getattr(rule.judge, '__name__', '')}-{kind}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind))
    ]


@pytest.mark.parametrize(("rule", "example"), examples("breaks"))
def test_a_rule_acts_on_what_breaks_it(rule: Rule, example: tuple[Activity, Action]) -> None:
    activity, action = example
    findings = list(rule.judge(activity, KNOWN))
    assert max(finding.action for finding in findings) is action
    assert decide(activity, KNOWN, (rule,)).action is action


@pytest.mark.parametrize(("rule", "example"), examples("keeps"))
def test_a_rule_is_silent_on_what_keeps_it(rule: Rule, example: Activity) -> None:
    assert list(rule.judge(example, KNOWN)) == []


@pytest.mark.parametrize("name", MODULES)
def test_every_module_holds_one_rule_of_its_name_and_it_is_in_force(name: str) -> None:
    module = import_module(f"policy.rules.{name}")
    held = [value for value in vars(module).values() if isinstance(value, Rule)]
    assert held == [getattr(module, name)]
    assert held[0] in RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.judge.__name__)
def test_every_rule_has_a_sentence_and_examples_both_ways(rule: Rule) -> None:
    assert rule.sentence.endswith(".")
    assert rule.breaks
    assert rule.keeps


def test_no_rule_stands_twice() -> None:
    assert len(RULES) == len(MODULES) == len({id(rule) for rule in RULES})
