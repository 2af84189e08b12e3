"""The company in a draft: named or criticised on a personal account (5.7), and what it keeps to itself on any (6.2)."""

from collections.abc import Iterator
from functools import lru_cache

from policy.clauses import Clause
from policy.drafts.criticism import PLAIN, around
from policy.drafts.draft import Draft, DraftFinding
from policy.drafts.evidence import Evidence
from policy.drafts.example import on
from policy.drafts.terms import Match, matches

NETWORKS = frozenset({"linkedin"})  # where one says whom one works for
MENTIONED = (
    "This names the company on a personal account.",
    "Say it without the company's name, or share a post of an official account instead.",
)
CRITICISED = (
    "This reads as criticism of the company on social media.",
    "Tell the owner instead; for a worry about a child, the safeguarding lead.",
)
KEPT = ("This is on the company's list of what is not published.", "Ask the owner before you post it.")


def company(draft: Draft, evidence: Evidence) -> Iterator[DraftFinding]:
    """A personal account does not name the company, except on a professional network or in answer to an official post, and runs
    it down nowhere; and no account at all tells what the company keeps to itself.
    """
    if draft.account != "official":
        yield from _mentions(draft, evidence)
    for match in _places(draft.text, evidence.company.confidential, changed=False):
        yield _finding(draft, match, Clause.CONFIDENTIAL, KEPT)


def _mentions(draft: Draft, evidence: Evidence) -> Iterator[DraftFinding]:
    """Who may name the company may not run it down."""
    found = named(draft, evidence)
    plain = draft.text.translate(PLAIN) if found else ""
    for match in found:
        start, end = around(plain, match.start, match.end)
        if (start, end) != (match.start, match.end):
            yield _finding(draft, Match(match.term, start, end), Clause.MENTIONS, CRITICISED)
        elif draft.platform not in NETWORKS and draft.parent != "official":
            yield _finding(draft, match, Clause.MENTIONS, MENTIONED)


def named(draft: Draft, evidence: Evidence) -> tuple[Match, ...]:
    """Where the draft names the company."""
    return _places(draft.text, evidence.company.names, changed=True)


@lru_cache(maxsize=2)
def _places(text: str, terms: tuple[str, ...], *, changed: bool) -> tuple[Match, ...]:
    """Where one of the terms stands, each place once. Kept while a draft is checked, since several checks ask."""
    found = sorted(matches(text, terms, changed=changed), key=lambda match: (match.start, -match.end))
    kept: list[Match] = []
    for match in found:
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return tuple(kept)


def _finding(draft: Draft, match: Match, clause: Clause, reasons: tuple[str, ...]) -> DraftFinding:
    return DraftFinding(clause, "company", "caution", draft.text[match.start : match.end], (match.start, match.end), reasons)


FACTS = ("hashtag_words", "look_alikes")
EXAMPLES = (
    on("personal", "I work at Example Tutors", (Clause.MENTIONS, "caution", "Example Tutors")),
    on("personal", "#ExampleTutors", (Clause.MENTIONS, "caution", "ExampleTutors")),
    on("personal", "I work at Exampel Tutors", (Clause.MENTIONS, "caution", "Exampel Tutors")),
    on("official", "#projectheron", (Clause.CONFIDENTIAL, "caution", "projectheron")),
    on("official", "Soon: Project Heron", (Clause.CONFIDENTIAL, "caution", "Project Heron")),
    on("personal", "I work at Example Tutors", platform="linkedin"),
    on("personal", "Example Tutors helped us", parent="official"),
    on("personal", "For example, tutors help"),
    on("personal", "Example Tutors are useless", (Clause.MENTIONS, "caution", "Example Tutors are useless")),
    on(
        "personal",
        "Never work for Example Tutors",
        (Clause.MENTIONS, "caution", "Never work for Example Tutors"),
        platform="linkedin",
    ),
    on("personal", "Example Tutors underpays", (Clause.MENTIONS, "caution", "Example Tutors underpays"), parent="official"),
    on("personal", "I was hopeless at maths before Example Tutors", platform="linkedin"),
)
