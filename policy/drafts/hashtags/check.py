"""The check of a draft's hashtags: a finding for each, in order (4.2.7)."""

import re
from collections.abc import Iterator

from policy.clauses import Clause
from policy.drafts.draft import Draft, DraftFinding
from policy.drafts.evidence import Evidence
from policy.drafts.example import on
from policy.drafts.hashtags.judgement import Judgement, Tags, judge
from policy.drafts.hashtags.tokens import MAY_TOUCH, Hashtag, hashtags
from policy.drafts.links.find import places

READ_ON = re.compile(r"[@$!*]{1,3}\w{1,40}(?:[@$!*]{1,3}\w{1,40}){0,3}")  # a platform ends the tag there, a reader doesn't


def tags(draft: Draft, evidence: Evidence) -> Iterator[DraftFinding]:
    """Every hashtag of the text is tokenised as its platform does it, and judged."""
    touching = MAY_TOUCH.search(draft.text)
    links = [(place.start, place.end) for place in places(draft.text, draft.platform)] if touching else []
    for tag in hashtags(draft.text, draft.platform or "", links):
        judgement = _judged(draft.text, tag, evidence.company.tags)
        verdict = judgement.verdict.name.lower()
        span = (tag.start, tag.end)
        yield DraftFinding(Clause.LINKS_AND_HASHTAGS, "hashtag", verdict, tag.text, span, judgement.reasons)


def _judged(text: str, tag: Hashtag, tags: Tags) -> Judgement:
    """The verdict on the tag, or on what a reader makes of it together with the signs that touch it (`#sh!t`)."""
    judgement = judge(tag.text, tags)
    if more := READ_ON.match(text, tag.end):
        return max(judgement, judge(tag.text + more[0], tags), key=lambda one: one.verdict)
    return judgement


RULED = Clause.LINKS_AND_HASHTAGS
FACTS = ("hashtag_", "look_alikes")
EXAMPLES = (
    on("official", "#GCSEMaths #exampletutors", (RULED, "ok", "#GCSEMaths"), (RULED, "ok", "#exampletutors")),
    on("official", "#Scunthorpe", (RULED, "ok", "#Scunthorpe")),
    on("official", "#damnhard", (RULED, "caution", "#damnhard")),
    on("official", "#examcheats", (RULED, "inappropriate", "#examcheats")),
    on("personal", "#thinspo", (RULED, "inappropriate", "#thinspo")),
    on("personal", "Room number 5, no tag"),
)
