"""What a tutor reports in their own words: contact from a pupil (5.4), a concern (5.5), an account (4.2.1), anything else.

It is the one thing that a device sends in a person's words, and only when that person presses the button. Whoever it is about
does not read it: a report about the DSL goes to the owner, one about the owner to the DSL, one about both to nobody in the
company; the way outside is always named.
"""

from enum import StrEnum

import msgspec

LONGEST = 4_000  # characters of the tutor's words
MOST_IDENTIFIERS = 8
LONGEST_IDENTIFIER = 300


class Kind(StrEnum):
    CONTACT = "contact"
    CONCERN = "concern"
    ACCOUNT = "account"
    OTHER = "other"


class Route(StrEnum):
    """Who in the office reads it."""

    DSL = "dsl"  # the DSL and the owner
    OWNER = "owner"  # it is about the DSL
    DSL_ONLY = "dsl only"  # it is about the owner
    OUTSIDE = "outside"  # it is about both: never sent


class Report(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """key: idempotency key, which is the receipt as well. at: when it happened, written: when it was reported, Unix seconds.
    identifiers: accounts that the tutor named. event: the key of the event that it belongs to.
    """

    key: str
    kind: str
    route: str
    at: int
    written: int
    words: str = ""
    platform: str = ""
    clause: str = ""
    identifiers: tuple[str, ...] = ()
    event: str = ""


class Contact(msgspec.Struct, frozen=True):
    """Somebody outside of the company, and how to reach them."""

    who: str
    how: str


OUTSIDE = (
    Contact("The local authority designated officer (LADO)", "Look for “LADO” on the website of your council."),
    Contact("NSPCC helpline", "0808 800 5000"),
    Contact("If a child is in danger now", "999"),
)


def route(*, about_dsl: bool, about_owner: bool) -> Route:
    """Who may read a report about these."""
    if about_dsl and about_owner:
        return Route.OUTSIDE
    if about_dsl:
        return Route.OWNER
    return Route.DSL_ONLY if about_owner else Route.DSL
