import pytest

from policy.drafts.links.model import judged
from policy.drafts.links.suffixes import parts
from policy.drafts.links.verdict import Remark


def remarks(host: str) -> list[Remark]:
    return list(judged(host, parts(host)))


@pytest.mark.parametrize("host", ["royalmail-redelivery-fee.top", "lloyds-secure-login.web.app", "hmrc-tax-refund-2291.shop"])
def test_a_name_full_of_bad_signs_is_dangerous_and_says_why(host: str) -> None:
    (remark,) = remarks(host)
    assert remark.level.word == "danger"
    assert remark.reason.startswith("The name looks like those of fraudulent sites: ")


@pytest.mark.parametrize("host", ["example.com", "www.bbc.co.uk", "tutortrain.co.uk", "khanacademy.org", "forum.example.org"])
def test_an_ordinary_name_is_not_remarked_upon(host: str) -> None:
    assert remarks(host) == []


@pytest.mark.parametrize("host", ["hmrc-refund.com", "dvla-tax.co.uk", "pay.netflix.example.org"])
def test_a_brand_with_a_word_that_fraud_likes_is_doubted_however_short_the_name(host: str) -> None:
    (remark,) = remarks(host)
    assert "own site" in remark.reason


@pytest.mark.parametrize("host", ["wise-info.org", "zoom-doc.org"])
def test_a_brand_that_is_a_word_or_a_place_is_not_misused_by_that(host: str) -> None:
    assert remarks(host) == []


def test_the_brand_that_is_misused_is_named() -> None:
    (remark,) = remarks("royalmail-redelivery-fee.top")
    assert "it names royalmail but is not royalmail's own site" in remark.reason


@pytest.mark.parametrize(
    "host",
    [
        "school.weebly.com",
        "my-page.web.app",
        "maths.github.io",
        "oakwoodprimaryschool.weebly.com",
        "my-school-maths-club.weebly.com",
    ],
)
def test_a_free_host_alone_is_no_danger(host: str) -> None:
    assert [remark.level.word for remark in remarks(host)] == ["caution"]


def test_a_name_that_a_program_gave_is_not_judged() -> None:
    assert remarks("paywall-bucket-2291-x.s3.amazonaws.com") == []


def test_a_name_in_another_alphabet_is_not_judged_by_english_letters() -> None:
    assert remarks("xn--e1afmkfd-1234567.top") == []


def test_a_name_with_accents_is_judged_by_its_plain_letters() -> None:
    (remark,) = remarks("xn--scurit-lloyds-login-verify-blcf.top")
    assert "it names lloyds" in remark.reason


def test_a_part_in_another_alphabet_makes_no_honest_site_a_danger() -> None:
    assert remarks("xn--xample-9ua.test.net") == []


@pytest.mark.parametrize("host", ["oakwood.top", "oakwood.shop", "oakwood.vip", "oakwood.click"])
def test_an_ordinary_name_under_an_abused_suffix_is_not_remarked_upon(host: str) -> None:
    assert remarks(host) == []


def test_fragments_of_words_alone_make_no_name_doubtful() -> None:
    assert remarks("suiviverif.com") == []
