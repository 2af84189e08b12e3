"""A post before it is sent, and what is said of it: the shapes of the draft check, as they go over the wire (design 4.6).

A checker is a function from a draft and the evidence at hand to findings. It keeps nothing, asks nobody and knows no
clock: whatever it needs beyond the draft stands in the evidence. `span` counts Unicode code points of the draft's text.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from policy.clauses import Clause
from policy.drafts.evidence import Evidence

LONGEST_TEXT = 500_000  # far beyond what any platform takes; more is no post
MOST = 200  # entries of `links` or `images`

type Word = Annotated[str, msgspec.Meta(max_length=100)]
type Long = Annotated[str, msgspec.Meta(max_length=1_000)]
type Span = tuple[int, int]


class Approved(msgspec.Struct, frozen=True):
    """What the media register says of a picture: its title, by what leave it is used, and until when."""

    title: str
    licence: str
    until: date | None = None


class Picture(msgspec.Struct, frozen=True):
    """A picture by what is said of it; its bytes are never part of a draft.

    What the tutor says: `pupils`: does it show any? `consent`: to showing them (yes, no, or the consent's number); `licence`:
    where it comes from and that it may be used; `permission`: the owner's to use the logo. What `POST /v1/picture` answered
    for it: `gps`, `copyright`, `stock`, `logo_likeness`, `approved`. None: not known, or not asked.
    """

    name: Long = ""
    type: Word = ""
    consent: bool | Long | None = None
    pupils: bool | None = None
    licence: Long | None = None
    permission: Long | None = None
    gps: bool | None = None
    copyright: Long | None = None
    stock: Long | None = None
    logo_likeness: float | None = None
    approved: Approved | None = None


class Draft(msgspec.Struct, frozen=True):
    """A post, comment or message as it stands in the composer. Only `text` is required.

    `links`: what is attached beside the text, such as a card. `platform`: a name of policy/platforms; `account`: personal
    or official; `kind`: post, comment or message. Any other word, and null, counts as not known: a site may be added to
    the adviser before it is added here. `author`: the account that posts, `parent`: the one whose post is answered or shared,
    as the page names them, or the word "official". `moment`: typing, pause or send (as if nothing were said).
    """

    text: Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
    platform: Word | None = None
    account: Word | None = None
    kind: Word | None = None
    links: Annotated[tuple[Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)], ...], msgspec.Meta(max_length=MOST)] = ()
    images: Annotated[tuple[Picture, ...], msgspec.Meta(max_length=MOST)] = ()
    author: Long | None = None
    parent: Long | None = None
    moment: Word | None = None


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


class Findings(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answer to a draft. `unchecked`: the kinds of finding that could not be looked for to the end now (`name`: the office
    was not asked, or did not answer); it stands in the answer only if there are any.
    """

    findings: tuple[DraftFinding, ...]
    unchecked: tuple[str, ...] = ()


type Check = Callable[[Draft, Evidence], Iterator[DraftFinding]]
