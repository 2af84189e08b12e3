"""Verdicts on hashtags, and what is said about them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.hashtags.judgement import Judgement, Tags, Verdict, judge


def verdict(tag: str) -> Verdict:
    return judge(tag).verdict


@pytest.mark.parametrize(
    "tag",
    [
        *(
            "#dicks",
            "#wanker",
            "#proana",
            "#thyghgapp",
            "#selfharmmm",
            "#1488",
            "#nsfw",
            "#onlyfans",
            "#smokeweed",
            "#freebets",
        ),
        *("#bigdick", "#paki", "#rape", "#kys", "#whitepower", "#sh1tday", "#cocksuckers"),
    ],
)
def test_what_no_tutor_should_post_is_inappropriate(tag: str) -> None:
    assert verdict(tag) is Verdict.INAPPROPRIATE


@pytest.mark.parametrize(
    "tag",
    ["#sex", "#butt", "#damn", "#followback", "#casino", "#anorexia", "#cocaine", "#PrickedFinger", "#tit", "#rapeawareness"],
)
def test_what_may_be_meant_well_is_a_caution_at_most(tag: str) -> None:
    assert verdict(tag) <= Verdict.CAUTION


@pytest.mark.parametrize(
    "tag",
    [
        *(
            "#selfharmawarenessday",
            "#mentalhealthawarenessweek",
            "#sexeducation",
            "#suicideprevention",
            "#antiracist",
            "#stopsuicide",
        ),
        *(
            "#mobydick",
            "#shakespeare",
            "#homoerectus",
            "#rapeseed",
            "#cumulativefrequency",
            "#bluetits",
            "#ana",
            "#mia",
            "#Annie",
        ),
        *("#endracism", "#drugseducation", "#DickTurpin"),
    ],
)
def test_awareness_subjects_and_names_are_fine(tag: str) -> None:
    assert verdict(tag) is Verdict.OK


def test_the_reason_names_the_word_without_repeating_a_slur() -> None:
    assert judge("#wankerday").reasons[0] == "It contains “w****r”: a sexual word."
    assert judge("#sh1t").reasons[0].startswith("It is a disguised spelling of “s**t”")
    assert judge("#casino").reasons[0] == "It contains “casino”: a word about gambling."


def test_the_company_decides_first() -> None:
    tags = Tags(approved=("tutortrainwins", "casinonight"), banned=frozenset({"badtag"}))
    assert judge("#CasinoNight", tags) == Judgement(Verdict.OK, ("The company has approved this hashtag.",))
    assert judge("#Bad_Tag", tags).verdict is Verdict.INAPPROPRIATE
    assert judge("#badtags", tags).verdict is Verdict.OK


def test_an_approved_hashtag_is_offered_instead_the_nearest_first() -> None:
    tags = Tags(approved=("gcse", "mathsday", "tutoring"))
    assert judge("#fuckingmathstoday", tags).reasons[-1] == "Approved hashtags: #mathsday, #gcse, #tutoring."


def test_a_code_name_adds_to_a_find_only() -> None:
    assert judge("#ana").reasons == ()
    assert "code word" in judge("#anorexia_ana").reasons[-1]


def test_two_doubtful_words_make_one_meaning() -> None:
    assert verdict("#cockpussy") is Verdict.INAPPROPRIATE


@pytest.mark.parametrize(
    "tag", ["#dick", "#dick2026", "#d_i_c_k", "#TotalPrick", "#WhatADick", "#dicksucker", "#anal", "#arse"]
)
def test_a_word_with_nothing_beside_it_that_makes_it_harmless_is_meant_badly(tag: str) -> None:
    assert verdict(tag) is Verdict.INAPPROPRIATE


@pytest.mark.parametrize("tag", ["#AnalCleft", "#RioNegro", "#CabernetCock", "#RetardedDevelopment", "#tosserchoosesends"])
def test_with_other_words_it_is_a_caution(tag: str) -> None:
    assert verdict(tag) is Verdict.CAUTION


@pytest.mark.parametrize(
    "tag", ["#faggots", "#paedophilia", "#LSD", "#Negev", "#incest", "#voyeurism", "#scrota", "#jap", "#erotica"]
)
def test_food_subjects_and_abbreviations_are_never_inappropriate(tag: str) -> None:
    assert verdict(tag) <= Verdict.CAUTION


@pytest.mark.parametrize(
    "tag", ["#DoMyHomework", "#buyessays", "#LeakedPapers", "#writemyessay4u", "#IHateMyPupils", "#meanspo"]
)
def test_cheating_and_contempt_for_pupils_are_inappropriate(tag: str) -> None:
    assert verdict(tag) is Verdict.INAPPROPRIATE


def test_a_tag_that_nobody_links_is_not_called_harmless() -> None:
    assert verdict("#" + "a" * 200) is Verdict.CAUTION


@given(st.text(max_size=30))
def test_every_text_gets_a_verdict_and_a_harmful_one_its_reason(text: str) -> None:
    judgement = judge(f"#{text}")
    assert judgement.verdict is Verdict.OK or judgement.reasons


def test_approved_hashtags_that_share_most_words_are_offered_first_then_those_first_in_the_list() -> None:
    tags = Tags(("love", "teaching", "badday", "goodday", "badmathsday"), frozenset({"badday2"}))
    assert judge("#BadDay2", tags).reasons[-1] == "Approved hashtags: #badday, #badmathsday, #goodday."
    assert judge("#BadDay2", Tags(("love", "teaching"), tags.banned)).reasons[-1] == "Approved hashtags: #love, #teaching."
