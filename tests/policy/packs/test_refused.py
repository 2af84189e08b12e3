import pytest

from policy.packs.entry import Entry
from policy.packs.refused import KNOWN, NEVER, NO_SITE, SUFFIX, TRUSTED, refusal


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("evil.example.com", ""),
        ("1.2.3.4", ""),
        ("[2001:db8::1]", ""),
        ("somebody.github.io", ""),
        ("mail.evil.com", ""),  # the rule for mail hosts by their first word is for watching, not for lists
        ("town.gov.br", ""),
        ("com", SUFFIX),
        ("co.uk", SUFFIX),
        ("github.io", SUFFIX),
        ("xn--p1ai", SUFFIX),
        ("x.compute-1.amazonaws.com", SUFFIX),
        ("azurewebsites.net", SUFFIX),
        ("amazonaws.com", SUFFIX),
        ("localhost", NO_SITE),
        ("evil.nowhere", ""),
        ("barclays.co.uk", NEVER),
        ("x.y.barclays.co.uk", NEVER),
        ("google.com", NEVER),  # it covers mail.google.com
        ("www.gov.uk", NEVER),
        ("school.kent.sch.uk", TRUSTED),
        ("thinkuknow.co.uk", TRUSTED),
        ("youtube.com", KNOWN),
        ("x.youtube.com", ""),
    ],
)
def test_what_no_list_may_brand_is_refused(host, why):
    assert refusal(Entry(host)) == why


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("docs.google.com", ""),
        ("thinkuknow.co.uk", ""),
        ("github.io", ""),
        ("1.2.3.4", ""),
        ("com", SUFFIX),
        ("co.uk", SUFFIX),
        ("localhost", NO_SITE),
        ("online.hsbc.co.uk", NEVER),
    ],
)
def test_a_page_may_be_listed_where_its_host_may_not(host, why):
    assert refusal(Entry(host, "/x", whole=True)) == why
