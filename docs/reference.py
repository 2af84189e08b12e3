"""Writes docs/reference.md from the code: `python -m docs.reference`. A test fails when it is out of date."""

import sys
from collections.abc import Iterable
from pathlib import Path

from policy.clauses import Clause
from policy.drafts.about import sources
from policy.drafts.checks import CHECKS
from policy.drafts.draft import Check, Draft, DraftFinding, Picture
from policy.drafts.example import EVIDENCE, Example
from policy.notice import notice
from policy.platforms import PLATFORMS
from policy.rules import RULES
from policy.settings import Settings
from policy.verdict import Finding

FILE = Path(__file__).with_suffix(".md")
TAB = "\t"
CHECKED = (
    "What a tutor is told of a post, comment or message before it is sent. In the examples the company is called Example",
    "Tutors; Ava Patel is a pupil, Uma Khan one who may be named in full, Mina Patel a parent and Sam Jones a tutor.",
)
HEAD = "# Reference\n\nGenerated from the code by `python -m docs.reference`; do not edit.\n"


def written() -> str:
    return "\n".join([HEAD, *_rules(), *_checks(), *_facts(), *_platforms()]) + "\n"


def _rules() -> list[str]:
    lines = ["## Rules", ""]
    for rule in RULES:
        lines += [f"### {rule.judge.__name__.replace('_', ' ')} (clause {rule.clause})", "", rule.sentence, ""]
        lines += ["| example | leads to | the tutor reads |", "|---|---|---|"]
        for activity, action in rule.breaks:
            words = notice(activity, Finding(rule.clause, action), Settings())
            people = ", ".join(account.handle or account.id for account in activity.people)
            lines.append(f"| {type(activity).__name__}: {people} | {action.name} | {words.title} |")
        lines.append("")
    return lines


def _checks() -> list[str]:
    lines = ["## Checks of drafts", "", *CHECKED, ""]
    for check in CHECKS:
        module = sys.modules[check.__module__]
        clauses = sorted({clause for example in module.EXAMPLES for clause, _, _ in example.finds}, key=_number)
        lines += [f"### {check.__name__} ({', '.join(clauses)})", "", " ".join((check.__doc__ or "").split()), ""]
        lines += [f"- {clause}: {clause.heading}" for clause in clauses]
        lines += [f"- fact tables: {', '.join(_tables(module.FACTS)) or 'none'}", ""]
        lines += ["| draft | where | finding | because |", "|---|---|---|---|"]
        lines += [_example(check, example) for example in module.EXAMPLES]
        lines.append("")
    return lines


def _example(check: Check, example: Example) -> str:
    found = list(check(example.draft, EVIDENCE))
    verdicts = "; ".join(f"{one.verdict}: {one.text}" for one in found) or "nothing"
    return f"| {_draft(example.draft)} | {_place(example.draft)} | {verdicts} | {' '.join(_reasons(found))} |"


def _reasons(found: Iterable[DraftFinding]) -> list[str]:
    return list(dict.fromkeys(reason for one in found for reason in one.reasons))


def _draft(draft: Draft) -> str:
    return "; ".join(map(_picture, draft.images)) or draft.text.replace("|", "\\|")


def _picture(picture: Picture) -> str:
    """What is said of a picture beyond its name."""
    fields = ((name, getattr(picture, name)) for name in picture.__struct_fields__[2:])
    return ", ".join([picture.name, *(f"{name}: {_word(value)}" for name, value in fields if value is not None)])


def _word(value: object) -> str:
    return str(value) if not isinstance(value, bool) else "yes" if value else "no"


def _place(draft: Draft) -> str:
    answer = f", answering an {draft.parent} post" if draft.parent else ""
    return f"{draft.account}{f', {draft.platform}' if draft.platform else ''}{answer}"


def _facts() -> list[str]:
    lines = ["## Fact tables", "", "| table | source | licence | as of | rows |", "|---|---|---|---|---|"]
    return [*lines, *(f"| {' | '.join(line.split(TAB))} |" for line in sources()), ""]


def _tables(starts: tuple[str, ...]) -> list[str]:
    names = (line.partition(TAB)[0] for line in sources())
    return sorted({name for name in names if name.startswith(starts)}) if starts else []


def _number(clause: Clause) -> tuple[int, ...]:
    return tuple(map(int, clause.split(".")))


def _platforms() -> list[str]:
    lines = ["## Platforms", "", "| platform | guarded | hosts | minimum age |", "|---|---|---|---|"]
    for platform in sorted(PLATFORMS, key=lambda platform: (not platform.watched, platform.name)):
        hosts = ", ".join(platform.hosts) or "the company's own"
        lines.append(f"| {platform.name} | {'yes' if platform.watched else 'not yet'} | {hosts} | {platform.minimum_age} |")
    return lines


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
