import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.links.find import WITH_SCHEME, _with_scheme, places
from policy.drafts.links.place import Place

CASES = [
    ("See https://en.wikipedia.org/wiki/A_(b)).", ["https://en.wikipedia.org/wiki/A_(b)"]),
    ("(https://a.com/x).", ["https://a.com/x"]),
    ("[text](https://a.com/b_(c))", ["https://a.com/b_(c)"]),
    ("[https://a.com](https://b.com)", ["https://a.com", "https://b.com"]),
    ("[a](javascript:alert(1))", ["javascript:alert(1)"]),
    ("<https://a.b.com>", ["https://a.b.com"]),
    ("**https://x.com/a**, ~~https://x.com/b~~", ["https://x.com/a", "https://x.com/b"]),
    ("`https://x.com/a`", ["https://x.com/a"]),
    ('<a href="https://x.com/a">', ["https://x.com/a"]),
    ("\u201chttps://x.com/a\u201d, it says", ["https://x.com/a"]),
    ("one https://a.com\ntwo https://b.com\r\nhttps://c.com", ["https://a.com", "https://b.com", "https://c.com"]),
    (
        "m\u00fcnchen.de \u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444 p\u0430ypal.com",
        ["m\u00fcnchen.de", "\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444", "p\u0430ypal.com"],
    ),
    ("\u4f8b\u3048.\u4e2d\u56fd example.com\u4e2d\u56fd\u8a9e", ["\u4f8b\u3048.\u4e2d\u56fd", "example.com"]),
    ("\u3001\u4f8b\u3048.jp\u3002", ["\u4f8b\u3048.jp"]),
    ("\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45.com", ["\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45.com"]),
    ("bbc.co.uk/news, and nhs.uk.", ["bbc.co.uk/news", "nhs.uk"]),
    ("bit.ly/a?b=c#d!", ["bit.ly/a?b=c#d"]),
    ("EXAMPLE.COM", ["EXAMPLE.COM"]),
    ("example.com:8080/x", ["example.com:8080/x"]),
    ("It was finished.It was good.So there", []),
    ("joe@example.com, jo.gov@x.example.com", []),
    ("@example.com #example.com $example.com", []),
    ("e.g. i.e. 3.14 v1.2.3 a...b", []),
    ("http://0x7f.1/ http://localhost:80/x", ["http://0x7f.1/", "http://localhost:80/x"]),
    ("https://u:p@evil.example/x", ["https://u:p@evil.example/x"]),
    ("intent://x#Intent;end data:text/html,x", ["intent://x#Intent;end", "data:text/html,x"]),
    ("data: 5, file: none, about: me", []),
    ("x.com's", ["x.com"]),
    ("http:// https://.", []),
]


def found(text: str, platform: str | None = None) -> list[str]:
    return [text[place.start : place.end] for place in places(text, platform)]


@pytest.mark.parametrize(("text", "links"), CASES)
def test_what_a_platform_would_link_is_found(text: str, links: list[str]) -> None:
    assert found(text) == found(text, "instagram") == links


def test_platform_x_has_its_own_rules() -> None:
    text = "ftp://example.org t.co/a"
    assert (found(text, "x"), found(text)) == (["t.co/a"], ["ftp://example.org", "t.co/a"])


def test_spans_count_code_points() -> None:
    assert places("\U0001f600 https://a.com") == (Place(2, 15),)


@given(st.text(max_size=300), st.sampled_from([None, "x", "facebook"]))
def test_links_stand_in_order_and_apart_in_any_text(text: str, platform: str | None) -> None:
    spans = places(text, platform)
    assert all(0 <= place.start < place.end <= len(text) for place in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


@given(st.sampled_from(["https://example.com/a", "bbc.co.uk", "evil.top/x"]), st.text(max_size=40), st.text(max_size=40))
def test_a_link_is_found_whatever_stands_around_it(link: str, before: str, after: str) -> None:
    text = f"{before} {link} {after}"
    assert Place(len(before) + 1, len(before) + 1 + len(link)) in places(text)


SCHEMED = st.text(alphabet="htpsxamd-:/+.#](\u0130\u0131\u017f\u212a\u00e9 ")
PIECES = st.sampled_from(
    ["http://", "https:/", "data:", "data:a/", "ms-word:", "javascr\u0131pt:", "view-source:", "blob:", "a:b"]
)


@given(st.lists(PIECES | SCHEMED).map("".join), st.integers(0, 20))
def test_looking_only_at_colons_misses_no_scheme(text: str, at: int) -> None:
    every, colons = WITH_SCHEME.search(text, at), _with_scheme(text, at)
    assert (every and every.span()) == (colons and colons.span())


HOSTILE = [
    "a",
    "a.",
    "a-",
    "(",
    "http://",
    "http://a.co/(",
    "a.com",
    "javascript:",
    "\u00e9.",
    "\u4e2d.",
    "](http://",
    "x@",
    "%41",
    ".com",
    "a.b_",
    ":",
    "a:",
    "a://",
    "aa://",
    "ms-:",
    ".",
    ". ",
    "a/",
    "\u017f\u017f:",
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("platform", [None, "x"])
def test_a_text_ten_times_as_long_takes_about_ten_times_as_long(piece: str, platform: str | None) -> None:
    """Quadratic would be a hundred times; processor time, and the best of three, so that a busy machine decides nothing."""
    small, large = (piece * size for size in (2_000, 20_000))
    places(small, platform)
    assert min(_spent(large, platform) for _ in range(3)) <= 40 * max(min(_spent(small, platform) for _ in range(3)), 0.0005)


def _spent(text: str, platform: str | None) -> float:
    places.cache_clear()
    start = time.process_time()
    places(text, platform)
    return time.process_time() - start
