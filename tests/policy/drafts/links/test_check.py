import time

from hypothesis import given
from hypothesis import strategies as st

from policy.clauses import Clause
from policy.drafts.draft import Draft, DraftFinding
from policy.drafts.evidence import Evidence
from policy.drafts.links.check import links

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


def test_a_hundred_thousand_characters_of_one_link_are_judged_once() -> None:
    text = "https://example.com/?u=https://bit.ly/x " * 2_500
    start = time.process_time()
    assert len(list(links(Draft(text), NOTHING))) == 2_500
    assert time.process_time() - start < 5  # a link judged anew each time, or a quadratic search, would take far longer
