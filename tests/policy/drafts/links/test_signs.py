import pytest

from policy.drafts.links.address import read
from policy.drafts.links.signs import signs
from policy.drafts.links.suffixes import parts
from policy.drafts.links.verdict import Level


def levels(written: str) -> list[str]:
    address = read(written)
    assert address is not None
    return [remark.level.word for remark in signs(address, parts(address.host)) if remark.level > Level.UNVERIFIED]


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("javascript:alert(1)", "danger"),
        ("data:text/html,x", "danger"),
        ("ms-settings:privacy", "danger"),
        ("mailto:a@example.com", "caution"),
        ("ftp://example.com/x", "caution"),
        ("https://paypal.com@example.com/", "danger"),
        ("http://0x7f.1/", "danger"),
        ("http://192.168.0.1/", "caution"),
        ("http://[::1]/", "caution"),
        ("http://localhost/", "caution"),
        ("http://example.notatld/", "caution"),
        ("https://%65xample.com/", "caution"),
        ("https://example.com:8443/", "caution"),
        ("https://bit.ly/x", "caution"),
        ("https://t.co/x", "caution"),
        ("https://linktr.ee/x", "caution"),
        ("https://wa.me/447700900123", "caution"),
        ("https://discord.gg/x", "caution"),
        ("https://discord.com/invite/x", "caution"),
        ("https://www.facebook.com/l.php?u=x", "caution"),
        ("https://bbc-co-uk.translate.goog/news", "caution"),
        ("https://ngl.link/x", "caution"),
        ("https://www.tellonym.me/x", "caution"),
        ("https://www.bet365.com/", "caution"),
        ("https://example.com/setup.exe", "caution"),
        ("https://example.com/app.apk?x=1", "caution"),
        ("https://example.com/all.zip", "caution"),
        ("https://example.com/report.pdf.exe", "danger"),
    ],
)
def test_a_sign_in_the_address_is_remarked_upon(written: str, level: str) -> None:
    assert max(levels(written), key=["caution", "danger"].index) == level


@pytest.mark.parametrize(
    "written",
    [
        "https://example.com/",
        "example.com",
        "https://example.com/report.pdf",
        "https://example.com/a.b.c/",
        "http://example.com/x.com",
        "https://discord.com/safety",
        "https://discord.com/",
    ],
)
def test_an_ordinary_address_calls_for_nothing(written: str) -> None:
    assert levels(written) == []


def test_http_is_only_noted_and_only_where_it_was_written() -> None:
    def said(written: str) -> list[str]:
        address = read(written)
        assert address is not None
        return [remark.reason for remark in signs(address, parts(address.host))]

    assert "not encrypted" in said("http://example.com")[0]
    assert said("example.com") == []
