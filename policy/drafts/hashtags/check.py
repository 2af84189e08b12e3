"""The check of a draft's hashtags: a finding for each, in order (4.2.7)."""

import re
from collections.abc import Iterator

from policy.clauses import Clause
from policy.drafts.draft import Draft, DraftFinding
from policy.drafts.evidence import Evidence
from policy.drafts.example import on
from policy.drafts.hashtags.judgement import Judgement, Verdict, glance, judge
from policy.drafts.hashtags.letters import key
from policy.drafts.hashtags.reading import LONGEST
from policy.drafts.hashtags.tokens import MAY_TOUCH, hashtags
from policy.drafts.links.find import places

MOST_CHARACTERS = 5_000  # of different hashtags; no platform takes a post of so many
SIGN = "[@$!*\u00ad\u200b\u200e\u200f\u2060-\u2064\ufeff]{1,3}"  # signs for letters, and what nobody sees
READ_ON = re.compile(rf"{SIGN}\w{{1,40}}(?:{SIGN}\w{{1,40}}){{0,9}}")  # a platform ends the tag there, a reader doesn't


def tags(draft: Draft, evidence: Evidence) -> Iterator[DraftFinding]:
    """Every hashtag of the text is tokenised as its platform does it, and judged."""
    touching = MAY_TOUCH.search(draft.text)
    links = [(place.start, place.end) for place in places(draft.text, draft.platform)] if touching else []
    judged: dict[tuple[str, str], Judgement] = {}
    characters = 0
    for tag in hashtags(draft.text, draft.platform or "", links):
        more = READ_ON.match(draft.text, tag.end)
        read = (tag.text, more[0] if more else "")
        said = judged.get(read)
        if said is None:
            said = (_judged if characters < MOST_CHARACTERS else _glanced)(*read, evidence)
            said = judged[read] = _answered(said, tag.text, evidence) if evidence.declined else said
            characters += len(read[0]) + len(read[1])
        span = (tag.start, tag.end)
        yield DraftFinding(Clause.LINKS_AND_HASHTAGS, "hashtag", said.verdict.word, tag.text, span, said.reasons)


def _judged(tag: str, more: str, evidence: Evidence) -> Judgement:
    """The verdict on the tag, or on what a reader makes of it together with the signs that touch it (`#sh!t`)."""
    judgement = judge(tag, evidence.company.tags)
    if not more:
        return judgement
    return max(judgement, judge((tag + more)[:LONGEST], evidence.company.tags), key=lambda one: one.verdict)


def _glanced(tag: str, _: str, evidence: Evidence) -> Judgement:
    return glance(tag, evidence.company.tags)


def _answered(judgement: Judgement, tag: str, evidence: Evidence) -> Judgement:
    """With what the office answered when a tutor asked it to approve this hashtag, unless it has approved it since."""
    refusal = evidence.declined.get(f"#{key(tag)}")
    if refusal is None or key(tag) in evidence.company.tags.approved:
        return judgement
    said = f"The office declined this hashtag on {refusal.on:%d %B %Y}{refusal.because}"
    return Judgement(max(judgement.verdict, Verdict.CAUTION), (said, *judgement.reasons))


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
