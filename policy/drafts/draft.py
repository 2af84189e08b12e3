"""A post before it is sent, and what is said of it: the shapes of the draft check, as they go over the wire (design 4.6).

A checker is a function from a draft and the evidence at hand to findings. It keeps nothing, asks nobody and knows no
clock: whatever it needs beyond the draft stands in the evidence. `span` counts Unicode code points of the draft's text.
"""

from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from policy.clauses import Clause
from policy.drafts.evidence import Evidence

LONGEST_TEXT = 500_000  # far beyond what any platform takes; more is no post
MOST = 200  # entries of `links` or `images`

type Word = Annotated[str, msgspec.Meta(max_length=100)]
type Span = tuple[int, int]


class Picture(msgspec.Struct, frozen=True):
    """What is known of a picture without looking at it; `consent`: what the tutor says of the people shown."""

    name: Annotated[str, msgspec.Meta(max_length=1_000)] = ""
    type: Word = ""
    consent: bool | str | None = None


class Draft(msgspec.Struct, frozen=True):
    """A post, comment or message as it stands in the composer. Only `text` is required.

    `links`: what is attached beside the text, such as a card. `platform`: a name of policy/platforms; `account`: personal
    or official; `kind`: post, comment or message. Any other word, and null, counts as not known: a site may be added to
    the adviser before it is added here.
    """

    text: Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
    platform: Word | None = None
    account: Word | None = None
    kind: Word | None = None
    links: Annotated[tuple[Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)], ...], msgspec.Meta(max_length=MOST)] = ()
    images: Annotated[tuple[Picture, ...], msgspec.Meta(max_length=MOST)] = ()


class DraftFinding(msgspec.Struct, frozen=True):
    """What one checker says of one place of a draft; `span` is None for what stands beside the text.

    `text` is the place as written. `host` and `url` stand on links only, canonical by the Safe Browsing rules, and empty
    when nothing canonical could be made of what was written. `reasons` are sentences for the tutor, the weightiest first.
    """

    clause: Clause
    kind: str
    verdict: str
    text: str
    span: Span | None
    reasons: tuple[str, ...] = ()
    host: str | UnsetType = UNSET
    url: str | UnsetType = UNSET


class Findings(msgspec.Struct, frozen=True):
    """The answer to a draft."""

    findings: tuple[DraftFinding, ...]


type Check = Callable[[Draft, Evidence], Iterator[DraftFinding]]
