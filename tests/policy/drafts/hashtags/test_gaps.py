"""Letters hidden behind stars, or behind one sign in the middle of a word."""

import time

import pytest

from policy.drafts.hashtags.gaps import gapped, hidden, starred
from policy.drafts.hashtags.judgement import Verdict, judge
from policy.drafts.hashtags.letters import spelling


@pytest.mark.parametrize("tag", ["#sh_t", "#f-ck", "#my_sh_t_day", "#c_nt", "#w-nker", "#b_stard"])
def test_a_sign_may_stand_for_a_letter(tag: str) -> None:
    assert judge(tag).verdict is Verdict.INAPPROPRIATE


@pytest.mark.parametrize(
    "tag", ["#A_Level", "#co-op", "#e-safety", "#T-shirt", "#x-ray", "#love_learning", "#Mrs_B_Y4", "#p-value"]
)
def test_or_for_nothing(tag: str) -> None:
    assert judge(tag).verdict is Verdict.OK


def test_a_tag_of_words_hides_nothing() -> None:
    assert not gapped(spelling("#happy_new_year_2026"))
    assert not gapped(spelling("#maths"))
    assert list(hidden(spelling("#bell_end_road"))) == []


@pytest.mark.parametrize(
    ("text", "form"), [("f*ck", "fuck"), ("suchf*cks", "fucks"), ("whatf*ckday", "fuck"), ("c**t", "cunt")]
)
def test_stars_hide_a_word_also_between_other_words(text: str, form: str) -> None:
    assert [entry.form for entry in starred(text)] == [form]


@pytest.mark.parametrize("text", ["m*ths", "love*", "*****", "sch**l", "qqf*ckqq"])
def test_stars_elsewhere_hide_nothing(text: str) -> None:
    assert list(starred(text)) == []


def test_time_does_not_grow_with_the_number_of_stars() -> None:
    started = time.process_time()
    for number in range(20):
        judge(f"#{'a*b*c*d*' * 17}{number}")
        judge(f"#{'mathsisfun' * 6}s*t{'lovelyday' * 6}{number}")
    assert time.process_time() - started < 1
