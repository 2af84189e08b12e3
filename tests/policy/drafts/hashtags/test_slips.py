"""Strong words with one slip in them."""

import pytest

from policy.drafts.hashtags import tables
from policy.drafts.hashtags.judgement import Verdict, judge
from policy.drafts.hashtags.lexicon import Severity, entries
from policy.drafts.hashtags.slips import slips


@pytest.mark.parametrize(
    ("spelling", "form"),
    [
        ("cxnt", "cunt"),
        ("bstards", "bastards"),
        ("wnaker", "wanker"),
        ("sshit", "shit"),
        ("twaat", "twat"),
        ("bllocks", "bollocks"),
    ],
)
def test_a_slip_is_known(spelling: str, form: str) -> None:
    assert slips()[spelling].form == form


@pytest.mark.parametrize(
    "tag",
    [
        "#sshit",
        "#TotalWnaker",
        "#cxnt2026",
        "#bxstard",
        "#dickhaed",
        "#FfuucckkExams",
        "#kiillmyself",
        "#selfharrm",
        "#ccuunntt",
    ],
)
def test_a_tag_with_a_slip_is_inappropriate(tag: str) -> None:
    assert judge(tag).verdict is Verdict.INAPPROPRIATE


@pytest.mark.parametrize(
    "word", ["SLTchat", "SLTs", "Nwankwo", "Fucci", "McNutt", "Sexty", "Horner", "KingCnut", "Slutskaya", "TWTs"]
)
def test_abbreviations_and_names_are_none(word: str) -> None:
    assert judge(f"#{word}").verdict is not Verdict.INAPPROPRIATE


def test_no_slip_is_a_word_a_name_or_a_listed_word() -> None:
    assert slips().keys().isdisjoint(tables.words().keys() | tables.allowed().keys() | entries().keys())
    assert Severity.MILD not in {entry.severity for entry in slips().values()}
