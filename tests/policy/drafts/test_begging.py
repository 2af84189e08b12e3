"""Bait is a bargain, a prize or a roll-call in what speaks for the company; an invitation is none."""

import pytest

from policy.drafts.begging import begging
from policy.drafts.draft import Draft
from policy.drafts.evidence import Company, Evidence

EVIDENCE = Evidence(company=Company(names=("Tutor Train",)))


def found(text: str, account: str = "official") -> list[str]:
    return [finding.text for finding in begging(Draft(text, account=account), EVIDENCE)]


@pytest.mark.parametrize(
    "text",
    [
        *("Follow for follow", "like 4 like", "Follow us back", "f4f anyone?", "Follow me and I'll follow you back"),
        *("Like, share and comment to win", "Share for a chance to win a lesson", "RETWEET TO WIN", "like & share to win"),
        *("Tag 3 friends", "tag a friend who hates maths", "Tag some clever people", "Comment YES below"),
        *("Smash that like button", "Help us reach 5k followers", "We need 1,000 subscribers", "Give us a follow", "RT to win"),
        *("Don't forget to like, comment and share", "Like if you love maths", "Hit subscribe"),
    ],
)
def test_bait_is_found(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("Follow us for revision tips", "Please like and share", "Share this with your class", "Work hard to win"),
        *(
            "Don't forget to follow the method",
            "Share if you know the answer",
            "Newton's followers",
            "It can hit the like poles",
        ),
        *("I would like to win", "Tag line of the year", "people like us win", "Comment below if you agree", "The F4 key"),
        *(
            "follow for the next step",
            "as you like it",
            "comparing like for like",
            "I like back gardens",
            "we share a goal and win together",
        ),
    ],
)
def test_invitations_and_plain_words_are_not(text: str) -> None:
    assert found(text) == []


def test_a_personal_account_may_beg_unless_it_names_the_company() -> None:
    assert found("Follow for follow", "personal") == []
    assert found("Follow for follow at Tutor Train", "personal") == ["Follow for follow"]
