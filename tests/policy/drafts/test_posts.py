"""Posts as tutors write them, and such as none should: what hashtags, tone and contact say of each on an official account.

`posts.json` is our own. Of harmless posts none may be called inappropriate, and hardly any may be doubted.
"""

import json
from pathlib import Path

import pytest

from policy.drafts.contact import contact
from policy.drafts.draft import Draft
from policy.drafts.evidence import Evidence
from policy.drafts.example import EVIDENCE
from policy.drafts.hashtags.check import tags
from policy.drafts.tone import tone

POSTS = json.loads((Path(__file__).parents[2] / "vectors" / "posts.json").read_text("utf-8"))
HARMLESS = [post for post in POSTS if post["harmless"]]
HARMFUL = [post for post in POSTS if not post["harmless"]]


def found(text: str, account: str, evidence: Evidence = EVIDENCE) -> list[list[str]]:
    draft = Draft(text, platform="instagram", account=account)
    every = (finding for check in (tags, contact, tone) for finding in check(draft, evidence))
    return [[one.kind, one.verdict, one.text] for one in every if one.verdict != "ok"]


def test_there_are_posts_of_both_sorts() -> None:
    assert len(HARMLESS) >= 300
    assert len(HARMFUL) >= 100


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post["text"][:40].encode("ascii", "replace").decode())
def test_each_post_gets_what_it_deserves(post: dict[str, object]) -> None:
    assert found(str(post["text"]), "official") == post["finds"]


def test_no_harmless_post_is_inappropriate_and_few_are_doubted() -> None:
    assert [post["text"] for post in HARMLESS if any(verdict != "caution" for _, verdict, _ in post["finds"])] == []
    assert sum(bool(post["finds"]) for post in HARMLESS) <= len(HARMLESS) // 100


def test_no_harmful_post_passes() -> None:
    assert [post["text"] for post in HARMFUL if not post["finds"]] == []


def test_a_personal_account_is_told_of_hashtags_and_contacts_all_the_same() -> None:
    for post in HARMLESS:
        assert found(post["text"], "personal") == [find for find in post["finds"] if find[0] != "tone"]
