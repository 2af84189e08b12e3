import pytest

from policy.packs.entry import Entry
from server.packs.reading import KNOWN, NO_ADDRESS, BadSource, gathered, lines, of_url


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ("https://evil.harm.test", Entry("evil.harm.test")),
        ("http://evil.harm.test/?a", Entry("evil.harm.test", "/?a", whole=True)),
        ("http://evil.harm.test:81/", Entry("evil.harm.test", "/", whole=True)),
        ("http://evil.harm.test/#/login", Entry("evil.harm.test", "/", whole=True)),
        ("http://x.github.io/", Entry("x.github.io")),
        ("https://docs.google.com/forms/d/a", Entry("docs.google.com", "/forms/d/a", whole=True)),
        ("https://x.youtube.com/", Entry("x.youtube.com", "/", whole=True)),
        ("https://www.youtube.com/", KNOWN),
        ("https://bit.ly", KNOWN),
        ("javascript:alert(1)", NO_ADDRESS),
        ("http://a b/", NO_ADDRESS),
        ("", NO_ADDRESS),
    ],
)
def test_a_reported_url_lists_the_page_and_a_bare_host_the_site(written, entry):
    assert of_url(written) == entry


def test_what_was_left_out_is_counted():
    content = gathered("feed", [(1, Entry("a.example")), (2, KNOWN), (3, Entry("a.example")), (4, NO_ADDRESS)])
    assert (content.entries, content.count) == ({Entry("a.example")}, 4)
    assert content.ignored == {KNOWN: 1, NO_ADDRESS: 1}


def test_a_source_without_addresses_is_another_kind_of_file():
    with pytest.raises(BadSource, match="feed, line 2: no address stands there"):
        gathered("feed", [(1, Entry("a.example")), (2, NO_ADDRESS), (3, NO_ADDRESS)])


def test_lines_keep_their_numbers():
    assert list(lines("# a\n\n b \n;c\nd", ("#", ";"))) == [(3, "b"), (5, "d")]
