"""Links and hashtags alone are judged as in a draft, and nothing is said of a place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.apart import apart
from policy.drafts.checks import check
from policy.drafts.draft import Draft
from policy.drafts.evidence import Evidence, Verified

DAY = date(2026, 11, 22)
EVIDENCE = Evidence(verified={"maths.example": Verified("olive", DAY, DAY)}, today=DAY)


def test_every_entry_has_its_finding_in_order_links_first() -> None:
    found = apart(("https://maths.example/a", "bit.ly/x"), ("#GCSE", "thinspo"), "instagram", EVIDENCE).findings
    assert [(one.kind, one.text, one.verdict, one.span) for one in found] == [
        ("link", "https://maths.example/a", "reputable", None),
        ("link", "bit.ly/x", "caution", None),
        ("hashtag", "#GCSE", "ok", None),
        ("hashtag", "#thinspo", "inappropriate", None),
    ]
    assert [one.host for one in found[:2]] == ["maths.example", "bit.ly"]


@pytest.mark.parametrize("platform", [None, "x", "instagram"])
@pytest.mark.parametrize("tag", ["#GCSE", "＃ｐｒｏａｎａ", "#sh!t", "#maths_help"])
def test_a_hashtag_alone_is_judged_as_in_a_post(tag: str, platform: str | None) -> None:
    (in_post,) = check(Draft(f"{tag} ", platform), EVIDENCE)
    (alone,) = apart((), (tag,), platform, EVIDENCE).findings
    assert (alone.clause, alone.verdict, alone.reasons) == (in_post.clause, in_post.verdict, in_post.reasons)


def test_what_no_platform_would_link_is_read_all_the_same() -> None:
    (found,) = apart((), ("##fuck",), "x", EVIDENCE).findings
    assert found.verdict == "inappropriate"


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(min_size=1, max_size=60), max_size=4))
def test_whatever_comes_there_is_one_finding_for_each(links: list[str], hashtags: list[str]) -> None:
    found = apart(links, hashtags, None, EVIDENCE).findings
    assert [one.kind for one in found] == ["link"] * len(links) + ["hashtag"] * len(hashtags)
    assert all(one.span is None for one in found)
