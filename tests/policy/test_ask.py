"""A site is asked about by its host alone, and what nobody could verify is refused in words that help."""

import pytest

from policy.ask import host_of, tag_of


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("example.org", "example.org"),
        ("https://www.Example.org/a/page?who=una#top", "www.example.org"),
        ("http://una:secret@example.org:8080/", "example.org"),
        ("münchen.de", "xn--mnchen-3ya.de"),
        ("pages.github.io", "pages.github.io"),
        ("school.example", "school.example"),
        ("kingsway.leeds.sch.uk", "kingsway.leeds.sch.uk"),
    ],
)
def test_of_a_link_only_the_host_is_asked_about(written: str, host: str) -> None:
    assert host_of(written) == host
    assert host_of(host) == host


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("co.uk", "Many people"),
        ("sch.uk", "Many people"),
        ("https://github.io/", "Many people"),
        ("10.0.0.1", "a number"),
        ("http://0x7f000001/", "a number"),
        ("https://[2001:db8::1]/", "a number"),
        ("bit.ly", "shortener"),
        ("https://x.omegle.com", "anonymous"),
        ("localhost", "not the address"),
        ("*.example.org", "not the address"),
        ("two words.example.org", "not the address"),
        ("javascript:alert(1)", "not the address"),
        ("", "not the address"),
        ("x" * 5_000 + ".org", "not the address"),
        ("\ud800.org", "not the address"),
    ],
)
def test_what_cannot_be_verified_says_why(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        host_of(written)


@pytest.mark.parametrize("written", ["#GCSE", "gcse", "＃ＧＣＳＥ", " #gcse "])
def test_a_hashtag_is_asked_about_as_platforms_compare_it(written: str) -> None:
    assert tag_of(written) == "gcse"


@pytest.mark.parametrize("written", ["", "#", "two words", "#one#two", "x" * 101, "\u200b"])
def test_what_is_no_hashtag_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="one word"):
        tag_of(written)
