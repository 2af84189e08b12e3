from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from policy.clauses import Clause
from policy.drafts.draft import Draft, DraftFinding
from policy.drafts.evidence import Evidence
from policy.drafts.links.address import Address
from policy.drafts.links.check import MOST, links
from policy.drafts.links.hashes import hashes
from policy.drafts.links.judge import LONGEST, TOO_LONG, TOO_MANY

NOTHING = Evidence()


def test_every_link_gets_a_finding_in_order_and_attached_links_come_last() -> None:
    draft = Draft("\U0001f600 bit.ly/a then bit.ly/a", links=("https://www.gov.uk/x",))
    assert [(finding.text, finding.span, finding.verdict, finding.host) for finding in links(draft, NOTHING)] == [
        ("bit.ly/a", (2, 10), "caution", "bit.ly"),
        ("bit.ly/a", (16, 24), "caution", "bit.ly"),
        ("https://www.gov.uk/x", None, "reputable", "www.gov.uk"),
    ]


def test_a_finding_says_what_design_asks_for() -> None:
    assert list(links(Draft("example.com"), NOTHING)) == [
        DraftFinding(
            clause=Clause.LINKS_AND_HASHTAGS,
            kind="link",
            verdict="unverified",
            text="example.com",
            span=(0, 11),
            reasons=("Nobody has verified this site yet.",),
            host="example.com",
            url="http://example.com/",
        )
    ]


LINKS = st.sampled_from(
    ["https://example.com/a", "bit.ly/x", "https://royalmail-redelivery-fee.top", "www.gov.uk", "https://p\u0430ypal.com"]
)


@given(LINKS, st.text(max_size=60), st.text(max_size=60))
def test_a_verdict_does_not_depend_on_the_text_around_it(link: str, before: str, after: str) -> None:
    (alone,) = links(Draft(link), NOTHING)
    around = links(Draft(f"{before} {link} {after}"), NOTHING)
    start = len(before) + 1
    (found,) = [finding for finding in around if finding.span == (start, start + len(link))]
    assert (found.verdict, found.reasons, found.url) == (alone.verdict, alone.reasons, alone.url)


def test_a_link_that_stands_in_a_draft_a_thousand_times_is_judged_once() -> None:
    first, *others = links(Draft("https://example.com/?u=https://bit.ly/x " * 1_000), NOTHING)
    assert len(others) == 999
    assert all(finding.reasons is first.reasons for finding in others)


def test_beyond_what_any_platform_takes_links_are_cautions_and_still_have_their_host() -> None:
    found = list(links(Draft(" ".join(f"site{number}.com/a" for number in range(MOST + 2))), NOTHING))
    assert [(finding.verdict, finding.host) for finding in found[MOST - 1 :]] == [
        ("unverified", f"site{MOST - 1}.com"),
        ("caution", f"site{MOST}.com"),
        ("caution", f"site{MOST + 1}.com"),
    ]
    assert found[-1].reasons == (TOO_MANY,)


def test_a_live_list_is_asked_for_each_of_them() -> None:
    written = " ".join(f"site{number}.com/a" for number in range(MOST + 1))
    (last,) = links(Draft(links=(f"site{MOST}.com/a",), text=""), NOTHING)
    (full, *_) = hashes(Address("http", last.host, last.url, "/a"))
    *_, found = links(Draft(written), Evidence(today=date(2026, 11, 22), confirmed={full: "phishing"}))
    assert found.verdict == "danger"


def test_a_link_longer_than_any_that_works_is_a_caution_at_least() -> None:
    (fine, long) = links(Draft("", links=(f"https://www.gov.uk/{'a' * 9_000}", f"https://www.gov.uk/{'a' * LONGEST}")), NOTHING)
    assert (fine.verdict, long.verdict, long.host, long.reasons[0]) == ("reputable", "caution", "www.gov.uk", TOO_LONG)
