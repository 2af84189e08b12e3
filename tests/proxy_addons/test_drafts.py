from policy.drafts.draft import Draft, Findings
from policy.settings import Drafts, Settings
from proxy_addons.drafts import findings


def test_a_draft_is_checked_with_todays_date_and_the_shipped_facts() -> None:
    assert findings(Draft("nothing to say"), Settings()) == Findings(())
    assert [finding.verdict for finding in findings(Draft("https://www.gov.uk bit.ly/x"), Settings()).findings] == [
        "reputable",
        "caution",
    ]


def test_what_the_company_chose_is_obeyed() -> None:
    settings = Settings(drafts=Drafts(names=("Tutor Train",), banned_tags=("maths",)))
    found = findings(Draft("I am with Tutor Train #maths", platform="x"), settings).findings
    assert [(finding.kind, finding.verdict) for finding in found] == [("company", "caution"), ("hashtag", "inappropriate")]
