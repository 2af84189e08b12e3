"""The URL cases of twitter-text's conformance suite (Apache-2.0), in rows of text and what is linked."""

import pytest

from policy.drafts.links.twitter import places

LINKED = [
    "http://example.com",
    "http://google.com",
    "http://foobar.com/#",
    "http://google.com/#foo",
    "http://google.com/#search?q=iphone%20-filter%3Alinks",
    "http://somedomain.com/index.php?path=/abc/def/",
    "http://www.boingboing.net/2007/02/14/katamari_damacy_phon.html",
    "http://somehost.com:3000",
    "http://xo.com/~matthew+%ff-x",
    "http://xo.com/~matthew+%ff-,.;x",
    "http://xo.com/,.;x",
    "http://en.wikipedia.org/wiki/Primer_(film)",
    "http://www.ams.org/bookstore-getitem/item=mbk-59",
    "http://\u272adf.ws/ejp",
    "http://chilp.it/?77e8fd",
    "http://x.com/oneletterdomain",
    "http://msdn.microsoft.com/ja-jp/library/system.net.httpwebrequest(v=VS.100).aspx",
    "http://word-and-a-number-8-ftw.domain.com/",
    "http://foo.com?#foo",
    "http://sub_domain-dash.twitter.com",
    "http://a.b.cd",
    "http://a_b.c-d.com",
    "http://a-b.c.com",
    "http://twitter-dash.com",
    "http://www.bestbuy.com/site/Currie+Technologies+-+Ezip+400+Scooter/9885188.p?id=1218189013070&skuId=9885188",
    "http://www.foo.com/foo/path-with-period./",
    "http://www.foo.org.za/foo/bar/688.1",
    "http://www.foo.com/bar-path/some.stm?param1=foo;param2=P1|0||P2|0",
    "http://foo.com/bar/123/foo_&_bar/",
    "http://www.cp.sc.edu/events/65",
    "http://www.andersondaradio.no.comunidades.net/",
    "ELPA\u00cdS.com",
    "http://twitter.com/\u0420\u0443\u0441\u0441\u043a\u0438\u0435_\u0441\u043b\u043e\u0432\u0430",
    "http://xn--ls8h.XN--ls8h.la/",
    "http://foobar.\u307f\u3093\u306a/",
    "http://foobar.\u4e2d\u56fd/",
    "http://foobar.\u067e\u0627\u06a9\u0633\u062a\u0627\u0646/",
    "http://example.com/view/slug-url-?foo=bar",
    "http://tn.com.ar/show/00056158/la-estrella?fb_xd_fragment#?=&cb=fe17523f223b7&relation=parent.parent&height=20&ackdata",
]
TEXTS = [
    ("text http://domain-dash_2314352345_dfasd.foo-cow_4352.com", []),
    ("text http://-dash_2314352345_dfasd.foo-cow_4352.com", []),
    ("text http://no-tld", []),
    ("text http://tld-too-short.x", []),
    ("(http://twitter.com", ["http://twitter.com"]),
    ("text http://domain.com-that-you-should-have-put-a-space-after", ["http://domain.com"]),
    ("foo.com foo.net foo.org foo.edu foo.gov", ["foo.com", "foo.net", "foo.org", "foo.edu", "foo.gov"]),
    ("t.co/abcde bit.ly/abcde", ["t.co/abcde", "bit.ly/abcde"]),
    ("http://foo.jp http://fooooo.jp", ["http://foo.jp", "http://fooooo.jp"]),
    ("Go to http://example.com/a+ or http://example.com/a-", ["http://example.com/a+", "http://example.com/a-"]),
    ("@user Try http:// example.com/path", ["example.com/path"]),
    ("@user Try http://\u00a0example.com/path", ["example.com/path"]),
    (
        "\u3053\u308c\u306f\u65e5\u672c\u8a9e\u3067\u3059\u3002example.com/path/index.html\u4e2d\u56fd\u8a9eexample.com/path\ud55c\uad6d",
        ["example.com/path/index.html", "example.com/path"],
    ),
    (
        "http://twitter.com/\u3053\u308c\u3067\u3059\u3002example.com\u4e2d\u56fd\u8a9ehttp://t.co/abcde\ud55c\uad6dtwitter.com",
        ["http://twitter.com/", "example.com", "http://t.co/abcde", "twitter.com"],
    ),
    ("twitter.jp\u65e5\u672c\u8a9eit.so\u4e2d\u56fd\u8a9efoo.jp it.so foo.jp", []),
    ("MLB.tv vine.co twitch.tv t.co", ["MLB.tv", "vine.co", "twitch.tv", "t.co"]),
    ("test http://-leadingdash.twitter.com", []),
    ("test http://trailingdash-.twitter.com", []),
    ("test http://_leadingunderscore.twitter.com", []),
    ("test http://trailingunderscore_.twitter.com", []),
    ("test http://-twitter.com", []),
    ("test http://twitter-.com", []),
    ("test http://twitter_underscore.com", []),
    ("test http://twitter.c_o_m", []),
    ("test http://twitter.com/.", ["http://twitter.com/"]),
    ("Test http://example.com/path..........................................", ["http://example.com/path"]),
    ("Test http://example.com/,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", ["http://example.com/"]),
    ("Test http://example.com/path/!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!", ["http://example.com/path/"]),
    ("#test.com @test.com #http://test.com @http://test.com #t.co/abcde @t.co/abcde", []),
    ("I really like http://t.co/pbY2NfTZ's website", ["http://t.co/pbY2NfTZ"]),
    ("Check this site out http://t.co/FNkPfmii- it's great", ["http://t.co/FNkPfmii"]),
    ("According to http://t.co/ulYGBYSo: the internet is cool", ["http://t.co/ulYGBYSo"]),
    (
        "http://t.co/8MkmHU0k+c http://t.co/TKLp64dY.x http://t.co/8t7G3ddS#a",
        ["http://t.co/8MkmHU0k", "http://t.co/TKLp64dY", "http://t.co/8t7G3ddS"],
    ),
    (
        "http://twitter.com\nhttp://example.com\nhttp://example.com/path\nexample.com/path\nit.so\nit.so/abcde",
        ["http://twitter.com", "http://example.com", "http://example.com/path", "example.com/path", "it.so/abcde"],
    ),
    ("$http://twitter.com $twitter.com $http://t.co/abcde $t.co/abcde $t.co $TVI.CA $RBS.CA", []),
    ("long.test.tar.bz2 test.tar.bz2 tar.bz2", []),
    ("john.doe.gov@mail.com", []),
    ("john.doe.jp@mail.com", []),
    ("http://t.co http://t.co", ["http://t.co", "http://t.co"]),
]


def linked(text: str) -> list[str]:
    return [text[place.start : place.end] for place in places(text)]


@pytest.mark.parametrize("url", LINKED)
def test_a_link_is_linked_whole(url: str) -> None:
    assert linked(f"text {url} text") == [url]
    assert linked(url) == [url]


@pytest.mark.parametrize(("text", "urls"), TEXTS)
def test_the_conformance_suite_holds(text: str, urls: list[str]) -> None:
    assert linked(text) == urls


def test_a_second_level_co_or_www_is_no_short_name() -> None:
    """The suite's `foo.baz www.xxxxxxx.baz … foo.comm`; .foo and .baz are judged by today's list of top-level domains."""
    assert linked("foo.baz foo.co.jp www.xxxxxxx.baz www.foo.co.uk wwwww.xxxxxxx foo.comm foo.somecom foo.govedu foo.jp") == [
        "foo.co.jp",
        "www.foo.co.uk",
    ]
