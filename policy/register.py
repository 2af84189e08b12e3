"""The company's registers, as they travel in the signed bundle: verified sites, official accounts, approved pictures.

The office keeps them with who entered what and why (server/store); a device gets what its checks read, and nothing that
has run out on the day of the bundle. Nothing here is anybody's secret: these are the company's own public decisions.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec

LONGEST_ASKED = 253  # as a host name

type Fingerprint = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
type Asked = Literal["link", "hashtag"]


class Site(msgspec.Struct, frozen=True):
    """A site that somebody of the company has looked at and called reputable (4.2.7), its sub-domains included."""

    host: str
    by: str
    on: date
    until: date


class OfficialAccount(msgspec.Struct, frozen=True, omit_defaults=True):
    """An account that is the company's own (4.2.1), as its platform normalises it: a handle, an id or both."""

    platform: str
    handle: str = ""
    id: str = ""


class ApprovedPicture(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture that may be published (5.8, 5.12), or the company's logo (6.3): its fingerprint, never the picture.

    `until`: the last day of the consent or licence; None for what does not run out.
    """

    mark: Fingerprint
    title: str
    logo: bool = False
    licence: str = ""
    until: date | None = None


class Declined(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a tutor asked to have verified, and the office did not: a host, or a hashtag as `letters.key` spells it.

    why: the office's own words, if it gave any.
    """

    kind: Asked
    value: str
    on: date
    why: str = ""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A tutor asks the office to verify a site or to approve a hashtag (policy/ask.py); it answers in the next bundle.

    key: idempotency key, as of an event. value: a host (ASCII), or a hashtag as written. at: Unix seconds.
    """

    key: str
    kind: Asked
    value: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_ASKED)]
    at: int


class Register(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=False):
    """Everything that the office registers for the checks of drafts and profiles."""

    sites: tuple[Site, ...] = ()
    accounts: tuple[OfficialAccount, ...] = ()
    pictures: tuple[ApprovedPicture, ...] = ()
    declined: tuple[Declined, ...] = ()
