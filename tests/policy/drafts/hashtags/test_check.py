"""Every hashtag of a draft gets its finding, in order and in its place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.clauses import Clause
from policy.drafts.draft import Draft, DraftFinding
from policy.drafts.evidence import Company, Evidence, Refusal
from policy.drafts.hashtags.check import MOST_CHARACTERS, tags
from policy.drafts.hashtags.judgement import Tags

TAGS = ["#Scunthorpe", "#dicks", "#thyghgapp", "＃ｐｒｏａｎａ", "#sex", "#maths", "#self-harm", "#sh1t"]


def found(text: str, platform: str | None = None, evidence: Evidence | None = None) -> list[tuple[str, str]]:
    return [(finding.text, finding.verdict) for finding in tags(Draft(text, platform=platform), evidence or Evidence())]


def test_each_occurrence_gets_a_finding() -> None:
    (first, second) = tags(Draft("😀 #maths and #maths", platform="x"), Evidence())
    assert first == DraftFinding(Clause.LINKS_AND_HASHTAGS, "hashtag", "ok", "#maths", (2, 8))
    assert second.span == (13, 19)


def test_a_fragment_of_a_link_is_no_hashtag() -> None:
    assert found("see https://example.org/#dicks and #maths") == [("#maths", "ok")]


def test_signs_that_end_a_tag_do_not_hide_what_it_says() -> None:
    assert found("#sh!t", "x") == [("#sh", "inappropriate")]
    assert found("#maths! Great", "x") == [("#maths", "ok")]


def test_the_company_decides_about_its_hashtags() -> None:
    evidence = Evidence(company=Company(tags=Tags(approved=("casino",), banned=frozenset({"maths"}))))
    assert found("#casino #Maths", evidence=evidence) == [("#casino", "ok"), ("#Maths", "inappropriate")]


def test_a_text_without_a_sign_is_not_read() -> None:
    assert found("no tags here") == []


@given(st.sampled_from(TAGS), st.text(alphabet=st.characters(exclude_characters="#＃﹟"), max_size=40), st.text(max_size=40))
def test_a_verdict_does_not_depend_on_what_stands_around(tag: str, before: str, after: str) -> None:
    alone = found(tag)
    assert alone[0] in found(f"{before} {tag} {after}")


@pytest.mark.parametrize("text", ["#fu\u200bck", "#f\u200bu\u200bc\u200bk", "#d\u00adi\u00adc\u00adk", "#sh\ufeffit"])
def test_what_nobody_sees_between_the_letters_hides_no_word(text: str) -> None:
    assert [verdict for _, verdict in found(text)] == ["inappropriate"]


def test_a_long_text_behind_a_sign_is_no_part_of_a_tag_that_could_be_too_long() -> None:
    assert found(f"#maths!{'a' * 40}!{'b' * 40}!{'c' * 40}!{'d' * 40}") == [("#maths", "ok")]


def test_beyond_what_any_platform_takes_hashtags_are_cautions_unless_the_company_decided() -> None:
    many = " ".join(f"#{number:0100}" for number in range(MOST_CHARACTERS // 100))
    company = Company(tags=Tags(("maths",), frozenset({"cheat"})))
    found = list(tags(Draft(f"{many} #cat #maths #cheat"), Evidence(company=company)))
    assert len(found) == MOST_CHARACTERS // 100 + 3
    assert [finding.verdict for finding in found[-3:]] == ["caution", "ok", "inappropriate"]


def test_a_hashtag_that_the_office_declined_says_when_and_why_until_it_is_approved() -> None:
    declined = {"#maths": Refusal(date(2026, 11, 22), "We use the board's own tag.")}
    (said,) = tags(Draft("#Maths"), Evidence(declined=declined))
    assert (said.verdict, said.reasons[0]) == (
        "caution", "The office declined this hashtag on 22 November 2026: We use the board's own tag.",
    )  # fmt: skip
    assert found("#mathsday", evidence=Evidence(declined=declined)) == [("#mathsday", "ok")]
    approved = Evidence(declined=declined, company=Company(tags=Tags(("maths",))))
    assert found("#Maths", evidence=approved) == [("#Maths", "ok")]
    (silent,) = tags(Draft("#maths"), Evidence(declined={"#maths": Refusal(date(2026, 11, 22))}))
    assert silent.reasons[0] == "The office declined this hashtag on 22 November 2026."
