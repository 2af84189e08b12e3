"""Writes docs/reference.md from the code: `python -m docs.reference`. A test fails when it is out of date."""

from pathlib import Path

from policy.notice import notice
from policy.platforms import PLATFORMS
from policy.rules import RULES
from policy.settings import Settings
from policy.verdict import Finding

FILE = Path(__file__).with_suffix(".md")
HEAD = "# Reference\n\nGenerated from the code by `python -m docs.reference`; do not edit.\n"


def written() -> str:
    return "\n".join([HEAD, *_rules(), *_platforms()]) + "\n"


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


def _platforms() -> list[str]:
    lines = ["## Platforms", "", "| platform | guarded | hosts | minimum age |", "|---|---|---|---|"]
    for platform in sorted(PLATFORMS, key=lambda platform: (not platform.watched, platform.name)):
        hosts = ", ".join(platform.hosts) or "the company's own"
        lines.append(f"| {platform.name} | {'yes' if platform.watched else 'not yet'} | {hosts} | {platform.minimum_age} |")
    return lines


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
