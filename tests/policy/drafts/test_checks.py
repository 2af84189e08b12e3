from policy.drafts.checks import CHECKS, check
from policy.drafts.draft import Draft
from policy.drafts.evidence import Evidence
from policy.drafts.links.check import links


def test_links_are_checked_first() -> None:
    assert CHECKS[0] is links


def test_findings_come_in_order_of_appearance_and_what_stands_beside_the_text_last() -> None:
    draft = Draft("b.com and a.com", links=("c.com",))
    assert [finding.text for finding in check(draft, Evidence()) if finding.kind == "link"] == ["b.com", "a.com", "c.com"]


def test_an_empty_draft_has_no_findings() -> None:
    assert check(Draft(""), Evidence()) == []
