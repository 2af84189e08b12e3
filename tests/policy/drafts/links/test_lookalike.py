import json
from pathlib import Path

import pytest

from policy.drafts.links.address import read
from policy.drafts.links.lookalike import like, meant
from policy.drafts.links.suffixes import parts

SUITE = json.loads((Path(__file__).parents[3] / "vectors" / "look_alikes.json").read_text("utf-8"))


def seen(host: str) -> tuple[str, str]:
    address = read(f"http://{host}")
    assert address is not None
    return like(address.host, parts(address.host))


@pytest.mark.parametrize(
    ("host", "how", "site"),
    [
        ("paypa1.com", "drawn", "paypal.com"),
        ("rnicrosoft.com", "drawn", "microsoft.com"),
        ("p\u0430ypal.com", "drawn", "paypal.com"),
        ("g\u00f6ogle.com", "drawn", "google.com"),
        ("paypal.com.evil.tld", "inside", "paypal.com"),
        ("www.paypal.com.example.net", "inside", "paypal.com"),
        ("microsoft.com-login.net", "inside", "microsoft.com"),
        ("royalmail.com.parcel-fee.co", "inside", "royalmail.com"),
        ("gov.uk.evil.tld", "inside", "gov.uk"),
        ("council-gov-uk.refunds.tld", "inside", "gov.uk"),
        ("www.nhs.uk-booking.tld", "inside", "nhs.uk"),
        ("example-google.com", "behind", "google.com"),
        ("bb\u0441.co.uk", "drawn", "bbc.com"),
        ("cambridge-edu.uk", "behind", "ac.uk"),
        ("tax-gov.uk", "behind", "gov.uk"),
        ("oakfield-sch.uk", "behind", "sch.uk"),
        ("goggle.com", "one key", "google.com"),
        ("faceboook.com", "one key", "facebook.com"),
        ("netfllx.com", "one key", "netflix.com"),
        ("lnstagram.com", "drawn", "instagram.com"),  # as a capital, its first letter looks the same
        ("Iinkedin.com".lower(), "drawn", "linkedin.com"),
    ],
)
def test_a_host_that_passes_itself_off_is_named_with_its_model(host: str, how: str, site: str) -> None:
    assert seen(host) == (how, site)


@pytest.mark.parametrize(
    "host",
    [
        "netflix.co",  # the same name under another suffix
        "1paypal.com",  # a difference in the first character only
        "paypal2.com",  # a trailing number
        "pay-pal.com",  # a hyphen
        "big-apple.com",  # a word
        "apples.com",
        "example.com",
        "www.google.com",
        "accounts.google.com",
        "weather.com",
        "code.org",  # a well-known part of another's site is no name of its own
        "blog.google",
        "leather.com",
        "bramble.io",  # a letter of rambler.ru has moved from its end to its start: nobody's slip
        "m\u00fcnchen.de",
        "tutortrain.co.uk",
    ],
)
def test_the_published_exemptions_hold(host: str) -> None:
    assert seen(host) == ("", "")


@pytest.mark.parametrize(("host", "site"), SUITE["embedded"])
def test_the_published_cases_of_embedded_names_hold(host: str, site: str) -> None:
    assert seen(host)[1] == site


@pytest.mark.parametrize(("host", "known", "accident"), SUITE["one key"])
def test_the_published_cases_of_slips_hold(host: str, known: str, *, accident: bool) -> None:
    one, two = parts(host).name, parts(known).name
    assert meant(one, two) is not accident
