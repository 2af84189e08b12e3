"""Begging for followers, shares and answers in what speaks for the company (4.2.3): a bargain, a prize, a roll-call.

An invitation ("follow us for tips", "please share") is ordinary. What is offered for it, or that others are to be named, makes
it bait, which platforms show to fewer people and parents take for spam.
"""

import re
from collections.abc import Iterator

from policy.clauses import Clause
from policy.drafts.company import named
from policy.drafts.draft import Draft, DraftFinding
from policy.drafts.evidence import Evidence
from policy.drafts.example import on

# Nearly every draft has none of these, and is done with.
KEYS = ("for follow", "forfollow", "for share", "forshare", "comment", "type ", "4", " back", " win", "be in with", "tag ")
PLEAS = ("subscri", "followers", "us a ", "forget to ", "like if", "this if", "that like")
ACTS = r"(?:follow|like|share|retweet|rt|repost|comment)"
NUMBER = r"(?:\d{1,2}|an?|one|two|three|four|five|ten|some|your)"
BAIT = re.compile(
    rf"\b(?=[flsrct])(?<!would )(?<!['\u2019]d )(?:(follow|share|comment) ?for ?\1|(follow|like|share|comment) ?4 ?\2|[fl]4[fl]"
    rf"|follow (?:us |me )?back|{ACTS} (?:us |me |this )?and (?:we|i)(?:'|\u2019| wi)ll \w+ (?:you )?back"
    rf"|{ACTS}(?: us| me| this| it)?(?:(?:,| and| &| \+) {ACTS}){{0,2}} (?:to|for (?:a|your) chance to|and) (?:win|be in with)"
    rf"|tag {NUMBER} (?:\w{{1,20}} )?(?:friends?|mates?|people|person|someone|somebody)"
    r"|(?:comment|type) (?:yes|amen|done|below to win))\b",
    re.IGNORECASE,
)
LIKED = r"(?:agree|love|like|hate|think|remember|miss|support)"
PLEA = re.compile(
    r"\b(?:smash (?:that|the) (?:like|follow|subscribe)|hit (?:that |the )?(?:like|follow|subscribe)"
    r"|(?:need|get(?:ting)? to|reach(?:ing)?|hit(?:ting)?|want) [\d,.]{1,9}k? (?:more )?(?:followers|subscribers|likes)"
    r"|(?:give|drop) us a (?:follow|like|share)|forget to (?:like(?=,| and| &)|follow (?:us|me)|subscribe)"
    rf"|(?:like (?:this )?|(?:share|retweet|rt|repost) this )if you {LIKED})\b",
    re.IGNORECASE,
)
REASON = "This begs for followers or shares; the post speaks for the company. Say what it is good for instead."


def begging(draft: Draft, evidence: Evidence) -> Iterator[DraftFinding]:
    """What speaks for the company does not beg for followers and shares."""
    if draft.account != "official" and not evidence.company.names:
        return
    lowered = draft.text.lower()
    found = [
        match
        for keys, form in ((KEYS, BAIT), (PLEAS, PLEA))
        if any(key in lowered for key in keys)
        for match in form.finditer(draft.text)
    ]
    if found and (draft.account == "official" or named(draft, evidence)):
        for match in found:
            yield DraftFinding(Clause.CONTENT, "tone", "caution", match[0], match.span(), (REASON,))


FACTS = ()
EXAMPLES = (
    on("official", "Follow for follow!", (Clause.CONTENT, "caution", "Follow for follow")),
    on("official", "Like and share to win a lesson", (Clause.CONTENT, "caution", "Like and share to win")),
    on("official", "Help us get to 5k followers", (Clause.CONTENT, "caution", "get to 5k followers")),
    on("official", "Tag three friends who need this", (Clause.CONTENT, "caution", "Tag three friends")),
    on("official", "Follow us for more revision tips, and please share"),
    on("personal", "Follow for follow!"),
)
