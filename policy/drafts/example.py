"""A draft and what one check says of it. The examples of the checks are their tests (tests/policy/drafts/test_examples.py) and
their documentation (docs/reference.md): each module of a check has a table of them, and says which fact tables it reads.
"""

from datetime import date

import msgspec

from policy.clauses import Clause
from policy.drafts.draft import Draft
from policy.drafts.evidence import Company, Evidence, Person, Verified
from policy.drafts.hashtags.judgement import Tags

EVIDENCE = Evidence(
    verified={"maths.example": Verified("the owner", date(2026, 9, 1), date(2027, 9, 1))},
    today=date(2026, 11, 22),
    company=Company(
        names=("Example Tutors",), confidential=("Project Heron",), tags=Tags(("exampletutors",), frozenset({"examcheats"}))
    ),
    people={
        "name:ava patel": Person("pupil"),
        "name:uma khan": Person("pupil", full_name=True),
        "name:mina patel": Person("parent"),
        "name:sam jones": Person("staff"),
    },
)


class Example(msgspec.Struct, frozen=True):
    """`finds`: clause, verdict and place of each finding, in order; none when the check has nothing to say."""

    draft: Draft
    finds: tuple[tuple[Clause, str, str], ...] = ()


def on(account: str, text: str, *finds: tuple[Clause, str, str], platform: str = "instagram", parent: str = "") -> Example:
    """An example on a personal or an official account."""
    return Example(Draft(text, platform=platform, account=account, parent=parent or None), finds)
