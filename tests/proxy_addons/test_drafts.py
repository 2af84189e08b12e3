from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from policy.drafts.draft import Draft, Findings
from policy.packs.entry import Entry
from policy.packs.lists import Category, ThreatList
from policy.packs.pack import Pack
from policy.packs.packing import packed
from policy.register import Register, Site
from policy.settings import Drafts, Settings
from proxy_addons.drafts import findings, today


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


def test_a_site_that_the_company_verified_is_reputable_until_its_last_day() -> None:
    day = today()
    fresh, stale = Site("fresh.example", "olive", day, day), Site("stale.example", "olive", day, day - timedelta(days=1))
    settings = Settings(register=Register(sites=(fresh, stale)))
    found = findings(Draft("https://www.fresh.example/a https://stale.example/b"), settings).findings
    assert [finding.verdict for finding in found] == ["reputable", "caution"]
    assert found[0].reasons == (f"olive verified fresh.example on {day:%d %B %Y}, until {day:%d %B %Y}.",)


def test_the_lists_of_a_pack_are_looked_into() -> None:
    rows = [(ThreatList("Phish", Category.PHISHING, "a feed", "CC0-1.0", None), [Entry("evil.example.com")])]
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    pack = Pack.open(packed(rows, name="threats", serial=1, issued=1, key=key).data)
    found = findings(Draft("https://evil.example.com"), packs=(pack,)).findings
    assert [finding.verdict for finding in found] == ["danger"]
