"""Every expression that ships passes; what cannot be bounded, or would not be read alike everywhere, does not."""

import json
import re
import time
from pathlib import Path

import pytest

from policy.expression import LENGTH, LONGEST, InvalidExpression, check

SITES = Path(__file__).parents[2] / "extension" / "sites"
SHIPPED = [json.loads(file.read_text("utf-8")) for file in sorted(SITES.glob("*.json")) if file.stem != "index"]
EXPRESSIONS = [
    expression
    for site in SHIPPED
    for expression in (
        *(one for field in ("blind", "threads", "profiles", "posts") for one in site[field]),
        *(peer["pattern"] for peer in site.get("peers", ())),
    )
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_what_ships_could_come_from_the_office_too(expression: str) -> None:
    check(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "a" * (LENGTH + 1),
        "^/\n",
        "^(?:a+)+$",
        "^(?:a|a)*b",
        "^(?:a?){30}b",
        "^/.*.*.*x",
        "/.*.*x",
        "^(?:.*x|.*y)(?:.*x|.*y)(?:a|b)",
        "^(a)",
        "^(?<name>a)",
        "^(?<id>a)|(?<id>b)",
        "^(?=a)?b",
        "^(?!a)",
        "^(?<=a)b",
        r"^(?<id>a)\1",
        r"^\k<id>",
        r"^\bword",
        r"^\p{L}",
        "^a{3,2}b",
        "^a{1000}",
        "^[z-a]",
        r"^[\w-.]",
        "^[a",
        "^a)",
        "^(?:a",
        "^a**",
        "*a",
        "^a]",
        "^a}",
        "^a\\",
        "a^b",
    ],
)
def test_what_is_unbounded_or_unreadable_is_refused(expression: str) -> None:
    with pytest.raises(InvalidExpression):
        check(expression)


def test_the_costliest_that_passes_ends_soon() -> None:
    """Two repetitions that may share a text in every way, on the longest text that is read."""
    check("^.*.*x")
    began = time.process_time()
    assert re.match("^.*.*x", "a" * LONGEST) is None
    assert time.process_time() - began < 2
