"""The suites of others that our tests run (tests/vectors): each says whose it is. A file that is a plain list is our own."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

VECTORS = Path(__file__).parent / "vectors"
NOTICES = (VECTORS / "NOTICES.txt").read_text("utf-8")
FILES = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(VECTORS.glob("*.json"))}
SUITES = {name: suite for name, suite in FILES.items() if isinstance(suite, dict)}
LICENCES = {"Apache-2.0", "BSD-3-Clause"}


def test_the_public_suites_are_there() -> None:
    assert {"twitter_text.json", "safe_browsing.json", "whatwg_urls.json", "to_ascii.json", "idn_names.json"} <= set(SUITES)


@pytest.mark.parametrize("name", SUITES)
def test_a_suite_says_where_it_is_from_whose_it_is_and_of_which_day(name: str) -> None:
    head: dict[str, Any] = SUITES[name]
    assert head["source"].strip()
    assert head["licence"] in LICENCES
    assert date(2009, 1, 1) <= date.fromisoformat(head["as_of"]) <= date(2026, 12, 31)
    assert head["changed"].strip()


@pytest.mark.parametrize("name", SUITES)
def test_a_suite_carries_the_notice_that_its_licence_asks_for(name: str) -> None:
    assert SUITES[name]["notice"].strip()
    assert name in NOTICES
    assert SUITES[name]["licence"] in NOTICES
