from policy.drafts.draft import Draft, Findings
from proxy_addons.drafts import findings


def test_a_draft_is_checked_with_todays_date_and_the_shipped_facts() -> None:
    assert findings(Draft("nothing to say")) == Findings(())
    assert [finding.verdict for finding in findings(Draft("https://www.gov.uk bit.ly/x")).findings] == ["reputable", "caution"]
