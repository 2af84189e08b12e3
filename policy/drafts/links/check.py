"""Clause 4.2.7: every link of a draft gets a finding, in the text and beside it."""

from collections.abc import Iterator

from policy.clauses import Clause
from policy.drafts.draft import Draft, DraftFinding, Span
from policy.drafts.evidence import Evidence
from policy.drafts.example import on
from policy.drafts.links.find import places
from policy.drafts.links.judge import Judgement, glance, judge

MOST, MOST_CHARACTERS = 200, 10_000  # of different links of a text; no platform takes a post with so many


def links(draft: Draft, evidence: Evidence) -> Iterator[DraftFinding]:
    """A link in a post is to a site that is verified as reputable."""
    judged: dict[str, Judgement] = {}  # a link that stands in a draft a thousand times is judged once
    characters = 0
    for place in places(draft.text, draft.platform):
        written = draft.text[place.start : place.end]
        if written not in judged:
            few = len(judged) < MOST and characters < MOST_CHARACTERS
            judged[written] = (judge if few else glance)(written, evidence)
            characters += len(written)
        yield _finding(written, (place.start, place.end), judged[written])
    for written in draft.links:
        if written not in judged:
            judged[written] = judge(written, evidence)
        yield _finding(written, None, judged[written])


def _finding(written: str, span: Span | None, said: Judgement) -> DraftFinding:
    return DraftFinding(
        clause=Clause.LINKS_AND_HASHTAGS,
        kind="link",
        verdict=said.level.word,
        text=written,
        span=span,
        reasons=said.reasons,
        host=said.host,
        url=said.url,
    )


RULED = Clause.LINKS_AND_HASHTAGS
FACTS = ("links_",)
EXAMPLES = (
    on(
        "personal", "See https://www.gov.uk/national-curriculum", (RULED, "reputable", "https://www.gov.uk/national-curriculum")
    ),
    on("personal", "Try https://maths.example/fractions", (RULED, "reputable", "https://maths.example/fractions")),
    on("personal", "Read oakfield-chess.co.uk", (RULED, "unverified", "oakfield-chess.co.uk")),
    on("personal", "More: https://bit.ly/3abc", (RULED, "caution", "https://bit.ly/3abc")),
    on("personal", "Open http://192.0.2.7/login", (RULED, "caution", "http://192.0.2.7/login")),
    on("personal", "Chat on omegle.com", (RULED, "caution", "omegle.com")),
    on("personal", "Sign in: https://instagrarn.com/login", (RULED, "danger", "https://instagrarn.com/login")),
    on("personal", "Pay at https://xn--pypal-4ve.com", (RULED, "danger", "https://xn--pypal-4ve.com")),
    on("personal", "No link here. Not even here.Really"),
)
