"""Links and hashtags without the post that they stand in: all that a browser without a guard has checked by the office.

The same checks as of a draft, one finding for each entry, in order; there is no text, so there is no place in it either.
"""

from collections.abc import Iterator, Sequence

import msgspec

from policy.clauses import Clause
from policy.drafts.draft import Draft, DraftFinding, Findings
from policy.drafts.evidence import Evidence
from policy.drafts.hashtags.check import tags
from policy.drafts.hashtags.judgement import judge
from policy.drafts.hashtags.tokens import SIGNS, SMALL_SIGN
from policy.drafts.links.check import links


def apart(written: Sequence[str], hashtags: Sequence[str], platform: str | None, evidence: Evidence) -> Findings:
    """A finding for every link, then one for every hashtag, which may come without its sign."""
    judged = links(Draft("", platform, links=tuple(written)), evidence)
    return Findings((*judged, *_tags(hashtags, platform, evidence)))


def _tags(hashtags: Sequence[str], platform: str | None, evidence: Evidence) -> Iterator[DraftFinding]:
    for entry in hashtags:
        tag = entry if entry[:1] in f"{SIGNS}{SMALL_SIGN}" else f"#{entry}"
        found = next(tags(Draft(tag, platform), evidence), None)
        if found is None or found.span is None or found.span[0] != 0:  # no hashtag on that platform: read it all the same
            said = judge(tag, evidence.company.tags)
            yield DraftFinding(Clause.LINKS_AND_HASHTAGS, "hashtag", said.verdict.word, tag, None, said.reasons)
        else:
            yield msgspec.structs.replace(found, text=tag, span=None)
