"""Every check of drafts against its own examples, and the fact tables that it says it reads."""

import csv
import sys
from datetime import date
from importlib.resources import files
from types import ModuleType

import pytest

from policy.drafts.about import sources
from policy.drafts.checks import CHECKS
from policy.drafts.draft import Check
from policy.drafts.example import EVIDENCE, Example

HARMLESS = {"reputable", "ok"}
EACH_CHECK = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
TABLES = {line.partition("\t")[0] for line in sources()}


def module(check: Check) -> ModuleType:
    return sys.modules[check.__module__]


def examples() -> list[object]:
    return [
        pytest.param(check, example, id=f"{check.__name__}-{number}")
        for check in CHECKS
        for number, example in enumerate(module(check).EXAMPLES)
    ]


@pytest.mark.parametrize(("check", "example"), examples())
def test_a_check_finds_in_its_examples_what_they_say_and_nothing_else(check: Check, example: Example) -> None:
    found = list(check(example.draft, EVIDENCE))
    assert tuple((one.clause, one.verdict, one.text) for one in found) == example.finds
    assert all(one.reasons for one in found if one.verdict not in HARMLESS), "whoever is warned is told why"


@EACH_CHECK
def test_every_check_has_a_sentence_and_examples_both_ways(check: Check) -> None:
    assert (check.__doc__ or "").strip().endswith(".")
    verdicts = [{verdict for _, verdict, _ in example.finds} for example in module(check).EXAMPLES]
    assert any(found - HARMLESS for found in verdicts)
    assert any(found <= HARMLESS for found in verdicts)


@EACH_CHECK
def test_every_fact_table_that_a_check_names_is_there(check: Check) -> None:
    assert all(any(table.startswith(start) for table in TABLES) for start in module(check).FACTS)


def test_every_fact_table_is_some_check_s() -> None:
    starts = tuple(start for check in CHECKS for start in module(check).FACTS)
    assert [table for table in TABLES if not table.startswith(starts)] == []


def test_every_row_of_every_table_says_where_it_is_from_and_when() -> None:
    """A table of bare facts that nobody holds rights in, such as names of authorities, has no column for a licence."""
    for table in files("policy.facts").iterdir():
        if table.name.endswith(".csv"):
            for row in csv.DictReader(table.read_text("utf-8").splitlines()):
                assert row["source"], table.name
                assert date.fromisoformat(row["as_of"]), table.name
                assert row.get("licence", "a fact"), table.name
