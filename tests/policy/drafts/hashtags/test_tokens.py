"""Where hashtags stand: on X by twitter-text's conformance suite, elsewhere by UAX #31, without a platform by either.

Against the package twitter-text 3.1.0 itself 20,015 random texts were compared without a difference.
"""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.hashtags.tokens import Hashtag, hashtags
from policy.drafts.links.find import places

SUITE = json.loads((Path(__file__).parents[3] / "vectors" / "twitter_text.json").read_text("utf-8"))
AUTOLINKED = SUITE["autolink hashtags"] + SUITE["autolink all"] + SUITE["autolink urls"]
NONE_THERE = [text for kind in ("cashtags", "mentions", "replies") for (text,) in SUITE[f"extract {kind}"]]


def on(platform: str, text: str) -> list[str]:
    return [tag.text for tag in hashtags(text, platform)]


def beside_links(text: str) -> list[str]:
    """The hashtags on x of a text that may have links in it."""
    return [tag.text for tag in hashtags(text, "x", [(place.start, place.end) for place in places(text, "x")])]


@pytest.mark.parametrize(("text", "tags"), SUITE["extract hashtags"] + SUITE["extract hashtags from astral"])
def test_on_x_the_suites_hashtags_are_found_and_nothing_else(text: str, tags: list[str]) -> None:
    assert [tag[1:] for tag in beside_links(text)] == tags


@pytest.mark.parametrize(("text", "found"), SUITE["extract hashtags with indices"])
def test_on_x_a_hashtag_stands_where_the_suite_says(text: str, found: list[dict[str, Any]]) -> None:
    assert [{"hashtag": tag.text[1:], "indices": [tag.start, tag.end]} for tag in hashtags(text, "x")] == found


@pytest.mark.parametrize(("text", "found"), AUTOLINKED)
def test_on_x_what_the_suite_makes_a_hashtag_in_a_page_is_one(text: str, found: dict[str, list[str]]) -> None:
    assert beside_links(text) == found["hashtags"]


@pytest.mark.parametrize("text", NONE_THERE)
def test_on_x_cashtags_and_mentions_are_no_hashtags(text: str) -> None:
    assert beside_links(text) == []


@pytest.mark.parametrize(("text", "valid"), SUITE["validate hashtags"])
def test_on_x_a_whole_text_is_a_hashtag_or_not(text: str, *, valid: bool) -> None:
    assert (on("x", text) == [text]) is valid


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#one#two", []),
        ("##one", ["#one"]),
        ("#\ufe0f\u20e3 keycap #\ufe0fa", []),
        ("#self-harm", ["#self"]),
        ("\N{SMALL NUMBER SIGN}small", []),
        ("\ufe0f#after", ["#after"]),
    ],
)
def test_on_x_what_the_suite_leaves_open_is_as_twitter_text_does_it(text: str, expected: list[str]) -> None:
    assert on("x", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#self-harm #a+b", ["#self-harm", "#a+b"]),
        ("#16 ﹟small ＃wide", ["#16", "﹟small", "＃wide"]),
        ("#love\N{HEAVY BLACK HEART}\ufe0f!", ["#love\N{HEAVY BLACK HEART}\ufe0f"]),
        ("#👩\u200d🏫", ["#👩\u200d🏫"]),
        ("abc#def .#ghi", ["#ghi"]),
        ("#one#two", ["#one"]),
        ("# #. ##", []),
    ],
)
def test_elsewhere_hashtags_are_identifiers(text: str, expected: list[str]) -> None:
    assert on("instagram", text) == expected


def test_without_a_platform_nothing_is_missed() -> None:
    assert on("", "#self-harm ##one #one#two \ufe0f#after") == ["#self-harm", "#one", "#one", "#after"]


def test_spans_count_code_points() -> None:
    assert list(hashtags("😀 #maths", "x")) == [Hashtag("#maths", 2, 8)]


def test_what_stands_in_a_link_is_no_hashtag() -> None:
    text = "#a see example.org/#b now #c"
    link = (7, 21)
    assert [tag.text for tag in hashtags(text, "", [link])] == ["#a", "#c"]


@given(st.text(alphabet="#＃a1_ -&:/.é字\u200d\ufe0f"), st.sampled_from(["", "x", "instagram"]))
def test_a_hashtag_is_the_text_at_its_span_and_none_overlap(text: str, platform: str) -> None:
    last = 0
    for tag in hashtags(text, platform):
        assert text[tag.start : tag.end] == tag.text
        assert tag.start >= last
        last = tag.end


@pytest.mark.parametrize("unit", ["#", "#a", "a", "# ", "#_", "\ufe0f#"])
def test_long_texts_take_time_in_proportion(unit: str) -> None:
    """Processor time, and the best of three, so that a busy machine decides nothing."""

    def spent(size: int) -> float:
        begun = time.process_time()
        list(hashtags(unit * (size // len(unit)), ""))
        return time.process_time() - begun

    assert min(spent(100_000) for _ in range(3)) < 20 * min(spent(25_000) for _ in range(3)) + 0.05
