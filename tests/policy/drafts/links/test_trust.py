from datetime import date

import pytest

from policy.drafts.evidence import Evidence, Refusal, Verified
from policy.drafts.links import trust

ROW = Verified(by="A. Owner", on=date(2026, 1, 1), until=date(2026, 12, 31))


def evidence(today: date | None) -> Evidence:
    return Evidence(verified={"maths.example": ROW}, today=today)


def test_the_companys_register_vouches_for_a_site_and_its_parts_until_it_runs_out() -> None:
    assert trust.vouched("www.maths.example", evidence(date(2026, 6, 1))) == (
        "A. Owner verified maths.example on 01 January 2026, until 31 December 2026."
    )
    assert trust.vouched("maths.example", evidence(date(2026, 12, 31)))
    assert not trust.vouched("maths.example", evidence(date(2027, 1, 1)))
    assert not trust.vouched("maths.example", evidence(date(2025, 12, 31)))
    assert not trust.vouched("notmaths.example", evidence(date(2026, 6, 1)))


def test_a_site_that_the_office_did_not_verify_says_so() -> None:
    asked = Evidence(declined={"maths.example": Refusal(date(2026, 6, 1))})
    assert trust.unvouched("www.maths.example", asked) == (
        "The office was asked about maths.example and decided on 01 June 2026 not to verify it."
    )
    why = Evidence(declined={"maths.example": Refusal(date(2026, 6, 1), "It sells essays.")})
    assert trust.unvouched("maths.example", why).endswith("on 01 June 2026 not to verify it: It sells essays.")
    assert trust.unvouched("www.other.example", asked) == "Nobody has verified this site yet."


def test_without_a_date_nothing_that_runs_out_is_believed() -> None:
    assert trust.vouched("maths.example", evidence(None)) == ""


@pytest.mark.parametrize(
    "host",
    ["www.gov.uk", "ofsted.gov.uk", "www.cam.ac.uk", "st-marys.kent.sch.uk", "www.nhs.uk", "www.met.police.uk",
     "thinkuknow.co.uk",
     "www.ceopeducation.co.uk", "saferinternet.org.uk", "www.internetmatters.org", "childnet.com", "educateagainsthate.com",
     "www.nspcc.org.uk", "www.childline.org.uk", "www.bbc.co.uk", "www.aqa.org.uk", "www.ucas.com"],
)  # fmt: skip
def test_restricted_registries_and_the_policys_own_links_are_vouched_for(host: str) -> None:
    assert trust.vouched(host, Evidence())


@pytest.mark.parametrize(
    "host", ["cambridge-edu.uk", "gov.uk.evil.example", "xgov.uk", "nhs.uk.com", "example.co.uk", "www.google.com", ""]
)
def test_nobody_vouches_for_the_rest(host: str) -> None:
    assert trust.vouched(host, Evidence()) == ""


def test_a_known_site_is_known_with_its_parts_but_not_what_is_hosted_there() -> None:
    assert trust.known("docs.google.com", "")
    assert trust.known("www.weebly.com", "")
    assert not trust.known("my-page.weebly.com", "weebly.com")
    assert trust.known("bbc-co-uk.translate.goog", "translate.goog")
    assert not trust.known("tutortrain.co.uk", "")
