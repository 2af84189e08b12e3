import time
from collections.abc import Callable
from datetime import date
from itertools import count

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy.clauses import Clause
from policy.drafts.checks import CHECKS, check
from policy.drafts.draft import Draft, DraftFinding
from policy.drafts.evidence import Company, Evidence, Person, Refusal, Verified
from policy.drafts.hashtags.judgement import Tags
from policy.drafts.links.address import read
from policy.drafts.links.check import links
from policy.drafts.links.hashes import hashes

TODAY = date(2026, 11, 22)
ORDER = ["reputable", "ok", "unverified", "caution", "inappropriate", "danger"]
PLATFORMS = st.sampled_from([None, "x", "instagram", "linkedin"])
WRITTEN = [
    "https://example.com/a",
    "https://bit.ly/x",
    "https://royalmail-fee.top",
    "https://www.gov.uk",
    "https://p\u0430ypal.com",
]
TAGS = ["#maths", "#Scunthorpe", "#sh1t", "#thyghgapp", "#selfharmawareness", "#GCSE2026", "#\u0441af\u00e9"]
PIECES = st.sampled_from([*WRITTEN, *TAGS])


def test_links_are_checked_first() -> None:
    assert CHECKS[0] is links


def test_findings_come_in_order_of_appearance_and_what_stands_beside_the_text_last() -> None:
    draft = Draft("b.com and a.com", links=("c.com",))
    assert [finding.text for finding in check(draft, Evidence()) if finding.kind == "link"] == ["b.com", "a.com", "c.com"]


def test_an_empty_draft_has_no_findings() -> None:
    assert check(Draft(""), Evidence()) == []


def judged(text: str, platform: str | None, evidence: Evidence) -> list[DraftFinding]:
    found = check(Draft(text, platform), evidence)
    return [finding for finding in found if finding.kind in {"link", "hashtag"}]


@settings(deadline=None)  # the first draft waits for the fact tables
@given(PIECES, st.text(max_size=60) | st.lists(PIECES).map(" ".join), st.text(max_size=60), PLATFORMS)
def test_no_verdict_depends_on_the_text_around(piece: str, before: str, after: str, platform: str | None) -> None:
    (alone,) = judged(piece, platform, Evidence())
    start = len(before) + 1
    around = judged(f"{before} {piece} {after}", platform, Evidence())
    (same,) = [finding for finding in around if finding.span == (start, start + len(piece))]
    assert msgspec.structs.replace(same, span=alone.span) == alone


def known(harmful: set[str], vouched: set[str]) -> Evidence:
    """What is known when some links are confirmed as harmful or were declined, and some hashtags are banned."""
    addresses = [address for one in harmful if not one.startswith("#") and (address := read(one))]
    return Evidence(
        verified={one.removeprefix("https://"): Verified("A. Owner", TODAY, TODAY) for one in vouched},
        today=TODAY,
        company=Company(tags=Tags(("maths", "gcse2026"), frozenset(one[1:].lower() for one in harmful if one.startswith("#")))),
        declined={address.host: Refusal(TODAY) for address in addresses[:1]}
        | {one.lower(): Refusal(TODAY, "why") for one in harmful if one.startswith("#")},
        confirmed={hashes(address)[0]: "phishing" for address in addresses},
    )


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6), st.sets(PIECES), st.sets(PIECES), st.sets(PIECES))
def test_more_evidence_of_harm_lowers_no_verdict(pieces: list[str], harm: set[str], more: set[str], vouched: set[str]) -> None:
    text = " ".join(pieces)
    less, worse = (judged(text, None, known(found, vouched)) for found in (harm, harm | more))
    for before, after in zip(less, worse, strict=True):
        assert (after.text, after.span) == (before.text, before.span)
        assert ORDER.index(after.verdict) >= ORDER.index(before.verdict)


COMPANY = Company(("Tutor Train", "Bright Minds"), ("Blue Fox",), Tags(("love",), frozenset({"cheat"})))
HOSTILE = [
    *("#", "@", "a.", "a.b.", "http://", "(", "www.", "a", ".", ":", "[", "](", "&amp;", "\n", "%25", "*", "A", "0", "Aa "),
    *("\u200d", "#a\u0301", "#\U0001f600", "\u6f22.", "\u017f:", "p\u0430ypal.com ", "[a](http://b.co)", "a@b.com "),
    *("http://a.com/?u=", "http://0x7f.1/", "a.com:", "#a ", "#a*b", "#sh!", "#0$4 ", "#aab "),
    *("07700 900123 ", "SW1A1AA", "Ash School year 7 ", "Ava Patel ", "AA. ", "sh*t ", "a'", "TutorTrain ", "tutor ", "blue "),
    *("AvPa", "T u t o r "),
]


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("platform", [None, "x"])
def test_a_draft_four_times_as_long_takes_about_four_times_as_long(unit: str, platform: str | None) -> None:
    assert grows_in_proportion(lambda size: unit * (size // len(unit)), platform)


@pytest.mark.parametrize(
    "unit", ["#tag{} ", "site{}.com ", "https://a.com/{} ", "http://b.com/?u=http://c{}.com ", "#B1g{}", "word{} "]
)
def test_so_does_one_that_never_says_the_same_thing_twice(unit: str) -> None:
    fresh = count()
    assert grows_in_proportion(lambda size: "".join(unit.format(next(fresh)) for _ in range(size // len(unit))), None)


@pytest.mark.parametrize(
    ("start", "unit", "end"),
    [("http://[", "1:", "]/"), ("http://", "a.", "com"), ("http://a.com/", "%25", ""), ("#", "a_", "!")],
)
def test_so_does_one_long_link_or_hashtag(start: str, unit: str, end: str) -> None:
    assert grows_in_proportion(lambda size: f"{start}{unit * (size // len(unit))}{end}", None)


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="#@./:?&=%()[]*'aAbs0 -_\u0430\u200d\u0301\u6f22\U0001f600", min_size=1, max_size=8))
def test_so_does_any_text_that_repeats_itself(unit: str) -> None:
    assert grows_in_proportion(lambda size: unit * (size // len(unit)), None)


def grows_in_proportion(make: Callable[[int], str], platform: str | None) -> bool:
    """Does four times the text take less than eight times as long? Squared, it would be sixteen times; a busy machine is given
    some more tries, and what takes next to no time is not compared.
    """
    tries = ((_spent(make(3_000), platform), _spent(make(12_000), platform)) for _ in range(6))
    return any(large < 8 * max(small, 0.004) for small, large in tries)


def _spent(text: str, platform: str | None) -> float:
    draft, evidence = Draft(text, platform, "official"), Evidence(company=COMPANY, people={"name:ava patel": Person("pupil")})
    start = time.process_time()
    check(draft, evidence)
    check(msgspec.structs.replace(draft, account="personal"), evidence)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("platform", "kind", "told"),
    [("teams", "message", False), ("teams", "post", True), ("x", "message", True), (None, None, True)],
)
def test_what_is_private_may_be_told_in_a_message_on_a_platform_that_is_approved_for_it(
    platform: str | None, kind: str | None, told: bool
) -> None:
    evidence = Evidence(company=Company(confidential=("Blue Fox",), media=("teams",)))
    found = check(Draft("Ring 07700 900123 about Blue Fox", platform=platform, kind=kind), evidence)
    assert (Clause.PRIVACY in {one.clause for one in found}) is told
    assert Clause.CONFIDENTIAL in {one.clause for one in found}, "what is confidential stays so"
